import type { Database, Tx } from '../../platform/db/database.ts';
import { insertedId } from '../../platform/db/dialect.ts';
import type { LinkPurpose } from '../contract.ts';

export interface LinkRow {
  id: number;
  user_id: number;
  purpose: LinkPurpose;
  token_hash: string;
  created_by: number | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

export type LinksRepository = ReturnType<typeof createLinksRepository>;

export function createLinksRepository(db: Database) {
  return {
    byToken: (hash: string) => db.read.get<LinkRow>('select * from account_links where token_hash = ?', [hash]),
    /** Links of a person that still work, newest first. */
    open: (userId: number, now: string) =>
      db.read.all<LinkRow>(
        `select * from account_links where user_id = ? and used_at is null and revoked_at is null and expires_at > ?
         order by id desc`,
        [userId, now],
      ),
    insert: async (tx: Tx, link: Omit<LinkRow, 'id' | 'used_at' | 'revoked_at'>) =>
      insertedId(await tx('account_links').insert(link).returning('id')),
    /** Takes back the open links of a person, or one of them; answers how many there were. */
    revoke: (tx: Tx, which: { user_id: number; id?: number }, at: string): Promise<number> =>
      tx<LinkRow>('account_links').where(which).whereNull('used_at').whereNull('revoked_at').update({ revoked_at: at }),
    /** Marks a link as used; false when somebody was faster. */
    async use(tx: Tx, id: number, at: string): Promise<boolean> {
      const open = tx<LinkRow>('account_links').where({ id }).whereNull('used_at').whereNull('revoked_at');
      return (await open.where('expires_at', '>', at).update({ used_at: at })) > 0;
    },
    removeOld: (tx: Tx, before: string) => tx('account_links').where('expires_at', '<', before).delete(),
  };
}
