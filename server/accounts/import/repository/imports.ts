import type { Database, Tx } from '../../../platform/db/database.ts';
import { insertedId } from '../../../platform/db/dialect.ts';
import type { Page } from '../../../platform/http/contract.ts';
import type { Figures, ImportColumn, ImportOptions, ImportState } from '../contract.ts';
import { createImportRows, NO_FIGURES } from './import-rows.ts';
import { createKnownPeople } from './known-people.ts';

/** An import as it is kept. */
export interface KeptImport {
  id: number;
  name: string;
  state: ImportState;
  created_by: number | null;
  created_at: string;
  applied_at: string | null;
  ended_at: string | null;
  job_id: number | null;
  encoding: string | null;
  delimiter: string | null;
  columns: ImportColumn[];
  options: ImportOptions;
  figures: Figures;
  reason: string | null;
  /** Where links for new people shall lead. */
  base: string;
}

interface ImportRecord extends Omit<KeptImport, 'columns' | 'options' | 'figures'> {
  columns: string;
  options: string;
  figures: string;
  content: string | null;
}

/** Everything but the file, which only reading needs. */
const HEAD = [
  'id',
  'name',
  'state',
  'created_by',
  'created_at',
  'applied_at',
  'ended_at',
  'job_id',
  'encoding',
  'delimiter',
  'columns',
  'options',
  'figures',
  'reason',
  'base',
] as const;

export type ImportsRepository = ReturnType<typeof createImportsRepository>;

export function createImportsRepository(db: Database, openPhone: (stored: string | null) => string | null) {
  return {
    async insert(
      tx: Tx,
      given: Pick<KeptImport, 'name' | 'created_by' | 'created_at' | 'options' | 'base'> & { content: string },
    ) {
      const { options, ...rest } = given;
      const texts = { columns: '[]', options: JSON.stringify(options), figures: JSON.stringify(NO_FIGURES) };
      return insertedId(
        await tx('people_imports')
          .insert({ ...rest, ...texts, state: 'reading' })
          .returning('id'),
      );
    },
    async read(id: number, queries: Tx | Database['reader'] = db.reader): Promise<KeptImport | undefined> {
      const row = await queries<ImportRecord>('people_imports')
        .where({ id })
        .first<ImportRecord | undefined>([...HEAD]);
      return row && toImport(row);
    },
    async list(page: number, perPage: number): Promise<Page<KeptImport>> {
      const [count] = await db.reader<ImportRecord>('people_imports').count({ n: '*' });
      const rows = await db
        .reader<ImportRecord>('people_imports')
        .orderBy('id', 'desc')
        .limit(perPage)
        .offset((page - 1) * perPage)
        .select<ImportRecord[]>([...HEAD]);
      return { items: rows.map(toImport), total: Number((count as { n: number }).n) };
    },
    content: async (id: number) =>
      (await db.reader<ImportRecord>('people_imports').where({ id }).first('content'))?.content ?? null,
    change: (tx: Tx, id: number, change: Partial<KeptImport> & { content?: null }) => {
      const { columns, options, figures, ...plain } = change;
      const texts = Object.entries({ columns, options, figures }).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, JSON.stringify(value)]],
      );
      return tx('people_imports')
        .where({ id })
        .update({ ...plain, ...Object.fromEntries(texts) });
    },
    remove: (tx: Tx, id: number) => tx('people_imports').where({ id }).delete(),
    ...createImportRows(db),
    ...createKnownPeople(db, openPhone),
    /** Files and rows of people are kept no longer than they are of use. */
    async removeOld(tx: Tx, previewsBefore: string, rowsBefore: string): Promise<void> {
      await tx<ImportRecord>('people_imports')
        .whereIn('state', ['reading', 'preview', 'refused'])
        .where('created_at', '<', previewsBefore)
        .delete();
      const over = tx<ImportRecord>('people_imports').where('applied_at', '<', rowsBefore).select('id');
      await tx('people_import_rows').whereIn('import_id', over).delete();
    },
  };
}

function toImport({ content: _, ...row }: ImportRecord): KeptImport {
  return {
    ...row,
    id: Number(row.id),
    created_by: row.created_by === null ? null : Number(row.created_by),
    job_id: row.job_id === null ? null : Number(row.job_id),
    columns: JSON.parse(row.columns) as ImportColumn[],
    options: JSON.parse(row.options) as ImportOptions,
    figures: JSON.parse(row.figures) as Figures,
  };
}
