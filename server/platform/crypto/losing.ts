/**
 * What becomes of sealed text after the keys were lost: it is emptied, so that nothing later stumbles over it. Only what no key of now
 * opens is touched; it may run again.
 */
import type { Knex } from 'knex';
import { isSealed, type Sealing } from './sealing.ts';
import type { SealedColumn } from './sealed-columns.ts';

const SLICE = 200;

interface Row {
  key: string | number;
  text: string;
  by: string | number;
}

/** In the caller's transaction. Answers how many were lost, by table; tables that lost nothing are left out. */
export async function loseUnreadable(
  tx: Knex,
  columns: readonly SealedColumn[],
  sealing: Sealing,
): Promise<Record<string, number>> {
  const lost: Record<string, number> = {};
  for (const column of columns)
    for (let after: Row['key'] | null = null; ; ) {
      const rows: Row[] = await slice(tx, column, after);
      const last = rows.at(-1);
      if (!last) break;
      after = last.key;
      for (const row of rows) {
        if (isReadable(column, row, sealing)) continue;
        await lose(tx, column, row, sealing);
        lost[column.table] = (lost[column.table] ?? 0) + 1;
      }
    }
  return lost;
}

function slice(tx: Knex, { table, column, key, where, placeBy = key }: SealedColumn, after: Row['key'] | null) {
  const query = tx(table).whereNotNull(column).orderBy(key).limit(SLICE);
  if (where) void query.whereRaw(where);
  if (after !== null) void query.where(key, '>', after);
  return query.select<Row[]>({ key, text: column, by: placeBy });
}

/** Text from before the column was sealed is readable as it is. */
function isReadable({ json, place }: SealedColumn, { text, by }: Row, sealing: Sealing): boolean {
  const sealed = json ? String(JSON.parse(text)) : text;
  if (!isSealed(sealed)) return true;
  try {
    sealing.open(sealed, place(String(by)));
    return true;
  } catch {
    return false;
  }
}

async function lose(tx: Knex, { table, column, key, lost, place }: SealedColumn, row: Row, sealing: Sealing) {
  const one = tx(table).where({ [key]: row.key });
  if (lost === 'row') await one.delete();
  else await one.update({ [column]: lost === 'empty' ? null : sealing.seal(lost.text, place(String(row.by))) });
}
