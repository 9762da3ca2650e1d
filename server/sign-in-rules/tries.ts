/**
 * Tries to sign in. Wrong ones are counted for the account together with where they come from, for the account from everywhere, and
 * for the address; too many cost a wait that doubles. Somebody on a device where they signed in before is counted for that device
 * alone: what strangers guess does not keep them out, and neither does the noise behind a shared address.
 *
 * An address that nobody has is counted, waits and is locked just like one that somebody has.
 */
import { type Clock, DAY, instant, MINUTE, SECOND } from '../platform/clock.ts';
import type { DeviceMarks } from '../platform/crypto/device-marks.ts';
import { sha256 } from '../platform/crypto/secrets.ts';
import type { Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import { createGate } from '../platform/limits/gate.ts';
import { type Counter, type Limits, tooMany } from '../platform/limits/limits.ts';
import { countedAddress, membersOf } from '../platform/net/network-rules.ts';
import { isStrike, waitAfter } from './attempt-rules.ts';
import type { AttemptRules } from './contract.ts';
import type { LocksRepository } from './repository.ts';
import type { ReadRules } from './service.ts';

export interface Who {
  /** As it was typed. */
  email: string;
  /** null when nobody has the address. */
  userId: number | null;
  ip: string;
  /** What the device keeps, from its cookie. */
  device: string | undefined;
}

export interface Tries {
  /**
   * Lets somebody try, one after the other for each account. Answers what `prove` answered, and counts it when it was wrong.
   * Refuses with RATE_LIMITED while there is a wait, and with ACCOUNT_LOCKED.
   */
  attempt(who: Who, prove: () => Promise<boolean>): Promise<boolean>;
  /** Somebody got in: their own wrong tries were slips of the fingers. */
  succeeded(who: Who): Promise<void>;
  /** What the device of somebody who got in keeps from now on; `device` is what it kept so far. */
  marked(device: string | undefined, userId: number): string;
  /** Forgets every wrong try for the account, so that nobody waits. */
  forget(email: string): Promise<void>;
}

export interface TriesDeps {
  rules: ReadRules;
  limits: Pick<Limits, 'counter'>;
  marks: DeviceMarks;
  locks: LocksRepository;
  work: Work;
  clock: Clock;
}

/** Whose wrong tries are counted together, and how many are free. */
interface Subject {
  key: string;
  free: number;
}

interface Counters {
  wrong: Counter;
  strikes: Counter;
  waits: Counter;
}

/** Of one address at a time in each process: so many more may slip in before the count is known. */
const AT_ONCE_PER_ADDRESS = 32;
const DAY_SECONDS = DAY / SECOND;
const MINUTE_SECONDS = MINUTE / SECOND;

export function createTries(deps: TriesDeps): Tries {
  const counters: Counters = {
    wrong: deps.limits.counter('tries'),
    strikes: deps.limits.counter('strikes'),
    waits: deps.limits.counter('waits'),
  };
  const byAccount = createGate(1);
  const byAddress = createGate(AT_ONCE_PER_ADDRESS);
  const keysOf = (who: Who) => keys(who, deps.marks);
  return {
    async attempt(who, prove) {
      const { attempts } = await deps.rules();
      const named = keysOf(who);
      const subjects = subjectsOf(named, attempts, membersOf(attempts.allow)(who.ip));
      const turn = async () => {
        await requireUnlocked(deps, counters, { who, named, attempts });
        await requireNoWait(counters.waits, subjects);
        const right = await prove();
        if (!right) await countWrong(deps, counters, { who, named, subjects, attempts });
        return right;
      };
      return byAddress.run(named.address, () => byAccount.run(named.account, turn));
    },
    async succeeded(who) {
      const { pair, account, address, device } = keysOf(who);
      const slips = (await counters.wrong.peek(pair))?.points ?? 0;
      if (slips > 0) for (const key of [account, address]) await counters.wrong.takeBack(key, slips);
      if (slips > 0) await forgetAll(counters, pair);
      if (device && (await counters.wrong.peek(device))) await forgetAll(counters, device);
      await counters.wrong.forget(lockKey(account));
    },
    marked: deps.marks.marked,
    async forget(email) {
      const account = accountKey(email);
      await forgetAll(counters, account);
      for (const key of [lockKey(account), lockedKey(account)]) await counters.wrong.forget(key);
    },
  };
}

interface Named {
  account: string;
  address: string;
  pair: string;
  /** The account on this device; null for a device on which nobody signed in. */
  device: string | null;
}

/** Hashed: they are short, and the store of counts tells nobody's address. */
const short = (text: string) => sha256(text).slice(0, 32);
const accountKey = (email: string) => `a:${short(email.normalize('NFKC').toLowerCase())}`;
const lockKey = (account: string) => `lock-${account}`;
const lockedKey = (account: string) => `locked-${account}`;

function keys({ email, userId, ip, device }: Who, marks: DeviceMarks): Named {
  const account = accountKey(email);
  const address = `i:${short(countedAddress(ip))}`;
  const known = userId === null ? null : marks.deviceOf(device, userId);
  return {
    account,
    address,
    pair: `p:${short(account + address)}`,
    device: known === null ? null : `d:${short(known + account)}`,
  };
}

function subjectsOf({ account, address, pair, device }: Named, rules: AttemptRules, allowed: boolean): Subject[] {
  if (allowed) return [];
  if (device) return [{ key: device, free: rules.free_tries }];
  return [
    { key: pair, free: rules.free_tries },
    { key: account, free: rules.per_account },
    { key: address, free: rules.per_address },
  ];
}

async function requireNoWait(waits: Counter, subjects: readonly Subject[]): Promise<void> {
  const found = await Promise.all(subjects.map(({ key }) => waits.peek(key)));
  const longest = Math.max(0, ...found.map(wait => wait?.msLeft ?? 0));
  if (longest > 0) tooMany(longest);
}

interface Wrong {
  who: Who;
  named: Named;
  subjects: readonly Subject[];
  attempts: AttemptRules;
}

async function countWrong(deps: TriesDeps, counters: Counters, { who, named, subjects, attempts }: Wrong) {
  const seconds = attempts.window * MINUTE_SECONDS;
  for (const { key, free } of subjects) {
    const { points } = await counters.wrong.add(key, 1, seconds);
    const before = (await counters.strikes.peek(key))?.points ?? 0;
    if (!isStrike(points, free, before)) continue;
    const strikes = await counters.strikes.add(key, 1, DAY_SECONDS);
    await counters.waits.set(key, 1, waitAfter(strikes.points, attempts));
  }
  if (attempts.lock_after === 0) return;
  const counted = await counters.wrong.add(lockKey(named.account), 1, seconds);
  if (counted.points >= attempts.lock_after) await lock(deps, counters, { who, named, attempts });
}

/** For an address that nobody has, as long as anybody could care to look. */
const AS_GOOD_AS_FOREVER = 90 * DAY_SECONDS;

async function lock(
  { locks, work, clock }: TriesDeps,
  { wrong }: Counters,
  { who, named, attempts }: Omit<Wrong, 'subjects'>,
): Promise<void> {
  const now = clock.now();
  const { lock_minutes: minutes } = attempts;
  const { userId } = who;
  await wrong.set(lockedKey(named.account), 1, minutes === 0 ? AS_GOOD_AS_FOREVER : minutes * MINUTE_SECONDS);
  if (userId !== null) {
    const until = minutes === 0 ? null : instant(now + minutes * MINUTE);
    await work.run(async ({ tx, record }) => {
      await locks.put(tx, { user_id: userId, locked_at: instant(now), until, own_device: named.device !== null });
      await record({ userId, action: 'user.lock', resourceType: 'user', resourceId: userId, details: { minutes } });
    });
  }
  // Last: until the lock is there, the count is what tells other processes that no try is left.
  await wrong.forget(lockKey(named.account));
}

async function requireUnlocked(
  { locks, clock }: TriesDeps,
  { wrong }: Counters,
  { who: { userId }, named, attempts }: Omit<Wrong, 'subjects'>,
): Promise<void> {
  const now = clock.now();
  const { account, device } = named;
  // Before the lock is read: once the count is gone, the lock is there.
  const counted = userId === null ? await wrong.peek(lockedKey(account)) : await beingLocked(wrong, named, attempts);
  const row = userId === null ? undefined : await locks.read(userId, instant(now));
  // What strangers locked stays open to the person on a device that is known.
  if (row && device && !row.own_device) return;
  if (!row && !counted) return;
  const isForGood = row
    ? row.until === null
    : (counted?.msLeft ?? 0) > (AS_GOOD_AS_FOREVER - 30 * DAY_SECONDS) * SECOND;
  const left = row ? Date.parse(row.until ?? '') - now : (counted?.msLeft ?? 0);
  if (isForGood)
    refuse('ACCOUNT_LOCKED', 'After several wrong passwords this account is locked. An administrator can unlock it.');
  refuse(
    'ACCOUNT_LOCKED',
    'After several wrong passwords this account is locked for a while. Please try again later.',
    {
      retryAfter: Math.max(1, Math.ceil(left / SECOND)),
    },
  );
}

/** The tries that cost somebody the account while another process is still writing the lock; null when none is left to come. */
async function beingLocked(wrong: Counter, { account, device }: Named, { lock_after }: AttemptRules) {
  if (lock_after === 0 || device) return null;
  const counted = await wrong.peek(lockKey(account));
  return counted && counted.points >= lock_after ? counted : null;
}

async function forgetAll(counters: Counters, key: string): Promise<void> {
  for (const counter of Object.values(counters) as Counter[]) await counter.forget(key);
}
