/** What a backup asks of an SQLite database: a snapshot beside its writers, and what is in a snapshot. Blocks: for child processes. */
import { open } from 'node:fs/promises';
import Sqlite from 'better-sqlite3';
import { COURSES, coursesOf, type DatabaseFacts, SETTINGS } from './facts.ts';

/** Pages in one step: between steps the process hears whether it is to stop. */
const STEP_PAGES = 2000;

/**
 * Copies the database page by page within one open read transaction: writers go on, and pages keep their places, so that the
 * next copy has most parts in common with this one. (`VACUUM INTO` would move them all.)
 */
export async function snapshotSqlite(
  file: string,
  target: string,
  { signal, progress }: { signal: AbortSignal; progress: (fraction: number) => void },
): Promise<void> {
  const source = new Sqlite(file, { readonly: true, fileMustExist: true });
  try {
    source.exec('BEGIN');
    source.prepare('select count(*) from sqlite_master').get();
    await source.backup(target, {
      progress({ totalPages, remainingPages }) {
        signal.throwIfAborted();
        progress(totalPages === 0 ? 1 : 1 - remainingPages / totalPages);
        return STEP_PAGES;
      },
    });
  } finally {
    source.close();
  }
  signal.throwIfAborted();
  const copy = await open(target, 'r');
  try {
    await copy.sync();
  } finally {
    await copy.close();
  }
}

const opened = <T>(file: string, use: (db: Sqlite.Database) => T): T => {
  const db = new Sqlite(file, { fileMustExist: true });
  try {
    return use(db);
  } finally {
    db.close();
  }
};

/** Tables that SQLite keeps for itself. */
const TABLES = `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by name`;

export function readSqliteFacts(file: string): DatabaseFacts {
  return opened(file, db => {
    const names = db.prepare(TABLES).pluck().all() as string[];
    const tables = names.map(name => {
      const rows = db
        .prepare(`select count(*) from "${name.replaceAll('"', '""')}"`)
        .pluck()
        .get() as number;
      return [name, { rows, checksum: null }] as const;
    });
    const all = <T>(sql: string, table: string) => (names.includes(table) ? (db.prepare(sql).all() as T[]) : []);
    return {
      tables: Object.fromEntries(tables),
      settings: all<{ key: string; value: string }>(SETTINGS, 'settings'),
      courses: coursesOf(all(COURSES, 'courses')),
      migrations: all<{ name: string }>('select name from schema_migrations order by id', 'schema_migrations').map(
        row => row.name,
      ),
      media: all<{ path: string; variants: string }>('select path, variants from content_files', 'content_files'),
    };
  });
}

/** Sentences about what is wrong inside the file; none when all is well. */
export function checkSqlite(file: string): string[] {
  return opened(file, db => {
    const found = db.pragma('integrity_check(5)') as { integrity_check: string }[];
    const wrong = found.map(row => row.integrity_check).filter(sentence => sentence !== 'ok');
    const orphans = db.pragma('foreign_key_check') as { table: string }[];
    if (orphans.length > 0)
      wrong.push(`${orphans.length} rows refer to something that is not there (${orphans[0]?.table})`);
    return wrong;
  });
}
