/** Proving again who one is, within a session: before acts that ask for it, and to open a locked console. */
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { ConfirmMethod, Proof } from './contract.ts';
import { triedBy } from './entry.ts';
import type { AccountsDeps } from './service.ts';

/** One way to prove it. */
export interface ConfirmWay {
  /** Whether this person has it. */
  has(userId: number): Promise<boolean>;
  /** Refuses with the field that is wrong; wrong ones are counted as at sign-in. */
  check(proof: Proof, actor: Actor, from: From): Promise<void>;
}
export type ConfirmWays = Partial<Record<ConfirmMethod, ConfirmWay>>;

export interface Confirming {
  /** What the person can prove it with, the usual one first. */
  methods(actor: Actor): Promise<ConfirmMethod[]>;
  /** From now on the session counts as fresh. Refuses unless the proof is right. */
  confirm(proof: Proof, actor: Actor, from: From): Promise<void>;
  /** The same within the caller's transaction, where the proof was given elsewhere; `details` say where. */
  confirmed(unit: Unit, actor: Pick<Actor, 'userId' | 'sessionId'>, details?: Record<string, unknown>): Promise<void>;
}

export interface ConfirmingDeps {
  work: Work;
  sessions: AccountsDeps['sessions'];
  ways: ConfirmWays;
}

export function createConfirming({ work, sessions, ways }: ConfirmingDeps): Confirming {
  const confirmed: Confirming['confirmed'] = async ({ tx, record }, { userId, sessionId }, details) => {
    await sessions.confirmed(tx, sessionId);
    await record({ userId, action: 'session.confirm', resourceType: 'session', resourceId: sessionId, details });
  };
  return {
    confirmed,
    async methods({ userId }) {
      const all = Object.entries(ways) as [ConfirmMethod, ConfirmWay][];
      const held = await Promise.all(all.map(async ([method, way]) => ((await way.has(userId)) ? [method] : [])));
      return held.flat();
    },
    async confirm(proof, actor, from) {
      const way = ways[proof.method] ?? refuse('VALIDATION_ERROR', 'There is no such way here.', { field: 'method' });
      await way.check(proof, actor, from);
      await work.run(unit => confirmed(unit, actor, { proof: proof.method }));
    },
  };
}

/** A factor that the person set up. */
export function byFactor(
  { accounts, tries, gate, work }: AccountsDeps,
  method: Extract<ConfirmMethod, 'passkey' | 'totp'>,
): ConfirmWay {
  return {
    has: async userId => (await gate.methods(userId)).includes(method),
    async check({ code, passkey }, { userId }, from) {
      const { email } = found(await accounts.read(userId), 'There is no such person.');
      const who = triedBy({ email: email ?? '', userId }, from);
      const { use } = await gate.prove(userId, { method, code, passkey }, from);
      if (await tries.attempt(who, () => work.run(use))) return tries.succeeded(who);
      if (method === 'passkey')
        refuse('VALIDATION_ERROR', 'This passkey does not belong to your account.', { field: 'passkey' });
      refuse('VALIDATION_ERROR', 'This code is not right, or was used already. Type the next one.', { field: 'code' });
    },
  };
}

export interface ByPassword extends ConfirmWay {
  /** Refuses naming the field unless it is the person's own password. */
  require(password: string, userId: number, from: From, field: string): Promise<void>;
}

export function byPassword({ accounts, passwords, tries }: AccountsDeps): ByPassword {
  const accountOf = async (userId: number) => {
    const email = found(await accounts.read(userId), 'There is no such person.').email ?? '';
    return { email, hash: (await accounts.byEmail(email))?.password_hash || null };
  };
  const require: ByPassword['require'] = async (password, userId, from, field) => {
    const { email, hash } = await accountOf(userId);
    const who = triedBy({ email, userId }, from);
    if (await tries.attempt(who, () => passwords.matches(password, hash))) return tries.succeeded(who);
    refuse('VALIDATION_ERROR', 'This is not your password.', { field });
  };
  return {
    has: async userId => (await accountOf(userId)).hash !== null,
    check: ({ password }, { userId }, from) => require(password, userId, from, 'password'),
    require,
  };
}
