/** How large the database is, and what is known of its last move. */
import { appendActs } from '../../platform/db/acts.ts';
import type { Database } from '../../platform/db/database.ts';
import { DatabaseMove } from '../contract.ts';
import { countRows, tablesOf } from './tables.ts';

const MOVE_KEY = 'database.last-move';

export async function bytesOf({ engine, read }: Database): Promise<number> {
  const sql =
    engine === 'sqlite'
      ? 'select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()'
      : 'select pg_database_size(current_database()) as bytes';
  return Number((await read.get<{ bytes: number | string }>(sql))?.bytes ?? 0);
}

export async function rowsOf(db: Database): Promise<number> {
  let total = 0;
  for (const { name } of await tablesOf(db)) total += await countRows(db, name);
  return total;
}

export async function lastMove({ read }: Database): Promise<DatabaseMove | null> {
  const row = await read.get<{ value: string }>('select value from settings where key = ?', [MOVE_KEY]);
  return row ? DatabaseMove.parse(JSON.parse(row.value)) : null;
}

/** Writes into the new database what was moved, and who asked for it. */
export async function keepMove({ writer }: Database, move: DatabaseMove, userId: number | null): Promise<void> {
  await writer.transaction(async tx => {
    const row = { key: MOVE_KEY, value: JSON.stringify(move), updated_at: move.at };
    await tx('settings').insert(row).onConflict('key').merge();
    const act = { userId, action: 'database.moved', resourceType: 'database', resourceId: null };
    await appendActs(tx, [act], move.at);
  });
}
