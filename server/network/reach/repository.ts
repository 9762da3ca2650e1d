import type { Database, Tx } from '../../platform/db/database.ts';

export interface ReachRow {
  id: number;
  token_hash: string;
  created_by: number | null;
  created_at: string;
  expires_at: string;
  opened_at: string | null;
  reported_at: string | null;
  device: string | null;
  measures: string | null;
  findings: string | null;
}

export type ReachRepository = ReturnType<typeof createReachRepository>;

export function createReachRepository(db: Database) {
  return {
    latest: (limit: number) => db.read.all<ReachRow>('select * from reach_tests order by id desc limit ?', [limit]),
    byId: (id: number) => db.read.get<ReachRow>('select * from reach_tests where id = ?', [id]),
    byToken: (hash: string) => db.read.get<ReachRow>('select * from reach_tests where token_hash = ?', [hash]),
    /** Answers the id; forgets all but the newest `keep` others. */
    async insert(tx: Tx, row: Pick<ReachRow, 'token_hash' | 'created_by' | 'created_at' | 'expires_at'>, keep: number) {
      const [inserted] = await tx('reach_tests').insert(row).returning<{ id: number }[]>('id');
      const newest = await tx<ReachRow>('reach_tests').orderBy('id', 'desc').limit(keep).select('id');
      await tx('reach_tests')
        .where('id', '<', newest.at(-1)?.id ?? 0)
        .delete();
      return Number(inserted?.id);
    },
    open: (tx: Tx, id: number, facts: Pick<ReachRow, 'opened_at' | 'device'>) =>
      tx('reach_tests').where({ id }).whereNull('opened_at').update(facts),
    /** Whether this was the first report. */
    async report(tx: Tx, id: number, facts: Pick<ReachRow, 'reported_at' | 'measures' | 'findings' | 'device'>) {
      return (await tx('reach_tests').where({ id }).whereNull('reported_at').update(facts)) === 1;
    },
  };
}
