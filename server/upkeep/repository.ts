import type { Database, Tx } from '../platform/db/database.ts';
import { insertedId, rowsOf, sqliteConnectionOf } from '../platform/db/dialect.ts';
import type { UpkeepReport } from './contract.ts';

interface ReportRow extends Omit<UpkeepReport, 'steps'> {
  steps: string;
}

/** A table from which old rows are taken, and which ones. */
export interface OldRows {
  table: 'sessions' | 'jobs' | 'upkeep_reports';
  where: string;
  params: readonly string[];
}

export type UpkeepRepository = ReturnType<typeof createUpkeepRepository>;

export function createUpkeepRepository(db: Database) {
  return {
    engine: db.engine,
    async reports(limit: number): Promise<UpkeepReport[]> {
      const rows = await db.read.all<ReportRow>('select * from upkeep_reports order by id desc limit ?', [limit]);
      return rows.map(row => ({ ...row, steps: JSON.parse(row.steps) as UpkeepReport['steps'] }));
    },
    lastStart: async () =>
      (await db.read.get<{ at: string | null }>('select max(started_at) as at from upkeep_reports'))?.at ?? null,
    firstAccount: async () =>
      (await db.read.get<{ at: string | null }>('select min(created_at) as at from users'))?.at ?? null,
    async addReport(tx: Tx, report: Omit<UpkeepReport, 'id'>): Promise<number> {
      const row = { ...report, steps: JSON.stringify(report.steps) };
      return insertedId(await tx('upkeep_reports').insert(row).returning('id'));
    },
    runningJob: async () =>
      (
        await db.read.get<{ id: number }>(
          `select id from jobs where name = 'upkeep.run' and state in ('queued', 'running') order by id desc limit 1`,
        )
      )?.id ?? null,
    lastId: async (table: OldRows['table']): Promise<number> =>
      Number((await db.read.get<{ id: number | null }>(`select max(id) as id from ${table}`))?.id ?? 0),
    /** Those of them above `from` and up to `to`; read without a lock. */
    oldIds: async ({ table, where, params }: OldRows, from: number, to: number): Promise<number[]> => {
      const sql = `select id from ${table} where id > ? and id <= ? and (${where}) order by id`;
      return (await db.read.all<{ id: number }>(sql, [from, to, ...params])).map(({ id }) => Number(id));
    },
    /** Removes those of these that are still old: somebody may have used them meanwhile. Answers how many went. */
    removeThese: async (tx: Tx, { table, where, params }: OldRows, ids: readonly number[]): Promise<number> => {
      const sql = `delete from ${table} where id in (${ids.join(', ')}) and (${where}) returning id`;
      return (await rowsOf<{ id: number }>(tx, sql, params)).length;
    },
    /** Paths of every file that the academy knows of. */
    filePaths: async () =>
      (await db.read.all<{ path: string }>('select path from content_files')).map(({ path }) => path),
    size: async (): Promise<number> => {
      if (db.engine === 'postgres') {
        const row = await db.read.get<{ bytes: number }>('select pg_database_size(current_database()) as bytes');
        return Number(row?.bytes ?? 0);
      }
      const row = await db.read.get<{ bytes: number }>(
        'select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()',
      );
      return row?.bytes ?? 0;
    },
    /** Pages of SQLite that hold nothing any more. */
    freePages: async () =>
      (await db.read.get<{ n: number }>('select freelist_count as n from pragma_freelist_count()'))?.n ?? 0,
    /** Gives at most so many empty pages back to the disk, in this transaction. */
    async giveBack(tx: Tx, pages: number): Promise<void> {
      // Stepped once for each page: `exec` runs it to its end, a prepared statement would not.
      (await sqliteConnectionOf(tx))?.exec(`pragma incremental_vacuum(${pages})`);
    },
    /** SQLite: names of its indexes. */
    indexes: async () =>
      (await db.read.all<{ name: string }>(`select name from sqlite_master where type = 'index' order by name`)).map(
        ({ name }) => name,
      ),
    /** Fresh statistics of an index for the query planner, from a sample. */
    async refreshStatistics(tx: Tx, index: string): Promise<void> {
      const name = index.replaceAll('"', '""');
      (await sqliteConnectionOf(tx))?.exec(`pragma analysis_limit = 400; analyze "${name}"`);
    },
    /** What waits in the write-ahead log goes to the database file; nobody waits for it. */
    checkpoint: async () => void (await db.writer.raw('pragma wal_checkpoint(passive)')),
    /** PostgreSQL: beside readers and writers. */
    vacuum: async () => void (await db.writer.raw('vacuum (analyze)')),
  };
}
