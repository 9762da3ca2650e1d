/**
 * The screen lock: while it is closed, the main process shows nothing of the academy, whatever the page does. It outlives a
 * reload, a closed window and the console itself.
 */
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { z } from 'zod';
import { writeOwn } from '../host/memory.ts';
import type { Key, LockState, Outcome, Unlocking } from '../ipc/contract.ts';
import { DEFAULT_MINUTES, isIdle, secondsToWait, TRIES_IN_ALL } from './lock-rules.ts';

const Kept = z.object({
  locked: z.boolean().default(false),
  minutes: z.number().int().positive().nullable().default(DEFAULT_MINUTES),
  /** Base64 of scrypt's salt and key; null without a PIN. */
  pin: z.object({ salt: z.string(), key: z.string() }).nullable().default(null),
  wrong: z.number().int().default(0),
  last_wrong_at: z.number().default(0),
});
type Kept = z.output<typeof Kept>;

/** RFC 7914; 32 MiB and about 0.1 s a try, for a PIN that has few digits. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };
const KEY_BYTES = 32;
const derive = promisify(scrypt) as (pin: string, salt: Buffer, length: number, cost: typeof COST) => Promise<Buffer>;

export interface LockParts {
  /** File of the person's profile. */
  file: string;
  now(): number;
  /** Whether somebody is signed in: without, there is nothing to lock. */
  isSignedIn(): boolean;
  /** Asks the academy whether this is the password of who is signed in. Throws in plain words when it cannot be asked. */
  isPassword(password: string): Promise<boolean>;
  onState(state: LockState): void;
}

export interface Lock {
  state(): LockState;
  touch(): void;
  lock(): void;
  /** Locks when the time is over; called now and then. */
  look(): void;
  unlock(key: Key): Promise<Unlocking>;
  /** Nobody is signed in any more: there is nothing to hide. */
  release(): void;
  setPin(change: { pin: string | null; password: string }): Promise<Outcome>;
  setMinutes(minutes: number | null): void;
}

export function createLock(parts: LockParts): Lock {
  const { now, onState } = parts;
  let kept = load(parts.file);
  let touchedAt = now();
  /** Tries are taken one after the other: a hundred at once would all find the same count. */
  let turn: Promise<unknown> = Promise.resolve();

  const state = (): LockState => ({
    locked: kept.locked,
    minutes: kept.minutes,
    has_pin: kept.pin !== null,
    wait_seconds: secondsToWait(kept.wrong, kept.last_wrong_at, now()),
    pin_spent: kept.wrong >= TRIES_IN_ALL,
  });
  const keep = (change: Partial<Kept>) => {
    kept = { ...kept, ...change };
    writeOwn(parts.file, JSON.stringify(kept));
    onState(state());
  };
  const open = (): Unlocking => {
    touchedAt = now();
    keep({ locked: false, wrong: 0, last_wrong_at: 0 });
    return { outcome: 'open' };
  };
  const tryPin = async (pin: string): Promise<Unlocking> => {
    const { wait_seconds, pin_spent, has_pin } = state();
    if (!has_pin || pin_spent) return { outcome: 'refused', reason: 'Only the password opens it now.' };
    if (wait_seconds > 0) return { outcome: 'wrong', state: state() };
    // Counted before it is looked at: ending the console meanwhile does not give a try back.
    const before = kept;
    keep({ wrong: kept.wrong + 1, last_wrong_at: now() });
    return (await isPin(pin, before)) ? open() : { outcome: 'wrong', state: state() };
  };
  const tryPassword = async (password: string): Promise<Unlocking> => {
    try {
      return (await parts.isPassword(password)) ? open() : { outcome: 'wrong', state: state() };
    } catch (error) {
      return { outcome: 'refused', reason: (error as Error).message };
    }
  };
  const lock = () => {
    if (!kept.locked && parts.isSignedIn()) keep({ locked: true });
  };
  return {
    state,
    lock,
    touch() {
      touchedAt = now();
    },
    look() {
      if (isIdle(touchedAt, kept.minutes, now())) lock();
    },
    unlock(key) {
      const tried = turn.then(() => ('pin' in key ? tryPin(key.pin) : tryPassword(key.password)));
      turn = tried;
      return tried;
    },
    release() {
      if (kept.locked) keep({ locked: false });
    },
    async setPin({ pin, password }) {
      try {
        if (!(await parts.isPassword(password))) return { outcome: 'refused', reason: 'This is not your password.' };
      } catch (error) {
        return { outcome: 'refused', reason: (error as Error).message };
      }
      keep({ pin: pin === null ? null : await hashed(pin), wrong: 0, last_wrong_at: 0 });
      return { outcome: 'done' };
    },
    setMinutes(minutes) {
      touchedAt = now();
      keep({ minutes });
    },
  };
}

/** A file that cannot be read is as a new one, but locked: it may have been spoilt to get in. */
function load(file: string): Kept {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return Kept.parse({});
  }
  try {
    return Kept.parse(JSON.parse(text));
  } catch {
    return Kept.parse({ locked: true });
  }
}

async function hashed(pin: string): Promise<NonNullable<Kept['pin']>> {
  const salt = randomBytes(16);
  const key = await derive(pin, salt, KEY_BYTES, COST);
  return { salt: salt.toString('base64'), key: key.toString('base64') };
}

async function isPin(pin: string, { pin: stored }: Kept): Promise<boolean> {
  if (!stored) return false;
  const key = await derive(pin, Buffer.from(stored.salt, 'base64'), KEY_BYTES, COST);
  const wanted = Buffer.from(stored.key, 'base64');
  return wanted.length === key.length && timingSafeEqual(wanted, key);
}
