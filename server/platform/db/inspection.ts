/** Looks whether an SQLite file is sound. Blocks: for processes of their own, or for small files. */
import Sqlite from 'better-sqlite3';
import { isDamaged } from './dialect.ts';

const LISTED = `select name from sqlite_master where type = 'table' and rootpage > 0 order by name`;

export interface Inspection {
  /** Also compares every index with its table (integrity_check instead of quick_check). */
  thorough: boolean;
  /** 0 to 1. */
  progress?: (done: number, table: string) => void;
}

/**
 * Answers what is wrong in SQLite's own words, or null. Table by table (https://sqlite.org/pragma.html#pragma_quick_check), so that
 * progress can be told; each counts by its largest row number, which is had without reading it.
 */
export function inspectSqlite(file: string, { thorough, progress }: Inspection): string | null {
  let db: Sqlite.Database | undefined;
  try {
    db = new Sqlite(file, { fileMustExist: true, timeout: 5000 });
    const names = db.prepare(LISTED).pluck().all() as string[];
    const sizes = new Map(names.map(name => [name, sizeOf(db as Sqlite.Database, name)]));
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    let done = 0;
    for (const [name, size] of sizes) {
      progress?.(total === 0 ? 0 : done / total, name);
      const wrong = checkTable(db, name, thorough ? 'integrity_check' : 'quick_check');
      if (wrong) return wrong;
      done += size;
    }
    return null;
  } catch (error) {
    if (isDamaged(error)) return (error as Error).message;
    throw error;
  } finally {
    db?.close();
  }
}

function sizeOf(db: Sqlite.Database, table: string): number {
  try {
    return (
      1 +
      Number(
        db
          .prepare(`select coalesce(max(rowid), 0) from ${quoted(table)}`)
          .pluck()
          .get(),
      )
    );
  } catch (error) {
    if (isDamaged(error)) throw error;
    // A table without row numbers.
    return 1;
  }
}

function checkTable(db: Sqlite.Database, table: string, how: string): string | null {
  const found = db.pragma(`${how}(${quoted(table)})`) as Record<string, string>[];
  const first = Object.values(found[0] ?? {})[0];
  return first === 'ok' || first === undefined ? null : (first.split('\n')[0] ?? first);
}

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
