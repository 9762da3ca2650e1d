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
