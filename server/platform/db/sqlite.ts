import Sqlite from 'better-sqlite3';
import knex, { type Knex } from 'knex';
import type { Database, Reads, SqlValue } from './database.ts';

type Watch = (sql: string, ms: number | undefined) => void;
type Timed = (sql: string, ms: number) => void;
type Connection = Sqlite.Database;

const STATEMENTS_KEPT = 500;

export function openSqlite(file: string, watch: Watch, onTime: Timed): Database {
  const writer = instance(file, false, watch, onTime);
  const reader = instance(file, true, watch, onTime);
  let raw: Connection | undefined;
  // Opened at the first read: a read-only connection needs the file, which the writer makes.
  const connection = () => (raw ??= prepareReader(new Sqlite(file, { readonly: true })));
  return {
    engine: 'sqlite',
    reader,
    writer,
    read: rawReads(connection, watch, onTime),
    location: file,
    async close() {
      raw?.close();
      await reader.destroy();
      await writer.destroy();
    },
  };
}

function instance(filename: string, readonly: boolean, watch: Watch, onTime: Timed): Knex {
  return knex({
    client: 'better-sqlite3',
    // The message of an error would carry every value of the query into the log.
    compileSqlOnError: false,
    connection: { filename, options: { readonly } },
    useNullAsDefault: true,
    pool: {
      min: 0,
      max: 1,
      afterCreate(db: Connection, done: (error: unknown, db: Connection) => void) {
        if (readonly) prepareReader(db);
        else prepareWriter(db);
        keepStatements(db, watch, onTime);
        done(null, db);
      },
    },
  });
}

/**
 * NORMAL: a commit is written but not synced, which would hold up the event loop; `transact` syncs the log before it acknowledges.
 * What is committed without it (migrations, copies) is on the disk with the next checkpoint, at the latest when the database is
 * closed. A power cut damages nothing either way (https://sqlite.org/pragma.html#pragma_synchronous).
 * The busy time-out is 0 because waiting inside SQLite would block the event loop; `work` retries instead.
 */
function prepareWriter(db: Connection): void {
  // Works only before the first table is there; later the space of deleted rows is given back bit by bit.
  db.pragma('auto_vacuum = INCREMENTAL');
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma('busy_timeout = 0');
  db.pragma('cache_size = -16000');
}

function prepareReader(db: Connection): Connection {
  db.pragma('busy_timeout = 2000');
  db.pragma('cache_size = -16000');
  db.pragma('mmap_size = 268435456');
  return db;
}

/**
 * knex prepares anew for every query and begins transactions deferred. Keeping statements halves its cost; beginning
 * immediate avoids the SQLITE_BUSY_SNAPSHOT that a read followed by a write meets when another process wrote in between.
 */
function keepStatements(db: Connection, watch: Watch, onTime: Timed): void {
  const kept = new Map<string, Sqlite.Statement>();
  const prepare = db.prepare.bind(db);
  db.prepare = ((sql: string) => {
    const text = sql === 'BEGIN;' ? 'BEGIN IMMEDIATE;' : sql;
    // Every statement is prepared here, by knex and by hot writes alike.
    watch(text, undefined);
    return remembered(kept, text, () => timed(prepare(text), text, onTime));
  }) as typeof db.prepare;
}

/** The statement itself, whose calls are measured: knex and the hot writes both use it. */
function timed(statement: Sqlite.Statement, sql: string, onTime: Timed): Sqlite.Statement {
  const calls = statement as unknown as Record<'run' | 'all' | 'get', (...params: unknown[]) => unknown>;
  for (const name of ['run', 'all', 'get'] as const) {
    const call = calls[name].bind(statement);
    calls[name] = (...params) => {
      const from = performance.now();
      try {
        return call(...params);
      } finally {
        onTime(sql, performance.now() - from);
      }
    };
  }
  return statement;
}

/** The value under the key, made when missing; the oldest goes when more than `STATEMENTS_KEPT` are there. */
function remembered<T>(kept: Map<string, T>, key: string, make: () => T): T {
  const known = kept.get(key);
  if (known) return known;
  const made = make();
  kept.set(key, made);
  if (kept.size > STATEMENTS_KEPT) kept.delete(kept.keys().next().value as string);
  return made;
}

function rawReads(connection: () => Connection, watch: Watch, onTime: Timed): Reads {
  const kept = new Map<string, Sqlite.Statement>();
  const measured = <T>(sql: string, use: (statement: Sqlite.Statement) => T): T => {
    const from = performance.now();
    const result = use(remembered(kept, sql, () => connection().prepare(sql)));
    const ms = performance.now() - from;
    watch(sql, ms);
    onTime(sql, ms);
    return result;
  };
  return {
    all: async <Row>(sql: string, params: readonly SqlValue[] = []) =>
      measured(sql, statement => statement.all(...params) as Row[]),
    get: async <Row>(sql: string, params: readonly SqlValue[] = []) =>
      measured(sql, statement => statement.get(...params) as Row | undefined),
  };
}
