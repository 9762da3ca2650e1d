/**
 * The database of one process: a reader and a writer on SQLite (WAL) or PostgreSQL, behind the same knex code.
 *
 * SQLite has one writer connection per process, because a transaction waits for the next one anyway, and separate read-only
 * connections, so that no read ever waits behind an open write transaction.
 */
import { join } from 'node:path';
import type { Knex } from 'knex';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

export type Engine = 'sqlite' | 'postgres';
/** Whatever knex queries can be built from: the reader, or a transaction. */
export type Queries = Knex;
/** A transaction; use cases hand it on to repositories and never look into it. */
export type Tx = Knex.Transaction;
export type SqlValue = string | number | null;

/** Hot reads as plain SQL with `?` placeholders, prepared once per process. Portable SQL only. */
export interface Reads {
  all<Row>(sql: string, params?: readonly SqlValue[]): Promise<Row[]>;
  get<Row>(sql: string, params?: readonly SqlValue[]): Promise<Row | undefined>;
}

export interface Database {
  engine: Engine;
  /** For reads outside transactions; sees everything committed. */
  reader: Knex;
  /** For transactions through `work` and for migrations; nothing else uses it. */
  writer: Knex;
  read: Reads;
  /** Where the data is, without a password: for people. */
  location: string;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** PostgreSQL address; undefined for SQLite in `folder`. */
  url: string | undefined;
  /** Folder of the SQLite files. */
  folder: string;
  /** Called for every statement, for tests that count and logs that warn. Milliseconds are undefined where not measured. */
  onQuery?: (sql: string, ms: number | undefined) => void;
  /** Told of every statement that was measured and how long it took; whoever listens decides what is slow. */
  onTime?: (sql: string, ms: number) => void;
}

export const SQLITE_FILE = 'lyceum.db';

export function openDatabase(options: DatabaseOptions): Database {
  const { url, folder, onQuery: watch = () => {}, onTime = () => {} } = options;
  return url ? openPostgres(url, watch, onTime) : openSqlite(join(folder, SQLITE_FILE), watch, onTime);
}
