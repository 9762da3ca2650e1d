/** What people set up to prove who they are, and what administrators take away from those who lost it. */
import { randomBytes, randomInt } from 'node:crypto';
import { type Clock, instant } from '../platform/clock.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import { isUniqueViolation } from '../platform/db/dialect.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { From } from '../platform/http/routes.ts';
import type { Added, Factors, NewPasskey } from './contract.ts';
import type { FactorGate } from './gate.ts';
import type { Passkeys } from './passkeys.ts';
import { hashOfCode, secretOf, secretPlace } from './proving.ts';
import { CODES, makeCode, plainCode } from './recovery-rules.ts';
import type { FactorsRepository, RecoveryRow } from './repository.ts';
import type { FactorRules } from './standing-rules.ts';
import { digitsOf, matchingStep, minutesApart, otpauthAddress, toBase32 } from './totp.ts';

export interface FactorsServiceDeps {
  repository: FactorsRepository;
  work: Work;
  clock: Clock;
  sealing: Sealing;
  rules: () => Promise<FactorRules>;
  gate: FactorGate;
  passkeys: Passkeys;
  siteName: () => Promise<string>;
  /** Told within the transaction of every change, so that somebody who did not do it hears of it. */
  onChange: OnFactorsChange;
}

/** `changed` by the person; `reset` by somebody else, who is not to be let in by what the person lost. */
export type OnFactorsChange = (unit: Unit, userId: number, what: 'changed' | 'reset') => Promise<void>;

export type FactorsService = ReturnType<typeof createFactorsService>;

/** More would be forgotten rather than used. */
const MOST = 10;
/** RFC 4226 §4 asks for 128 bits at least and recommends 160. */
const SECRET_BYTES = 20;

type Kind = 'authenticators' | 'passkeys';

export function createFactorsService(deps: FactorsServiceDeps) {
  const { repository, work, clock, passkeys } = deps;
  const read = (userId: number, from: From) => readFactors(deps, userId, from);
  return {
    read,
    begin: (userId: number) => begin(deps, userId),
    async confirm({ actor: { userId }, ...given }: Confirming, from: From): Promise<Added> {
      const codes = await confirmAuthenticator(deps, { userId, ...given });
      return { factors: await read(userId, from), codes };
    },
    async addPasskey(userId: number, name: string, passkey: NewPasskey, from: From): Promise<Added> {
      await requireRoom(deps, 'passkeys', userId);
      const { row, use } = await passkeys.made(userId, name, passkey, from);
      const codes = await firstCodes(deps, userId);
      await refusingTwice(() =>
        work.run(async unit => {
          if (!(await use(unit)))
            refuse('PASSKEY_REFUSED', 'This passkey was not made here and now. Please try again.');
          await repository.insertPasskey(unit.tx, row);
          await added(deps, unit, userId, codes, 'passkey');
        }),
      );
      return { factors: await read(userId, from), codes: codes && shownOf(codes) };
    },
    async remove(userId: number, kind: Kind, id: number, from: From): Promise<Factors> {
      await work.run(unit => remove(deps, unit, userId, kind, id));
      return read(userId, from);
    },
    async rename(userId: number, kind: Kind, { id, name }: { id: number; name: string }, from: From): Promise<Factors> {
      await work.run(async unit => {
        if ((await repository.rename(unit.tx, kind, { user_id: userId, id }, name)) === 0)
          refuse('NOT_FOUND', 'There is no such thing any more.');
        await unit.record(act('factor.rename', userId, userId, { kind: kind.slice(0, -1) }));
      });
      return read(userId, from);
    },
    async newCodes(userId: number): Promise<{ codes: string[] }> {
      const { authenticators, passkeys: keys } = found(await repository.facts(userId), 'There is no such person.');
      if (authenticators + keys === 0)
        refuse('CONFLICT', 'Recovery codes stand in for an app or a passkey. Set one of them up first.');
      const codes = await makeCodes(userId, instant(clock.now()));
      await work.run(async unit => {
        await repository.replaceCodes(unit.tx, userId, codes.rows);
        await unit.record(act('factor.codes', userId, userId));
        await deps.onChange(unit, userId, 'changed');
      });
      return { codes: codes.shown };
    },
    async removePassword(userId: number, from: From): Promise<Factors> {
      const facts = found(await repository.facts(userId), 'There is no such person.');
      if (!(await deps.rules()).passkey_only_allowed)
        refuse('FORBIDDEN', 'This academy asks everybody to keep a password.');
      if (facts.passkeys === 0 || facts.recovery === 0)
        refuse(
          'CONFLICT',
          'First set up a passkey and keep recovery codes: otherwise one lost device would lock you out.',
        );
      await work.run(async unit => {
        await repository.removePassword(unit.tx, userId, instant(clock.now()));
        await unit.record(act('factor.passkey-only', userId, userId));
        await deps.onChange(unit, userId, 'changed');
      });
      return read(userId, from);
    },
    /** `by` is null for the machine's owner at its command line. */
    async reset(userId: number, by: number | null): Promise<void> {
      found(await repository.person(userId), 'There is no such person.');
      await work.run(async unit => {
        await repository.remove(unit.tx, 'authenticators', { user_id: userId });
        await repository.remove(unit.tx, 'passkeys', { user_id: userId });
        await repository.replaceCodes(unit.tx, userId, []);
        await unit.record(act('factor.reset', by, userId));
        await deps.onChange(unit, userId, 'reset');
      });
    },
    removeOld: () => work.run(({ tx }) => repository.removeOldChallenges(tx, instant(clock.now()))),
  };
}

const act = (action: string, by: number | null, userId: number, details?: Record<string, unknown>) => ({
  userId: by,
  action,
  resourceType: 'user',
  resourceId: userId,
  details,
});

async function readFactors({ repository, gate, rules, passkeys }: FactorsServiceDeps, userId: number, from: From) {
  const person = found(await repository.person(userId), 'There is no such person.');
  const [standing, apps, keys, codes, hindrance, { passkey_only_allowed }] = await Promise.all([
    gate.standing(userId),
    repository.authenticators(userId),
    repository.passkeys(userId),
    repository.recoveryCodes(userId),
    passkeys.hindrance(from),
    rules(),
  ]);
  const listed = <R extends { id: number; name: string; created_at: string; last_used_at: string | null }>(row: R) => ({
    id: Number(row.id),
    name: row.name,
    created_at: row.created_at,
    last_used_at: row.last_used_at,
  });
  return {
    standing,
    password: Boolean(person.has_password),
    authenticators: apps.filter(({ confirmed_at }) => confirmed_at !== null).map(listed),
    passkeys: keys.map(row => ({ ...listed(row), host: row.rp_id, synced: Boolean(row.synced) })),
    recovery: { left: codes.filter(({ used_at }) => used_at === null).length, made_at: codes[0]?.created_at ?? null },
    passkey_hindrance: hindrance,
    passkey_only_allowed,
  } satisfies Factors;
}

async function begin(deps: FactorsServiceDeps, userId: number) {
  const { repository, work, clock, sealing, siteName } = deps;
  const person = found(await repository.person(userId), 'There is no such person.');
  await requireRoom(deps, 'authenticators', userId);
  const secret = toBase32(randomBytes(SECRET_BYTES));
  const row = {
    user_id: userId,
    name: '',
    secret: sealing.seal(secret, secretPlace(userId)),
    created_at: instant(clock.now()),
  };
  const id = await work.run(async ({ tx }) => {
    await repository.removeUnconfirmed(tx, userId);
    return repository.insertAuthenticator(tx, row);
  });
  return { id, secret, address: otpauthAddress(secret, person.email, await siteName()) };
}

async function requireRoom({ repository }: FactorsServiceDeps, kind: Kind, userId: number): Promise<void> {
  if ((await repository[kind](userId)).length >= MOST)
    refuse('CONFLICT', `You have ${MOST} of these already. Remove one that you do not use any more.`);
}

interface Confirming {
  actor: Pick<Actor, 'userId'>;
  id: number;
  code: string;
  name: string;
}

async function confirmAuthenticator(
  deps: FactorsServiceDeps,
  { userId, id, code, name }: Omit<Confirming, 'actor'> & { userId: number },
): Promise<string[] | null> {
  const { repository, work, clock, sealing } = deps;
  const own = (await repository.authenticators(userId)).find(row => Number(row.id) === id && row.confirmed_at === null);
  const row = found(own, 'This authenticator is not waiting for a code. Begin again.');
  const secret = secretOf(sealing, row);
  const digits = digitsOf(code);
  const step = digits === null ? null : matchingStep(secret, digits, clock.now(), null);
  if (step === null) {
    const isAdministrator = (await repository.facts(userId))?.roles.includes('administrator');
    return wrongCode(isAdministrator && digits !== null ? minutesApart(secret, digits, clock.now()) : null);
  }
  const codes = await firstCodes(deps, userId);
  await work.run(async unit => {
    if (
      (await repository.confirm(unit.tx, row.id, { name, last_step: step, confirmed_at: instant(clock.now()) })) === 0
    )
      refuse('CONFLICT', 'This authenticator is not waiting for a code any more.');
    await added(deps, unit, userId, codes, 'authenticator');
  });
  return codes && shownOf(codes);
}

/** Only administrators can set the clock right, so only they are told of it. */
function wrongCode(minutes: number | null): never {
  const why =
    minutes === null
      ? 'This is not the code that belongs here. Check that the time of your phone is set automatically, then type the newest code.'
      : `The clock of this academy differs from the one of your phone by about ${Math.abs(minutes)} minutes. Set both to the right time, then try again.`;
  refuse('VALIDATION_ERROR', why, { field: 'code' });
}

interface Codes {
  shown: string[];
  rows: Omit<RecoveryRow, 'id' | 'used_at'>[];
}
const shownOf = ({ shown }: Codes) => shown;

/** The codes that come with the first factor; null for somebody who has some. */
async function firstCodes({ repository, clock }: FactorsServiceDeps, userId: number): Promise<Codes | null> {
  const open = (await repository.recoveryCodes(userId)).some(({ used_at }) => used_at === null);
  return open ? null : makeCodes(userId, instant(clock.now()));
}

async function makeCodes(userId: number, at: string): Promise<Codes> {
  const salt = randomBytes(16).toString('hex');
  const shown = Array.from({ length: CODES }, () => makeCode(below => randomInt(below)));
  const hashes = await Promise.all(shown.map(code => hashOfCode(plainCode(code) as string, salt)));
  return { shown, rows: hashes.map(code_hash => ({ user_id: userId, salt, code_hash, created_at: at })) };
}

async function added(deps: FactorsServiceDeps, unit: Unit, userId: number, codes: Codes | null, kind: string) {
  if (codes) await deps.repository.replaceCodes(unit.tx, userId, codes.rows);
  await unit.record(act('factor.add', userId, userId, { kind }));
  await deps.onChange(unit, userId, 'changed');
}

async function remove(deps: FactorsServiceDeps, unit: Unit, userId: number, kind: Kind, id: number): Promise<void> {
  const { repository, gate } = deps;
  const [person, { required }] = await Promise.all([repository.person(userId), gate.standing(userId)]);
  // Two that go at the same moment would each see the other one stay.
  await repository.lock(unit.tx, userId);
  if ((await repository.remove(unit.tx, kind, { user_id: userId, id })) === 0)
    refuse('NOT_FOUND', 'There is no such thing any more.');
  const left = await repository.left(unit.tx, userId);
  if (left.authenticators + left.passkeys === 0 && required)
    refuse(
      'LAST_FACTOR',
      'Your role asks for a second factor, and this is the only one you have. Add another one first.',
    );
  if (kind === 'passkeys' && !person?.has_password && left.passkeys === 0)
    refuse('LAST_FACTOR', 'This passkey is your only way in. Choose a password or add another passkey first.');
  if (left.authenticators + left.passkeys === 0) await repository.replaceCodes(unit.tx, userId, []);
  await unit.record(act('factor.remove', userId, userId, { kind: kind.slice(0, -1) }));
  await deps.onChange(unit, userId, 'changed');
}

async function refusingTwice<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (cause) {
    if (isUniqueViolation(cause)) refuse('CONFLICT', 'This passkey is set up already.', { cause });
    throw cause;
  }
}
