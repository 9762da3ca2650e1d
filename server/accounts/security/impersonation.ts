/** An administrator sees the academy as somebody else, to help: for an hour, with that person's rights, under both names. */
import type { Unit, Work } from '../../platform/db/work.ts';
import { found, refuse } from '../../platform/errors/refusal.ts';
import type { Actor } from '../../platform/http/actor.ts';
import type { From } from '../../platform/http/routes.ts';
import type { Client } from '../contract.ts';
import { permissionsFor } from '../permissions.ts';
import { requireMayImpersonate } from '../policy.ts';
import type { Accounts } from '../repository/people.ts';
import type { SignedInPerson, ToMe } from '../service.ts';
import type { Sessions, TokenPair } from '../sessions.ts';

export interface ImpersonationDeps {
  work: Work;
  accounts: Accounts;
  sessions: Sessions;
  me: ToMe;
}

export interface Impersonation {
  begin(id: number, client: Client, administrator: Actor, from: From): Promise<SignedInPerson>;
  /** Back to the administrator's own session, without signing in anew. */
  end(actor: Actor): Promise<SignedInPerson>;
}

export function createImpersonation({ work, accounts, sessions, me }: ImpersonationDeps): Impersonation {
  const signedIn = async (tokens: TokenPair, impersonatedBy: number | null) => ({
    tokens,
    user: await me(tokens.userId, { impersonatedBy }),
  });
  return {
    begin: async (id, client, administrator, from) =>
      signedIn(
        await work.run(async unit => {
          const person = found(await accounts.read(id, unit.tx), 'There is no such person.');
          requireMayImpersonate(administrator, person, permissionsFor(person.roles));
          const tokens = await sessions.open(unit, { userId: id, client, from, administrator });
          await act(unit, administrator.userId, 'user.impersonate', id);
          return tokens;
        }),
        administrator.userId,
      ),
    end: async actor =>
      signedIn(
        await work.run(async unit => {
          const own = await sessions.returnsTo(unit.tx, actor.sessionId);
          if (own === null) refuse('CONFLICT', 'You see the academy as yourself already.');
          await sessions.end(unit, { id: actor.sessionId }, 'gone back');
          await act(unit, actor.impersonatedBy, 'user.impersonate-end', actor.userId);
          const tokens = await sessions.reissue(unit.tx, own);
          return tokens ?? refuse('UNAUTHENTICATED', 'Your own session has ended meanwhile. Please sign in.');
        }),
        null,
      ),
  };
}

const act = ({ record }: Unit, userId: number | null, action: string, id: number) =>
  record({ userId, action, resourceType: 'user', resourceId: id });
