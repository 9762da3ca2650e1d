/** Makes a database large: lines of the activity log, in short transactions, because the server is at work on the same file. */
import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import { chained, type Entry, NOTHING_BEFORE } from '../../server/platform/db/act-rules.ts';

const ROWS_AT_ONCE = 500;
/** Chained as the server does it: what is not would not be taken away by upkeep. */
const BARE: Omit<Entry, 'id' | 'created_at'> = {
  user_id: null,
  action: 'bench',
  resource_type: 'bench',
  resource_id: null,
  details: null,
  ip: null,
  user_agent: null,
  session_id: null,
  impersonator_id: null,
  via: null,
  request_id: null,
};

/** Adds lines of so many bytes until the file has this size. They are `at` this moment, which is long ago unless told. */
export function grow(file: string, fileBytes: number, rowBytes: number, at = '2025-01-01T00:00:00.000Z'): number {
  const db = new Sqlite(file, { timeout: 5000 });
  const insert = db.prepare(
    `insert into user_activity_logs (id, action, resource_type, user_agent, created_at, hash) values (?, 'bench', 'bench', ?, ?, ?)`,
  );
  const head = db.prepare('select id, hash from user_activity_logs order by id desc limit 1');
  // Each line has its hash and 70 bytes besides.
  const rows = Math.ceil(Math.max(0, fileBytes - statSync(file).size) / (rowBytes + 134));
  // Immediate: who has read the end of the chain must be the one who goes on with it.
  const some = db.transaction((count: number) => {
    let { id, hash } = (head.get() ?? { id: 0, hash: NOTHING_BEFORE }) as { id: number; hash: string };
    for (let i = 0; i < count; i++) {
      const user_agent = randomBytes(rowBytes / 2).toString('hex');
      const entry = { ...BARE, id: ++id, user_agent, created_at: at };
      hash = chained(hash, entry);
      insert.run(id, user_agent, at, hash);
    }
  });
  for (let done = 0; done < rows; done += ROWS_AT_ONCE) some.immediate(Math.min(ROWS_AT_ONCE, rows - done));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  return rows;
}
