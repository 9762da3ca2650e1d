/** Many people at once: invitations by mail, and links to hand out. */
import type { Unit } from '../platform/db/work.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import { refuse } from '../platform/errors/refusal.ts';
import { foldEmail } from './address-rules.ts';
import type { Invited, Role, User } from './contract.ts';
import { insertPerson, type ManagingDeps } from './managing.ts';
import type { Person } from './service.ts';

export interface Inviting {
  /** New people, and those of them who are here already with the reason why nothing happened. */
  invite(given: { people: readonly Person[]; roles: Role[]; send: Send }, actor: Actor, from: From): Promise<Invited[]>;
  /** Links for people who are here: to join, or for a new password. */
  makeLinks(given: { ids: readonly number[]; send: Send }, actor: Actor, from: From): Promise<Invited[]>;
}

type Send = 'mail' | 'link';

interface InvitingDeps extends ManagingDeps {
  mail: { isConfigured(): Promise<boolean> };
}

export function createInviting(deps: InvitingDeps): Inviting {
  const { work, accounts, mail } = deps;
  const requireMail = async (send: Send) => {
    if (send === 'mail' && !(await mail.isConfigured()))
      refuse('MAIL_NOT_SET_UP', 'This academy sends no mail yet. Set it up first, or hand out links.');
  };
  return {
    async invite({ people, roles, send }, actor, from) {
      await requireMail(send);
      return work.run(async unit => {
        const taken = await accounts.owners(
          unit.tx,
          people.map(({ email }) => foldEmail(email)),
        );
        const inviter = await accounts.read(actor.userId, unit.tx);
        const invited: Invited[] = [];
        for (const person of people) {
          const key = foldEmail(person.email);
          const name = `${person.first_name} ${person.last_name}`.trim();
          if (taken.has(key)) {
            invited.push({ id: taken.get(key) as number, name, email: person.email, link: null, refused: 'taken' });
            continue;
          }
          const id = await insertPerson(deps, unit.tx, person, '', roles, actor.userId);
          taken.set(key, id);
          await unit.record({ userId: actor.userId, action: 'user.create', resourceType: 'user', resourceId: id });
          invited.push(await linkFor(deps, unit, id, { send, actor, from, inviter }));
        }
        return invited;
      });
    },
    async makeLinks({ ids, send }, actor, from) {
      await requireMail(send);
      return work.run(async unit => {
        const inviter = await accounts.read(actor.userId, unit.tx);
        const made: Invited[] = [];
        for (const id of ids) made.push(await linkFor(deps, unit, id, { send, actor, from, inviter }));
        return made;
      });
    },
  };
}

interface Delivery {
  send: Send;
  actor: Actor;
  from: From;
  inviter: User | undefined;
}

async function linkFor(
  { accounts, links }: InvitingDeps,
  unit: Unit,
  id: number,
  delivery: Delivery,
): Promise<Invited> {
  const user = await accounts.read(id, unit.tx);
  const name = user ? `${user.first_name} ${user.last_name}`.trim() : '';
  const about = { id, name, email: user?.email ?? '' };
  if (!user?.is_active) return { ...about, link: null, refused: user ? 'suspended' : 'gone' };
  const link = await links.make(unit, user, user.invited ? 'invitation' : 'password', delivery);
  return { ...about, link, refused: null };
}
