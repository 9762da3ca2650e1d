/**
 * Counting requests without making them wait: each process counts in memory and tells the common store once a second, which answers
 * what all of them have counted. Two processes may so let a second's worth too many through, and no more.
 */
import { type Clock, SECOND } from '../clock.ts';
import type { Counter } from './limits.ts';

export interface Verdict {
  admitted: boolean;
  remaining: number;
  /** Seconds until the count begins anew. */
  reset: number;
}

export interface Meter {
  /** Counts one request of the key, at most `limit` in `seconds`; one that is not admitted is not counted. */
  ask(key: string, limit: number, seconds: number): Verdict;
  /** Tells the store now. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

interface Entry {
  /** What the store knows, of all processes. */
  told: number;
  /** What it was not told yet. */
  untold: number;
  seconds: number;
  endsAt: number;
}

/** Beyond so many, those that were not asked for longest are forgotten here; the store still knows them. */
const MOST_KEYS = 20_000;

export function createMeter(counter: Counter, clock: Clock, flushMs = SECOND): Meter {
  const entries = new Map<string, Entry>();
  let timer: NodeJS.Timeout | null = null;
  const tell = async (key: string, entry: Entry) => {
    const points = entry.untold;
    entry.told += points;
    entry.untold = 0;
    const sum = await counter.add(key, points, entry.seconds);
    entry.told = sum.points;
    entry.endsAt = clock.now() + sum.msLeft;
  };
  const flush = async () => {
    timer = null;
    const now = clock.now();
    for (const [key, entry] of entries) if (now >= entry.endsAt && entry.untold === 0) entries.delete(key);
    const news = [...entries].filter(([, entry]) => entry.untold > 0);
    await Promise.allSettled(news.map(([key, entry]) => tell(key, entry)));
  };
  const entryOf = (key: string, seconds: number): Entry => {
    const now = clock.now();
    const known = entries.get(key);
    if (known && now < known.endsAt) return known;
    const entry = { told: 0, untold: 0, seconds, endsAt: now + seconds * SECOND };
    entries.delete(key);
    const oldest = entries.size >= MOST_KEYS ? entries.keys().next().value : undefined;
    if (oldest !== undefined) entries.delete(oldest);
    entries.set(key, entry);
    return entry;
  };
  return {
    ask(key, limit, seconds) {
      const entry = entryOf(key, seconds);
      const admitted = entry.told + entry.untold < limit;
      if (admitted) {
        entry.untold++;
        timer ??= setTimeout(() => void flush(), flushMs).unref();
      }
      const reset = Math.max(1, Math.ceil((entry.endsAt - clock.now()) / SECOND));
      return { admitted, remaining: Math.max(0, limit - entry.told - entry.untold), reset };
    },
    flush,
    async close() {
      if (timer) clearTimeout(timer);
      await flush();
    },
  };
}
