/** The one door through which every session is opened: after a password, a link, a passkey, or whatever else proves who somebody is. */
import { type Clock, instant } from '../platform/clock.ts';
import { randomToken, sha256 } from '../platform/crypto/secrets.ts';
import type { Tx } from '../platform/db/database.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { From } from '../platform/http/routes.ts';
import { DEVICE_COOKIE, REFRESH_COOKIE } from '../platform/http/cookies.ts';
import type { Limit } from '../platform/limits/limits.ts';
import type { ReadRules, Tries, Who } from '../sign-in-rules/index.ts';
import type { FactorGate } from '../factors/index.ts';
import type { FactorMethod, PasskeyAnswer } from '../factors/contract.ts';
import { addressClass, CHALLENGE_MS, CHALLENGE_TRIES, isOpen } from './challenge-rules.ts';
import type { Client, User } from './contract.ts';
import type { ChallengeRow, ChallengesRepository } from './repository/challenges.ts';
import type { Accounts } from './repository/people.ts';
import type { Sessions, TokenPair } from './sessions.ts';

/** What proved who somebody is. A passkey counts as two factors: it is a thing, and it asked for a finger, a face or a PIN. */
export type Proof = 'password' | 'link' | 'registration' | 'setup' | 'single-sign-on' | 'passkey';
const ENOUGH: readonly Proof[] = ['passkey'];

export interface Entering {
  userId: number;
  client: Client;
  from: From;
  proof: Proof;
  /** Version of the notice that was accepted. */
  notice?: number | undefined;
  /** Whoever vouches for the person has asked for a second factor, and is trusted with that. */
  factorElsewhere?: boolean;
  /** When the person proved who they are, in milliseconds, where that was elsewhere and perhaps long ago; null when nobody knows. */
  provedAt?: number | null | undefined;
}

/** A sign-in that waits for its second factor. */
export interface Waiting {
  challenge: string;
  methods: FactorMethod[];
  expiresAt: string;
}

export type Entered = { tokens: TokenPair; waiting: null } | { tokens: null; waiting: Waiting };

export interface SecondFactorAnswer {
  challenge: string;
  method: FactorMethod;
  code?: string | undefined;
  passkey?: PasskeyAnswer | undefined;
}

export interface EntryDeps {
  work: Work;
  clock: Clock;
  accounts: Accounts;
  sessions: Sessions;
  challenges: ChallengesRepository;
  gate: FactorGate;
  tries: Tries;
  rules: ReadRules;
  /** Challenges that nobody was given, by address. */
  guesses: Limit;
  /** Told of every refused sign-in, for the watch over attacks. */
  countRefused: () => void;
}

export interface Entry {
  /**
   * Opens a session, or answers what is still to be shown. Refuses with ACCOUNT_SUSPENDED, ACCOUNT_LEFT, and a browser in which the
   * notice was not accepted with NOTICE_NOT_ACCEPTED. Whoever proved themselves some other way (single sign-on) comes through here too.
   */
  completeSignIn(unit: Unit, entering: Entering): Promise<Entered>;
  /** Refuses with CHALLENGE_OVER, SECOND_FACTOR_WRONG or RATE_LIMITED. */
  finish(answer: SecondFactorAnswer, from: From): Promise<TokenPair>;
  /** A passkey alone, of whomever it is. Refuses with PASSKEY_UNKNOWN. */
  byPasskey(answer: PasskeyAnswer, client: Client, from: From, notice?: number): Promise<TokenPair>;
  removeOld(): Promise<unknown>;
}

export function createEntry(deps: EntryDeps): Entry {
  return {
    completeSignIn: (unit, entering) => completeSignIn(deps, unit, entering),
    finish: (answer, from) => finish(deps, answer, from),
    byPasskey: (answer, client, from, notice) => byPasskey(deps, answer, { client, from, notice }),
    removeOld: () => deps.work.run(({ tx }) => deps.challenges.removeOld(tx, instant(deps.clock.now()))),
  };
}

/** For people who cannot have a second factor yet. */
export function openedAtOnce({ tokens }: Entered): TokenPair {
  return tokens ?? refuse('CONFLICT', 'A second factor is asked for. Please sign in.');
}

async function completeSignIn(deps: EntryDeps, unit: Unit, entering: Entering): Promise<Entered> {
  const { accounts, gate } = deps;
  const { userId, proof, factorElsewhere = false } = entering;
  await requireActive(accounts, found(await accounts.read(userId, unit.tx), 'There is no such person.'), unit.tx);
  await requireNotice(deps, unit, entering);
  const methods = ENOUGH.includes(proof) || factorElsewhere ? [] : await gate.methods(userId);
  if (methods.length > 0) return { tokens: null, waiting: await challenge(deps, unit, entering, methods) };
  return { tokens: await open(deps, unit, entering), waiting: null };
}

/** Tells a suspension from an account that its owner closed. Only for somebody who proved that the account is theirs. */
export async function requireActive(
  accounts: Pick<Accounts, 'hasLeft'>,
  { id, is_active }: Pick<User, 'id' | 'is_active'>,
  tx: Tx,
): Promise<void> {
  if (is_active) return;
  if (await accounts.hasLeft(tx, id))
    refuse(
      'ACCOUNT_LEFT',
      'You closed this account. Open it again with the link in the mail, or ask the administrator.',
    );
  refuse('ACCOUNT_SUSPENDED', 'This account is suspended. Please ask the administrator.');
}

/** Programs have no screen on which to show it. */
async function requireNotice({ rules }: EntryDeps, { record }: Unit, { userId, client, notice }: Entering) {
  const { banner } = await rules();
  if (banner.text === '') return;
  if (notice === banner.version)
    await record({ ...signAct('session.notice', userId), details: { version: banner.version } });
  else if (client === 'cookie') refuse('NOTICE_NOT_ACCEPTED', 'Read and accept the notice before you sign in.');
}

async function open(
  { accounts, sessions, tries, clock }: EntryDeps,
  unit: Unit,
  { userId, client, from, proof, factorElsewhere = false, provedAt }: Omit<Entering, 'proof'> & { proof: string },
): Promise<TokenPair> {
  await accounts.signedIn(unit.tx, userId, instant(clock.now()));
  const shown = factorElsewhere ? `${proof}, second factor there` : proof;
  await unit.record({ ...signAct('session.sign-in', userId), details: { proof: shown } });
  if (client === 'cookie') await sessions.giveBack(unit, from.cookies[REFRESH_COOKIE], 'signed in again');
  const opened = await sessions.open(unit, { userId, client, from, factorElsewhere, provedAt });
  const tokens = { ...opened, device: tries.marked(from.cookies[DEVICE_COOKIE], userId) };
  unit.announce('session.opened', { sessionId: tokens.sessionId, userId });
  return tokens;
}

export const signAct = (action: string, userId: number) => ({
  userId,
  action,
  resourceType: 'session',
  resourceId: null,
});

async function challenge(
  { challenges, clock }: EntryDeps,
  { tx }: Unit,
  { userId, client, from, proof }: Entering,
  methods: FactorMethod[],
): Promise<Waiting> {
  const [token, now] = [randomToken(), clock.now()];
  const expiresAt = instant(now + CHALLENGE_MS);
  await challenges.insert(tx, {
    user_id: userId,
    token_hash: sha256(token),
    client,
    address_class: addressClass(from.ip),
    proof,
    created_at: instant(now),
    expires_at: expiresAt,
  });
  return { challenge: token, methods, expiresAt };
}

async function finish(deps: EntryDeps, answer: SecondFactorAnswer, from: From): Promise<TokenPair> {
  const { work, challenges, gate, tries, clock } = deps;
  const row = await requireOpen(deps, answer.challenge, from);
  const userId = Number(row.user_id);
  const user = found(await deps.accounts.read(userId), 'There is no such person.');
  const who = triedBy({ email: user.email ?? '', userId }, from);
  let minutesApart: number | null = null;
  let tokens: TokenPair | null = null;
  await tries.attempt(who, async () => {
    // Counted before it is looked at: of many tries at the same moment none is free.
    const counted = await work.run(({ tx }) => challenges.count(tx, row.id, CHALLENGE_TRIES, instant(clock.now())));
    if (!counted) over();
    const proved = await gate.prove(userId, answer, from);
    tokens = await work.run(async unit => {
      const present = found(await deps.accounts.read(userId, unit.tx), 'There is no such person.');
      await requireActive(deps.accounts, present, unit.tx);
      if (!(await proved.use(unit))) {
        await unit.record({ ...signAct('session.second-factor-refused', userId), details: { method: answer.method } });
        return null;
      }
      if (!(await challenges.use(unit.tx, row.id, instant(clock.now())))) over();
      return open(deps, unit, { userId, client: row.client, from, proof: `${row.proof}, ${answer.method}` });
    });
    if (!tokens) minutesApart = proved.minutesApart();
    return tokens !== null;
  });
  if (tokens) {
    await tries.succeeded(who);
    return tokens;
  }
  deps.countRefused();
  return wrong(answer.method, user.roles.includes('administrator') ? minutesApart : null);
}

/** Whose try it is, for the counting. */
export function triedBy({ email, userId }: { email: string; userId: number | null }, from: From): Who {
  return { email, userId, ip: from.ip, device: from.cookies[DEVICE_COOKIE] };
}

async function byPasskey(
  deps: EntryDeps,
  answer: PasskeyAnswer,
  browser: Pick<Entering, 'client' | 'from' | 'notice'>,
): Promise<TokenPair> {
  const { work, gate, guesses, countRefused } = deps;
  const { from } = browser;
  await guesses.check(from.ip);
  const owner = await gate.passkeyOwner(answer, from);
  const tokens =
    owner &&
    (await work.run(async unit => {
      if (!(await owner.use(unit))) return null;
      return openedAtOnce(await completeSignIn(deps, unit, { userId: owner.userId, proof: 'passkey', ...browser }));
    }));
  if (tokens) return tokens;
  countRefused();
  await guesses.count(from.ip);
  return refuse('PASSKEY_UNKNOWN', 'This passkey is not known here. Sign in another way and set it up again.');
}

async function requireOpen(
  { challenges, clock, guesses }: EntryDeps,
  token: string,
  from: From,
): Promise<ChallengeRow> {
  await guesses.check(from.ip);
  const row = await challenges.byToken(sha256(token));
  if (!row) await guesses.count(from.ip);
  if (!isOpen(row, from.ip, instant(clock.now()))) over();
  return row as ChallengeRow;
}

function over(): never {
  refuse('CHALLENGE_OVER', 'This sign-in took too long or was tried too often. Begin again with your password.');
}

/** Only administrators can set the clock right, so only they are told of it. */
function wrong(method: FactorMethod, minutes: number | null): never {
  if (minutes !== null)
    refuse(
      'SECOND_FACTOR_WRONG',
      `The clock of this academy differs from the one of your phone by about ${Math.abs(minutes)} minutes. Set both to the right time, then try again.`,
      { field: 'code' },
    );
  const words = {
    totp: 'This code is not right, or was used already. Wait for the next one in your app and type that.',
    recovery: 'This is not one of your recovery codes, or it was used already.',
    passkey: 'This passkey does not belong to this account.',
  };
  refuse('SECOND_FACTOR_WRONG', words[method], { field: method === 'passkey' ? 'passkey' : 'code' });
}
