import type { Database, Tx } from '../platform/db/database.ts';

export interface LockRow {
  user_id: number;
  locked_at: string;
  until: string | null;
  own_device: boolean | number;
}

export type LocksRepository = ReturnType<typeof createLocksRepository>;

export function createLocksRepository(db: Database) {
  return {
    /** The lock that holds at this moment. */
    read: (userId: number, now: string) =>
      db.read.get<LockRow>('select * from account_locks where user_id = ? and (until is null or until > ?)', [
        userId,
        now,
      ]),
    put: (tx: Tx, lock: LockRow) => tx<LockRow>('account_locks').insert(lock).onConflict('user_id').merge(),
    /** False when there was none. */
    remove: async (tx: Tx, userId: number): Promise<boolean> =>
      (await tx<LockRow>('account_locks').where({ user_id: userId }).delete()) > 0,
    email: async (userId: number): Promise<string | undefined> =>
      (await db.read.get<{ email: string }>('select email from users where id = ?', [userId]))?.email,
  };
}
