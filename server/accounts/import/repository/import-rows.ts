import type { Database, Tx } from '../../../platform/db/database.ts';
import { anywhere, folded } from '../../../platform/db/dialect.ts';
import type { Page } from '../../../platform/http/contract.ts';
import { foldEmail } from '../../address-rules.ts';
import type { Figures, ImportField, ImportRow, OutcomeCode, RowEdits, RowOutcome, Verdict } from '../contract.ts';
import { codeOfOutcome, wordsOfOutcome } from '../outcome-rules.ts';
import { type Cells, corrected, type WrittenRow } from '../cell-rules.ts';
import type { JudgedRow } from '../row-rules.ts';

interface RowRecord {
  id: number;
  import_id: number;
  line: number;
  verdict: Verdict;
  skip: boolean | number;
  noted: boolean | number;
  person: string;
  before: string;
  problems: string;
  folded: string;
  cells: string;
  edits: string;
  email: string;
  user_id: number | null;
  outcome: RowOutcome | null;
  outcome_reason: string | null;
}

export interface RowFilter {
  page: number;
  per_page: number;
  verdict?: Verdict | undefined;
  outcome?: RowOutcome | undefined;
  noted: boolean;
  search?: string | undefined;
}

export const NO_FIGURES: Figures = { new: 0, changed: 0, unchanged: 0, refused: 0, skipped: 0, noted: 0, outcomes: {} };

type Counted = Pick<RowRecord, 'verdict' | 'skip' | 'noted' | 'outcome'> & { n: number };

/** The rows of imports. */
export function createImportRows(db: Database) {
  return {
    addRows: async (tx: Tx, importId: number, rows: readonly JudgedRow[]) => {
      const kept = await keptLines(tx, importId, rows);
      if (kept.size > 0)
        await tx<RowRecord>('people_import_rows')
          .where({ import_id: importId })
          .whereIn('line', [...kept.keys()])
          .delete();
      await tx.batchInsert(
        'people_import_rows',
        rows.map(row => fromJudged(importId, row, kept.get(row.line) ?? false)),
        50,
      );
    },
    /** What was written instead of the file, by line. */
    async edits(importId: number): Promise<Map<number, RowEdits>> {
      const rows = await db
        .reader<RowRecord>('people_import_rows')
        .where({ import_id: importId })
        .whereNot({ edits: '{}' })
        .select('line', 'edits');
      return new Map(rows.map(({ line, edits }) => [Number(line), JSON.parse(edits) as RowEdits]));
    },
    /** A row as it stands in the file, and those that have one of the addresses, in the order of the file. */
    async written(
      tx: Tx,
      importId: number,
      id: number,
      emails: readonly string[],
    ): Promise<(WrittenRow & { id: number })[]> {
      const rows = await tx<RowRecord>('people_import_rows')
        .where({ import_id: importId })
        .where(function itOrItsEmails() {
          void this.where({ id }).orWhereIn(
            'email',
            emails.filter(email => email !== ''),
          );
        })
        .orderBy('line')
        .orderBy('id')
        .select('id', 'line', 'cells', 'edits');
      return rows.map(({ id: row, line, cells, edits }) => ({
        id: Number(row),
        line: Number(line),
        cells: JSON.parse(cells) as Cells,
        edits: JSON.parse(edits) as RowEdits,
      }));
    },
    /** What a row came to when it was judged again; a choice to leave it out stays while there is something to leave out. */
    async rejudge(tx: Tx, importId: number, id: number, judged: JudgedRow): Promise<void> {
      const { import_id: _, skip: __, ...row } = fromJudged(importId, judged, false);
      const settled = judged.verdict === 'refused' || judged.verdict === 'unchanged';
      await tx<RowRecord>('people_import_rows')
        .where({ id })
        .update({ ...row, ...(settled && { skip: false }) });
    },
    /** Rows that were left out or corrected stay, so that the choice outlives reading the file again. */
    forgetRows: (tx: Tx, importId: number) =>
      tx<RowRecord>('people_import_rows').where({ import_id: importId, skip: false, edits: '{}' }).delete(),
    async rows(importId: number, filter: RowFilter): Promise<Page<ImportRow>> {
      const [count] = await matching(db, importId, filter).count({ n: '*' });
      const rows: RowRecord[] = await matching(db, importId, filter)
        .orderBy('line')
        .orderBy('id')
        .limit(filter.per_page)
        .offset((filter.page - 1) * filter.per_page);
      return { items: rows.map(toRow), total: Number((count as { n: number }).n) };
    },
    async row(
      importId: number,
      id: number,
      queries: Tx | Database['reader'] = db.reader,
    ): Promise<ImportRow | undefined> {
      const row = await queries<RowRecord>('people_import_rows').where({ import_id: importId, id }).first();
      return row && toRow(row);
    },
    skip: (tx: Tx, id: number, skip: boolean) => tx<RowRecord>('people_import_rows').where({ id }).update({ skip }),
    /** The next rows of which nothing became yet. */
    async pending(tx: Tx, importId: number, limit: number): Promise<ImportRow[]> {
      const rows = await tx<RowRecord>('people_import_rows')
        .where({ import_id: importId })
        .whereNull('outcome')
        .orderBy('line')
        .orderBy('id')
        .limit(limit);
      return rows.map(toRow);
    },
    /** Rows that wrote something, in pages by id, the last one first: they are taken back in the other direction. */
    async applied(
      importId: number,
      before: number,
      limit: number,
      queries: Tx | Database['reader'] = db.reader,
    ): Promise<ImportRow[]> {
      const rows = await queries<RowRecord>('people_import_rows')
        .where({ import_id: importId })
        .whereIn('outcome', ['created', 'updated'])
        .where('id', '<', before)
        .orderBy('id', 'desc')
        .limit(limit);
      return rows.map(toRow);
    },
    settle: (tx: Tx, id: number, outcome: RowOutcome, reason: OutcomeCode | null, userId: number | null) =>
      tx<RowRecord>('people_import_rows').where({ id }).update({ outcome, outcome_reason: reason, user_id: userId }),
    /** Counts what would be and what became. */
    async figures(tx: Tx, importId: number): Promise<Figures> {
      const rows = await tx('people_import_rows')
        .where({ import_id: importId })
        .groupBy('verdict', 'skip', 'noted', 'outcome')
        .select<Counted[]>('verdict', 'skip', 'noted', 'outcome', tx.raw('count(*) as n'));
      const figures: Figures = { ...NO_FIGURES, outcomes: {} };
      for (const { verdict, skip, noted, outcome, n } of rows) {
        const chosen = skip && (verdict === 'new' || verdict === 'changed');
        figures[chosen ? 'skipped' : verdict] += Number(n);
        if (noted) figures.noted += Number(n);
        if (outcome) figures.outcomes[outcome] = (figures.outcomes[outcome] ?? 0) + Number(n);
      }
      return figures;
    },
  };
}

function matching(db: Database, importId: number, { verdict, outcome, noted, search }: RowFilter) {
  const query = db.reader<RowRecord>('people_import_rows').where({ import_id: importId });
  if (verdict) void query.where({ verdict });
  if (outcome) void query.where({ outcome });
  if (noted) void query.where({ noted: true });
  if (search) void query.whereRaw(`folded like ? escape '\\'`, [anywhere(search)]);
  return query;
}

/** Lines that outlived reading the file again, and whether they are left out. */
async function keptLines(tx: Tx, importId: number, rows: readonly JudgedRow[]): Promise<Map<number, boolean>> {
  const kept = await tx<RowRecord>('people_import_rows')
    .where({ import_id: importId })
    .whereIn(
      'line',
      rows.map(({ line }) => line),
    )
    .select('line', 'skip');
  return new Map(kept.map(({ line, skip }) => [Number(line), Boolean(skip)]));
}

function fromJudged(
  importId: number,
  row: JudgedRow,
  skip: boolean,
): Omit<RowRecord, 'id' | 'outcome' | 'outcome_reason'> {
  const { line, verdict, person, before, problems, user_id, cells, edits } = row;
  return {
    import_id: importId,
    line,
    verdict,
    skip: skip && verdict !== 'refused' && verdict !== 'unchanged',
    noted: problems.some(({ note }) => note),
    person: JSON.stringify(person),
    before: JSON.stringify(before),
    problems: JSON.stringify(problems),
    cells: JSON.stringify(cells),
    edits: JSON.stringify(edits),
    email: foldEmail(corrected(cells, edits).email?.value ?? '').slice(0, 254),
    folded: `${folded(`${person.first_name} ${person.last_name}`)} ${foldEmail(person.email)}`.slice(0, 500),
    user_id,
  };
}

function toRow(row: RowRecord): ImportRow {
  const edits = JSON.parse(row.edits) as RowEdits;
  const cells = corrected(JSON.parse(row.cells) as Cells, edits);
  return {
    id: Number(row.id),
    line: Number(row.line),
    verdict: row.verdict,
    skip: Boolean(row.skip),
    person: JSON.parse(row.person) as ImportRow['person'],
    before: JSON.parse(row.before) as ImportRow['before'],
    problems: JSON.parse(row.problems) as ImportRow['problems'],
    cells: Object.fromEntries(Object.entries(cells).map(([field, { value }]) => [field, value])),
    edited: Object.keys(edits) as ImportField[],
    user_id: row.user_id === null ? null : Number(row.user_id),
    outcome: row.outcome,
    outcome_reason: wordsOfOutcome(row.outcome_reason),
    outcome_code: codeOfOutcome(row.outcome_reason),
  };
}
