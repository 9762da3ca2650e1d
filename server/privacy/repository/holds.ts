import type { Database, Tx } from '../../platform/db/database.ts';

export interface HoldRow {
  set_at: string;
  reason: string | null;
}

export type Holds = ReturnType<typeof createHolds>;

export function createHolds(db: Database) {
  return {
    /** The newest hold that nobody has ended. */
    of: (userId: number) =>
      db.read.get<HoldRow>(
        'select set_at, reason from account_holds where user_id = ? and ended_at is null order by id desc',
        [userId],
      ),
    add: (tx: Tx, row: { user_id: number; reason: string; set_by: number; set_at: string }) =>
      tx('account_holds').insert(row),
    end: (tx: Tx, userId: number, by: number, at: string): Promise<number> =>
      tx('account_holds').where({ user_id: userId, ended_at: null }).update({ ended_by: by, ended_at: at }),
  };
}
