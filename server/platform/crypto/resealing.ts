/**
 * Brings everything that is sealed under the key in use. It looks for what is not, in slices, so that it may be broken off at any
 * moment and goes on where it was.
 */
import type { Database, Tx } from '../db/database.ts';
import type { Transact } from '../db/transact.ts';
import { isSealed, type Sealing, sealedWith } from './sealing.ts';
import type { SealedColumn } from './sealed-columns.ts';

export interface ResealingParts {
  db: Database;
  transact: Transact;
  sealing: Sealing;
  columns: () => readonly SealedColumn[];
}

export interface Resealed {
  done: number;
  /** Texts that no key of the ring opens: they must be entered again. */
  unreadable: { table: string; key: string }[];
}

interface Row {
  key: string | number;
  text: string;
}

const SLICE = 100;

export type Resealing = ReturnType<typeof createResealing>;

export function createResealing({ db, transact, sealing, columns }: ResealingParts) {
  const left = async (keyId: string): Promise<number> => {
    const counts = await Promise.all(columns().map(column => count(db, column, keyId)));
    return counts.reduce((sum, n) => sum + n, 0);
  };
  return {
    /** Texts that are not sealed with this key. */
    left,
    /** `told` hears how many of how many are done. */
    async run(
      keyId: string,
      signal: AbortSignal,
      told: (done: number, total: number) => Promise<void>,
    ): Promise<Resealed> {
      const total = await left(keyId);
      const result: Resealed = { done: 0, unreadable: [] };
      for (const column of columns())
        for (let after: string | number | null = null; ; ) {
          signal.throwIfAborted();
          const rows: Row[] = await slice(db, column, keyId, after);
          const last = rows.at(-1);
          if (!last) break;
          after = last.key;
          const outcomes = await transact(async tx => {
            const each: (boolean | null)[] = [];
            for (const { key } of rows) each.push(await resealOne(tx, column, key, sealing));
            return each;
          });
          outcomes.forEach((outcome, i) => {
            if (outcome) result.done++;
            if (outcome === false) result.unreadable.push({ table: column.table, key: String(rows[i]?.key) });
          });
          await told(result.done + result.unreadable.length, total);
        }
      return result;
    },
  };
}

function stale(db: Database, { table, column, where, json }: SealedColumn, keyId: string) {
  const query = db.reader(table).whereNotNull(column);
  if (where) void query.whereRaw(where);
  return query.whereNot(column, 'like', `${json ? '"' : ''}${sealedWith(keyId)}%`);
}

async function count(db: Database, column: SealedColumn, keyId: string): Promise<number> {
  const [row] = (await stale(db, column, keyId).count({ n: '*' })) as unknown as [{ n: number }];
  return Number(row.n);
}

async function slice(db: Database, column: SealedColumn, keyId: string, after: string | number | null): Promise<Row[]> {
  const query = stale(db, column, keyId).orderBy(column.key).limit(SLICE);
  if (after !== null) void query.where(column.key, '>', after);
  return query.select({ key: column.key, text: column.column });
}

/** Reads again inside the transaction: somebody may have written meanwhile. false when no key opens it, null when nothing is to do. */
async function resealOne(tx: Tx, about: SealedColumn, key: string | number, sealing: Sealing): Promise<boolean | null> {
  const { table, column, json, plainBefore, placeBy = about.key } = about;
  const row = await tx(table)
    .where({ [about.key]: key })
    .first<{ text: string | null; by: string | number } | undefined>({ text: column, by: placeBy });
  if (!row || row.text === null) return null;
  const text = json ? String(JSON.parse(row.text)) : row.text;
  if (isSealed(text) ? sealing.isCurrent(text) : !plainBefore) return null;
  const place = about.place(String(row.by));
  const plain = isSealed(text) ? opened(sealing, text, place) : text;
  if (plain === null) return false;
  const again = sealing.seal(plain, place);
  await tx(table)
    .where({ [about.key]: key })
    .update({ [column]: json ? JSON.stringify(again) : again });
  return true;
}

function opened(sealing: Sealing, text: string, place: string): string | null {
  try {
    return sealing.open(text, place);
  } catch {
    return null;
  }
}
