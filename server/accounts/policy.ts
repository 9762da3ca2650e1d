import { refuse } from '../platform/errors/refusal.ts';
import { type Actor, holds } from '../platform/http/actor.ts';
import type { Role, User } from './contract.ts';

/** `me` becomes the caller's id. */
export function userIdOf(ref: 'me' | number, actor: Actor): number {
  return ref === 'me' ? actor.userId : ref;
}

export function mayManage(actor: Actor): boolean {
  return holds(actor, 'user:update');
}

/** The person and administrators; everybody else gets NOT_FOUND, so that ids tell nothing. */
export function requireSelfOrManager(actor: Actor, userId: number): void {
  if (actor.userId !== userId && !mayManage(actor)) refuse('NOT_FOUND', 'There is no such person.');
}

/** An address is how somebody gets in: changing the own one needs proof that the new one is theirs, which an administrator gives. */
export function requireMayChangeEmail(actor: Actor): void {
  if (!mayManage(actor)) refuse('FORBIDDEN', 'Ask an administrator to change your e-mail address.');
}

/** A picture of oneself is one that one uploaded, or that whoever changes the profile did. */
export function requireOwnPicture(owner: number | null | undefined, people: readonly number[]): void {
  if (owner === undefined || owner === null || !people.includes(owner))
    refuse('NOT_FOUND', 'There is no such picture of yours.', { field: 'avatar' });
}

/** An academy without an administrator could never be managed again. */
export function requireAdministratorRemains(
  user: Pick<User, 'roles' | 'is_active'>,
  nextRoles: readonly Role[],
  active: boolean,
  administrators: number,
): void {
  const isOne = user.is_active && user.roles.includes('administrator');
  const stays = active && nextRoles.includes('administrator');
  if (isOne && !stays && administrators <= 1)
    refuse('LAST_ADMINISTRATOR', 'This is the only active administrator. Give another person that role first.');
}

/** Never with more rights than one has oneself, and never as another administrator: what they do must stay theirs. */
export function requireMayImpersonate(
  actor: Actor,
  person: Pick<User, 'id' | 'is_active' | 'roles'>,
  held: ReadonlySet<string>,
): void {
  if (person.id === actor.userId) refuse('CONFLICT', 'You see the academy as yourself already.');
  if (!person.is_active) refuse('CONFLICT', 'This account is suspended. Reactivate it first.');
  const more = [...held].some(permission => !holds(actor, permission));
  if (more || person.roles.includes('administrator'))
    refuse('FORBIDDEN', 'Nobody sees the academy as an administrator, or with more rights than their own.');
}
