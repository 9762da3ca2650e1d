/**
 * Where counts are kept so that all processes see them: a file of their own, a table of their own on PostgreSQL, or Redis. When the
 * store does not answer, each process counts by itself for the time being: nobody is refused because counting failed.
 */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  RateLimiterSQLite,
} from 'rate-limiter-flexible';
import { SECOND } from '../clock.ts';
import type { Engine } from '../db/database.ts';
import { connectionTo } from '../db/postgres-address.ts';

export interface StorePlace {
  engine: Engine;
  url: string | undefined;
  folder: string;
  /** `redis://…`; counts are kept there when it is set. */
  redisUrl: string | undefined;
  /** Told once whenever the store stops answering. */
  onLost: (error: Error) => void;
}

export interface CountStore {
  limiter(name: string): RateLimiterAbstract;
  /** Removes counts that ended before `now`, in milliseconds; answers how many. */
  tidy(now: number): Promise<number>;
  close(): Promise<void>;
}

/** Below the folder of the database; whoever finds it damaged may delete it. */
export const LIMITS_FILE = 'limits.db';

/** Whoever counts decides what is too much; the library only adds up. */
const NO_END = { points: Number.MAX_SAFE_INTEGER, duration: 60 };
const ANSWERS_WITHIN_MS = 2 * SECOND;

/** As the library makes it, on both engines; made here so that no first request meets a table in the making. */
const TABLE =
  'create table if not exists rate_limits (key varchar(255) primary key, points integer not null default 0, expire bigint)';
const NAMED = { tableName: 'rate_limits', tableCreated: true, clearExpiredByTimeout: false };

export function openStore(place: StorePlace): Promise<CountStore> {
  if (place.redisUrl) return inRedis(place.redisUrl, place.onLost);
  return place.engine === 'postgres' ? inPostgres(place.url) : Promise.resolve(inFile(place.folder));
}

const insured = (name: string) => {
  const options = { ...NO_END, keyPrefix: name };
  return { ...options, insuranceLimiter: new RateLimiterMemory(options) };
};

function inFile(folder: string): CountStore {
  const db = new Sqlite(join(folder, LIMITS_FILE));
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = OFF');
  db.pragma('busy_timeout = 1000');
  db.exec(TABLE);
  return {
    limiter: name =>
      new RateLimiterSQLite({ ...insured(name), ...NAMED, storeClient: db, storeType: 'better-sqlite3' }),
    tidy: async now => db.prepare('delete from rate_limits where expire < ?').run(now).changes,
    close: async () => void db.close(),
  };
}

async function inPostgres(url: string | undefined): Promise<CountStore> {
  const pool = new pg.Pool({ ...connectionTo(url), max: 2, connectionTimeoutMillis: ANSWERS_WITHIN_MS });
  pool.on('error', () => {});
  await pool.query(TABLE);
  return {
    limiter: name => new RateLimiterPostgres({ ...insured(name), ...NAMED, storeClient: pool }),
    tidy: async now => (await pool.query('delete from rate_limits where expire < $1', [now])).rowCount ?? 0,
    close: () => pool.end(),
  };
}

const PREFIX = 'lyceum:limits:';

async function inRedis(url: string, onLost: (error: Error) => void): Promise<CountStore> {
  // Few academies have one, and every process of the others would load it.
  const { Redis } = await import('ioredis');
  const client = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: ANSWERS_WITHIN_MS,
    connectTimeout: ANSWERS_WITHIN_MS,
    retryStrategy: times => Math.min(times * 200, 5 * SECOND),
  });
  let told = false;
  client.on('ready', () => {
    told = false;
  });
  client.on('error', (error: Error) => {
    if (!told) onLost(error);
    told = true;
  });
  return {
    limiter: name =>
      new RateLimiterRedis({ ...insured(PREFIX + name), storeClient: client, rejectIfRedisNotReady: true }),
    // Redis forgets by itself.
    tidy: async () => 0,
    close: async () => client.disconnect(),
  };
}
