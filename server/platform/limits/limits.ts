/** Counting across all processes, over rate-limiter-flexible. The counts are disposable. */
import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { SECOND } from '../clock.ts';
import { refuse } from '../errors/refusal.ts';
import { openStore, type StorePlace } from './stores.ts';

export { LIMITS_FILE } from './stores.ts';

export interface Limit {
  /** Refuses with RATE_LIMITED while the key has used up its points. Counts nothing. */
  check(key: string): Promise<void>;
  /** Counts one point. */
  count(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

export interface Counted {
  points: number;
  /** Milliseconds until the count is over. */
  msLeft: number;
}

/** Counts that whoever uses them judges. */
export interface Counter {
  /** Adds, and answers the sum; the first one decides when the count is over, in seconds from then. */
  add(key: string, points: number, seconds: number): Promise<Counted>;
  /** null where nothing is counted. */
  peek(key: string): Promise<Counted | null>;
  /** Takes back what was added; never below nothing. */
  takeBack(key: string, points: number): Promise<void>;
  /** Replaces the count. */
  set(key: string, points: number, seconds: number): Promise<void>;
  forget(key: string): Promise<void>;
}

export interface Limits {
  /** `points` per `seconds`, counted under the name. */
  limit(name: string, points: number, seconds: number): Limit;
  counter(name: string): Counter;
  /** Removes counts that ended before `now`, in milliseconds; answers how many. */
  tidy(now: number): Promise<number>;
  close(): Promise<void>;
}

export async function openLimits(place: StorePlace): Promise<Limits> {
  const store = await openStore(place);
  const counter = (name: string) => counterOver(store.limiter(name));
  return {
    counter,
    limit: (name, points, seconds) => limitOver(counter(name), points, seconds),
    tidy: store.tidy,
    close: store.close,
  };
}

function counterOver(limiter: RateLimiterAbstract): Counter {
  const counted = ({
    consumedPoints: points,
    msBeforeNext: msLeft,
  }: {
    consumedPoints: number;
    msBeforeNext: number;
  }) => ({
    points,
    msLeft,
  });
  return {
    add: async (key, points, seconds) => counted(await limiter.penalty(key, points, { customDuration: seconds })),
    async peek(key) {
      const found = await limiter.get(key);
      return found && found.consumedPoints > 0 ? counted(found) : null;
    },
    async takeBack(key, points) {
      const found = await limiter.get(key);
      if (found) await limiter.reward(key, Math.min(points, Math.max(0, found.consumedPoints)));
    },
    async set(key, points, seconds) {
      await limiter.set(key, points, seconds);
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}

function limitOver(counter: Counter, points: number, seconds: number): Limit {
  return {
    async check(key) {
      const used = await counter.peek(key);
      if (used && used.points >= points) tooMany(used.msLeft);
    },
    count: async key => void (await counter.add(key, 1, seconds)),
    forget: counter.forget,
  };
}

/** Refuses with RATE_LIMITED, saying how long to wait. */
export function tooMany(ms: number, what = 'Too many tries'): never {
  const seconds = Math.max(1, Math.ceil(ms / SECOND));
  const minutes = Math.ceil(seconds / 60);
  const wait =
    seconds < 90 ? `${seconds} seconds` : minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
  refuse('RATE_LIMITED', `${what}. Please wait ${wait} and try again.`, { retryAfter: seconds });
}
