/** Whether an answer proves a second factor, and using up what works once. */
import { scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { type Clock, instant } from '../platform/clock.ts';
import type { Sealing } from '../platform/crypto/sealing.ts';
import type { Unit } from '../platform/db/work.ts';
import type { From } from '../platform/http/routes.ts';
import type { FactorMethod, PasskeyAnswer } from './contract.ts';
import { plainCode } from './recovery-rules.ts';
import type { AuthenticatorRow, FactorsRepository } from './repository.ts';
import { digitsOf, fromBase32, matchingStep, minutesApart } from './totp.ts';

export interface FactorAnswer {
  method: FactorMethod;
  code?: string | undefined;
  passkey?: PasskeyAnswer | undefined;
}

export interface Proved {
  /**
   * Uses the answer up inside the transaction that opens the session; false when it is wrong, or when somebody who gave the same
   * answer at the same moment was faster.
   */
  use(unit: Unit): Promise<boolean>;
  /** By how many minutes the person's clock seems to differ from ours, where that is why a code was wrong. Takes a while. */
  minutesApart(): number | null;
}

export type Prove = (userId: number, answer: FactorAnswer, from: From) => Promise<Proved>;

export interface ProvingDeps {
  repository: FactorsRepository;
  sealing: Sealing;
  clock: Clock;
  provePasskey: (userId: number, answer: PasskeyAnswer, from: From) => Promise<Proved>;
}

export const WRONG: Proved = { use: () => Promise.resolve(false), minutesApart: () => null };

/** What takes time (hashing, signatures) is done before the transaction. */
export function createProve(deps: ProvingDeps): Prove {
  return (userId, { method, code, passkey }, from) => {
    if (method === 'passkey') return passkey ? deps.provePasskey(userId, passkey, from) : Promise.resolve(WRONG);
    if (code === undefined) return Promise.resolve(WRONG);
    return method === 'totp' ? proveCode(deps, userId, code) : proveRecovery(deps, userId, code);
  };
}

/** Where the secret of an authenticator is kept, for sealing. */
export const secretPlace = (userId: number) => `authenticators.secret of ${userId}`;

export const secretOf = (sealing: Sealing, { secret, user_id }: Pick<AuthenticatorRow, 'secret' | 'user_id'>) =>
  fromBase32(sealing.open(secret, secretPlace(Number(user_id))));

async function proveCode({ repository, sealing, clock }: ProvingDeps, userId: number, typed: string): Promise<Proved> {
  const code = digitsOf(typed);
  if (code === null) return WRONG;
  const now = clock.now();
  const known = (await repository.authenticators(userId)).filter(({ confirmed_at }) => confirmed_at !== null);
  const secrets = known.map(row => secretOf(sealing, row));
  for (const [n, row] of known.entries()) {
    const secret = secrets[n] as Uint8Array;
    const step = matchingStep(secret, code, now, row.last_step === null ? null : Number(row.last_step));
    if (step !== null) return { ...WRONG, use: ({ tx }) => repository.useStep(tx, row.id, step, instant(clock.now())) };
  }
  const nearest = () => secrets.map(secret => minutesApart(secret, code, now)).find(apart => apart !== null) ?? null;
  return { ...WRONG, minutesApart: nearest };
}

async function proveRecovery({ repository, clock }: ProvingDeps, userId: number, typed: string): Promise<Proved> {
  const code = plainCode(typed);
  const salt = (await repository.recoveryCodes(userId))[0]?.salt;
  if (code === null || salt === undefined) return WRONG;
  const hash = await hashOfCode(code, salt);
  return { ...WRONG, use: ({ tx }) => repository.useCode(tx, userId, hash, instant(clock.now())) };
}

const stretched = promisify(scrypt) as (code: string, salt: string, length: number) => Promise<Buffer>;

/**
 * A code is shorter than what a plain hash keeps safe: scrypt (RFC 7914, N = 16384, r = 8, p = 1). The codes of a set share their
 * salt, so that one hashing tells which of them it is.
 */
export async function hashOfCode(plain: string, salt: string): Promise<string> {
  return (await stretched(plain, salt, 32)).toString('hex');
}
