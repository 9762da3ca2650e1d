/** Reads the file of an import and says of each row what would happen. Writes nothing about people. */
import { setImmediate } from 'node:timers/promises';
import type { Work } from '../../platform/db/work.ts';
import { foldEmail } from '../address-rules.ts';
import { cellsOf, corrected, type RawRow } from './cell-rules.ts';
import { columnsOf, isHead } from './column-rules.ts';
import type { ImportColumn, ImportOptions, RowEdits } from './contract.ts';
import { type FileOfPeople, readFile, UnreadableFile } from './reading.ts';
import type { ImportsRepository } from './repository/imports.ts';
import { judge, type JudgedRow, plainName } from './row-rules.ts';
import { keptOf } from './kept.ts';

export interface Running {
  signal: AbortSignal;
  progress(fraction: number, note?: string): Promise<void> | void;
}

export interface LookingDeps {
  work: Work;
  imports: ImportsRepository;
}

/** SQLite answers at once: without this, nobody else in the process has a turn between two slices. */
export const othersTurn = (): Promise<void> => setImmediate();

/** Rows that are judged and written down together. */
const SLICE = 500;
/** Lines from which the columns are told. */
const FIRST = 50;

export async function look(deps: LookingDeps, id: number, running: Running): Promise<void> {
  const { work, imports } = deps;
  const kept = await keptOf(deps, id);
  const content = await imports.content(id);
  if (kept.state !== 'reading' || content === null) return;
  try {
    const file = readFile(Buffer.from(content, 'base64'));
    const rows = file.rows.map(row => row);
    const head = rows[0] && isHead(rows[0].cells) ? (rows.shift() as RawRow).cells : null;
    const known = kept.columns.length > 0;
    const columns = known
      ? kept.columns
      : columnsOf(
          head,
          rows.slice(0, FIRST).map(({ cells }) => cells),
        );
    const edits = await imports.edits(id);
    await work.run(({ tx }) => imports.forgetRows(tx, id));
    await judgeAll(deps, id, rows, { columns, options: kept.options, edits }, running);
    await work.run(async ({ tx }) => {
      if (file.openQuote !== null) await imports.addRows(tx, id, [neverClosed(file.openQuote)]);
      const { encoding, delimiter } = file satisfies FileOfPeople;
      const figures = await imports.figures(tx, id);
      await imports.change(tx, id, { state: 'preview', columns, encoding, delimiter, figures, reason: null });
    });
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const reason = error.trouble;
    await work.run(({ tx }) => imports.change(tx, id, { state: 'refused', reason }));
  }
  await running.progress(1);
}

interface Reading {
  columns: readonly ImportColumn[];
  options: ImportOptions;
  /** What was written instead of the file, by line. */
  edits: ReadonlyMap<number, RowEdits>;
}

async function judgeAll(
  { work, imports }: LookingDeps,
  id: number,
  rows: readonly RawRow[],
  { columns, options, edits }: Reading,
  running: Running,
): Promise<void> {
  const seen = new Map<string, number>();
  const nobody = { byEmail: new Map(), byName: new Map() } as const;
  for (let from = 0; from < rows.length; from += SLICE) {
    running.signal.throwIfAborted();
    const slice = rows.slice(from, from + SLICE).map(({ line, cells }) => ({
      line,
      cells: cellsOf(cells, columns),
      edits: edits.get(line) ?? {},
    }));
    const names = slice.map(row => plainName(judge(row, options, { ...nobody, seen: new Map() }).person));
    const emails = slice.map(row => foldEmail(corrected(row.cells, row.edits).email?.value ?? ''));
    const known = {
      byEmail: await imports.presentByEmail(emails),
      byName: await imports.addressesByName(names.filter(name => name !== '')),
      seen,
    };
    const judged = slice.map(row => judge(row, options, known));
    await work.run(({ tx }) => imports.addRows(tx, id, judged));
    await running.progress((from + slice.length) / (rows.length + 1), `${from + slice.length} / ${rows.length}`);
    await othersTurn();
  }
}

function neverClosed(line: number): JudgedRow {
  const reason = 'A quotation mark that is opened here is never closed. What follows could not be read.';
  return {
    line,
    cells: {},
    edits: {},
    verdict: 'refused',
    person: { email: '', first_name: '', last_name: '', roles: [], organization: null, phone: null },
    before: {},
    problems: [{ code: 'QUOTE_OPEN', column: '', field: null, value: '', reason, note: false }],
    user_id: null,
  };
}
