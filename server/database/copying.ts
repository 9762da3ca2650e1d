/** Copies every row of one database into another, whose tables are there and empty, and compares the two afterwards. */
import type { Database, Tx } from '../platform/db/database.ts';
import type { MovedTable } from './contract.ts';
import { type Checksum, createChecksum } from './checksum.ts';
import { converted, copyOrder, type Row, type Table } from './copy-rules.ts';
import { countRows, numbersOf, rowsOfTable, setNumbers, tablesOf } from './repository/tables.ts';

export interface CopyOptions {
  from: Database;
  to: Database;
  /** 0 to 1, and the table that is copied or compared. */
  progress(done: number, table: string): void;
}

const BATCH = 500;
/** Values that one statement may hold: PostgreSQL takes 65,535, SQLite 32,766. */
const MOST_VALUES = 30_000;
/** Copying takes about two thirds of the time, reading again the rest. */
const COPYING = 0.65;

/**
 * Answers each table with its rows and checksum, the same on both sides. Throws in plain words when a table is missing, a row does
 * not fit or the two differ; what was written until then stays for the caller to remove.
 */
export async function copyDatabase({ from, to, progress }: CopyOptions): Promise<MovedTable[]> {
  const [sources, targets] = [copyOrder(await tablesOf(from)), await tablesOf(to)];
  const pairs = sources.map(source => ({ source, target: counterpart(source, targets) }));
  const total = Math.max(1, await countAll(from, sources));
  let done = 0;
  const moved = (share: number, base: number) => (rows: number, table: string) => {
    done += rows;
    progress(base + (share * done) / total, table);
  };
  const copied: { pair: (typeof pairs)[number]; checksum: Checksum }[] = [];
  const during = moved(COPYING, 0);
  for (const pair of pairs) copied.push({ pair, checksum: await copyTable({ from, to }, pair, during) });
  const numbers = await numbersOf(from, sources);
  await to.writer.transaction((tx: Tx) => setNumbers(to, tx, numbers));
  done = 0;
  const after = moved(1 - COPYING, COPYING);
  for (const { pair, checksum } of copied) await compareTable(to, pair, checksum, after);
  return copied.map(({ pair, checksum }) => ({
    name: pair.source.name,
    rows: checksum.rows(),
    checksum: checksum.sum(),
  }));
}

interface Pair {
  source: Table;
  target: Table;
}

function counterpart(source: Table, targets: readonly Table[]): Table {
  const target = targets.find(table => table.name === source.name);
  const missing = [...source.columns.keys()].find(column => !target?.columns.has(column));
  if (!target || missing)
    throw new Error(`The new database has no place for ${missing ? `${source.name}.${missing}` : source.name}.`);
  return target;
}

async function countAll(db: Database, tables: readonly Table[]): Promise<number> {
  let total = 0;
  for (const { name } of tables) total += await countRows(db, name);
  return total;
}

/** Columns that one of the two keeps with single precision only. */
const singleColumns = ({ source, target }: Pair): Set<string> =>
  new Set(
    [...source.columns.keys()].filter(
      column => target.columns.get(column) === 'real' || source.columns.get(column) === 'real',
    ),
  );

const checksumFor = (pair: Pair) => createChecksum([...pair.source.columns.keys()], singleColumns(pair));

async function copyTable(
  { from, to }: Pick<CopyOptions, 'from' | 'to'>,
  pair: Pair,
  moved: (rows: number, table: string) => void,
): Promise<Checksum> {
  const { source, target } = pair;
  const checksum = checksumFor(pair);
  const size = Math.max(1, Math.min(BATCH, Math.floor(MOST_VALUES / source.columns.size)));
  for await (const rows of rowsOfTable(from, source, size)) {
    for (const row of rows) checksum.add(row);
    await insertRows(
      to,
      target,
      rows.map(row => converted(row, target.columns)),
    );
    moved(rows.length, source.name);
  }
  return checksum;
}

async function insertRows(to: Database, { name, key }: Table, rows: readonly Row[]): Promise<void> {
  try {
    await to.writer.transaction((tx: Tx) => tx(name).insert(rows));
  } catch (cause) {
    // One by one, to name the row that does not fit.
    for (const row of rows) {
      await to.writer
        .transaction((tx: Tx) => tx(name).insert(row))
        .catch((reason: unknown) => {
          const which = key.map(column => `${column} ${String(row[column])}`).join(', ');
          throw new Error(
            `A row of ${name} (${which}) does not fit: ${(reason as Error).message.split(' - ').at(-1)}`,
            {
              cause: reason,
            },
          );
        });
    }
    throw cause;
  }
}

async function compareTable(
  to: Database,
  pair: Pair,
  wanted: Checksum,
  moved: (rows: number, table: string) => void,
): Promise<void> {
  const checksum = checksumFor(pair);
  for await (const rows of rowsOfTable(to, pair.target, BATCH)) {
    for (const row of rows) checksum.add(row);
    moved(rows.length, pair.source.name);
  }
  const { name } = pair.source;
  if (checksum.rows() !== wanted.rows())
    throw new Error(`${name} has ${checksum.rows()} rows in the new database and ${wanted.rows()} in the old one.`);
  if (checksum.sum() !== wanted.sum()) throw new Error(`The rows of ${name} are not the same in the new database.`);
}
