/** Reads the whole database file once and says whether it is sound: `node integrity-process.ts <file>`; see integrity.ts. */
import { constants, setPriority } from 'node:os';
import Sqlite from 'better-sqlite3';

setPriority(constants.priority.PRIORITY_LOW);

function troubles(file: string): string[] {
  const db = new Sqlite(file, { readonly: true, fileMustExist: true });
  db.pragma('busy_timeout = 10000');
  const rows = db.pragma('quick_check(5)') as { quick_check: string }[];
  const keys = db.pragma('foreign_key_check') as { table: string }[];
  db.close();
  const found = rows.map(row => row.quick_check).filter(line => line !== 'ok');
  return [...found, ...keys.slice(0, 5).map(key => `a row of ${key.table} refers to nothing`)];
}

try {
  process.send?.({ troubles: troubles(process.argv[2] as string) });
} catch (error) {
  process.send?.({ troubles: [(error as Error).message] });
}
process.disconnect();
