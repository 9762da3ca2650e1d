/** Counting attempts across all processes, over rate-limiter-flexible. The counts are disposable. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { type RateLimiterAbstract, RateLimiterPostgres, RateLimiterSQLite } from 'rate-limiter-flexible';
import { SECOND } from '../clock.ts';
import type { Engine } from '../db/database.ts';
import { refuse } from '../errors/refusal.ts';

export interface Limit {
  /** Refuses with RATE_LIMITED while the key has used up its points. Counts nothing. */
  check(key: string): Promise<void>;
  /** Counts one point. */
  count(key: string): Promise<void>;
  forget(key: string): Promise<void>;
}

export interface Limits {
  /** `points` per `seconds`, counted under the name. */
  limit(name: string, points: number, seconds: number): Limit;
  close(): Promise<void>;
}

interface LimitsPlace {
  engine: Engine;
  url: string | undefined;
  folder: string;
}

/** Counts live apart from the academy's data: in a file of their own, or in a table of their own on PostgreSQL. */
export async function openLimits({ engine, url, folder }: LimitsPlace): Promise<Limits> {
  const store = engine === 'postgres' ? new pg.Pool({ connectionString: url, max: 2 }) : countFile(folder);
  if (store instanceof pg.Pool) store.on('error', () => {});
  const made = (name: string, points: number, duration: number): RateLimiterAbstract => {
    const options = { keyPrefix: name, points, duration, tableName: 'rate_limits', tableCreated: true };
    return store instanceof pg.Pool
      ? new RateLimiterPostgres({ ...options, storeClient: store, clearExpiredByTimeout: false })
      : new RateLimiterSQLite({
          ...options,
          storeClient: store,
          storeType: 'better-sqlite3',
          clearExpiredByTimeout: false,
        });
  };
  if (store instanceof pg.Pool) await store.query(TABLE);
  else store.exec(TABLE);
  return {
    limit: (name, points, seconds) => limitOver(made(name, points, seconds), points),
    close: async () => {
      if (store instanceof pg.Pool) await store.end();
      else store.close();
    },
  };
}

/** As the library makes it, on both engines; made here so that no first request meets a table in the making. */
const TABLE =
  'create table if not exists rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint)';

function countFile(folder: string): Sqlite.Database {
  const db = new Sqlite(join(folder, 'limits.db'));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('busy_timeout = 1000');
  return db;
}

function limitOver(limiter: RateLimiterAbstract, points: number): Limit {
  return {
    async check(key) {
      const used = await limiter.get(key);
      if (used && used.consumedPoints >= points) tooMany(used.msBeforeNext);
    },
    async count(key) {
      // The library rejects with a plain result when the points are used up; that is what `check` is for.
      await limiter.consume(key).catch((over: unknown) => {
        if (over instanceof Error) throw over;
      });
    },
    async forget(key) {
      await limiter.delete(key);
    },
  };
}

function tooMany(ms: number): never {
  const seconds = Math.ceil(ms / SECOND);
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  refuse('RATE_LIMITED', `Too many tries. Please wait ${wait} and try again.`, { retryAfter: seconds });
}
