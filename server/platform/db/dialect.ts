/** Where the two engines differ in ways that features meet; everything else is portable SQL. */
import type Sqlite from 'better-sqlite3';
import type { Knex } from 'knex';
import type { Engine, SqlValue } from './database.ts';

/** True when the error says that a unique index refused a row, on either engine. */
export function isUniqueViolation(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === '23505';
}

/** True when the disk (SQLite) or the server's disk (PostgreSQL) has no room left. */
export function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === 'SQLITE_FULL' || code === 'ENOSPC' || code === '53100';
}

/** True when the data folder, or PostgreSQL's, may be read only: a disk that was remounted after a fault, or wrong rights. */
export function isUnwritable(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code ?? '';
  return /^(EROFS|EACCES|EPERM|EIO|25006)$/.test(code) || /^SQLITE_(READONLY|CANTOPEN|IOERR)/.test(code);
}

/**
 * True when PostgreSQL is not there, is starting or stopping, or has cut the connection: Node's own codes, classes 08 and
 * 57P of https://www.postgresql.org/docs/current/errcodes-appendix.html, and the pool's failures that carry no code.
 */
export function isUnreachable(error: unknown): boolean {
  const { code = '', message = '', name = '' } = (error ?? {}) as { code?: string; message?: string; name?: string };
  return (
    /^(08\d{3}|57P0[1-3]|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|ENETUNREACH)$/.test(code) ||
    /^Connection terminated|^timeout exceeded when trying to connect/.test(message) ||
    name === 'KnexTimeoutError'
  );
}

/** True when SQLite says that a database file is damaged, or no database at all. */
export function isDamaged(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code ?? '';
  return /^SQLITE_(CORRUPT|NOTADB)/.test(code);
}

/** True when another process holds SQLite's write lock; trying again is right. */
export function isBusy(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === 'SQLITE_BUSY' || code === 'SQLITE_BUSY_SNAPSHOT' || code === 'SQLITE_BUSY_RECOVERY';
}

/** True when PostgreSQL ended the transaction in favour of another one; running it again is right. */
export function isSerializationFailure(error: unknown): boolean {
  const code = (error as { code?: string } | null)?.code;
  return code === '40001' || code === '40P01';
}

/**
 * Text as it is compared and searched: case-folded, without diacritics, white space collapsed. Kept in its own column
 * because the engines fold differently (SQLite only ASCII).
 */
export function folded(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** Pattern for `like … escape '\'` that finds the folded text anywhere. */
export function anywhere(text: string): string {
  return containing(folded(text));
}

/** The same for the text as it is. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, found => `\\${found}`)}%`;
}

/** `column ${sql}` is true when it is one of these numbers, however many: one parameter holds them all. */
export function among(engine: Engine, ids: readonly number[]): [sql: string, param: string] {
  return engine === 'sqlite'
    ? ['in (select value from json_each(?))', JSON.stringify(ids)]
    : ['= any(cast(? as bigint[]))', `{${ids.join(',')}}`];
}

/**
 * Runs plain SQL with `?` placeholders in a transaction and answers its rows: of a select, or of `returning`. On SQLite it goes
 * to the transaction's connection itself: knex costs ten times the statement, and these are the hot writes.
 */
export async function rowsOf<Row>(tx: Knex, sql: string, params: readonly SqlValue[]): Promise<Row[]> {
  const connection = await sqliteConnectionOf(tx);
  if (connection) {
    const statement = connection.prepare(sql);
    if (statement.reader) return statement.all(...params) as Row[];
    statement.run(...params);
    return [];
  }
  const { rows } = await tx.raw<{ rows?: Row[] }>(sql, params as Knex.RawBinding[]);
  return rows ?? [];
}

/** The connection of a transaction on SQLite; null on PostgreSQL. */
export async function sqliteConnectionOf(tx: Knex): Promise<Sqlite.Database | null> {
  const client = tx.client as { dialect: string; acquireConnection(): Promise<Sqlite.Database> };
  return client.dialect === 'sqlite3' && tx.isTransaction ? client.acquireConnection() : null;
}

/** Id out of `insert(…).returning('id')`, whose rows knex types as anything. */
export function insertedId(rows: unknown): number {
  return (rows as { id: number }[])[0]?.id as number;
}
