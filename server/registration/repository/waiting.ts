/** What waits for an address to be proved: registrations, changes of address, and the links in their mails. */
import type { Database, Tx } from '../../platform/db/database.ts';
import { insertedId } from '../../platform/db/dialect.ts';
import type { EmailSide } from '../contract.ts';
import type { LinkPurpose } from '../change-rules.ts';

export interface PendingRow {
  id: number;
  email: string;
  email_folded: string;
  first_name: string;
  last_name: string;
  /** Empty as soon as it is of no use. */
  password_hash: string;
  /** What the person agreed to, as JSON. */
  consents: string | null;
  use_id: number | null;
  created_at: string;
  expires_at: string;
  verified_at: string | null;
}

export interface ChangeRow {
  id: number;
  user_id: number;
  old_email: string;
  new_email: string;
  created_at: string;
  expires_at: string;
  old_confirmed_at: string | null;
  new_confirmed_at: string | null;
  ended_at: string | null;
  outcome: 'done' | 'cancelled' | 'replaced' | 'taken' | null;
}

export interface AddressLinkRow {
  id: number;
  purpose: LinkPurpose;
  token_hash: string;
  registration_id: number | null;
  change_id: number | null;
  user_id: number | null;
  created_at: string;
  expires_at: string;
  used_at: string | null;
  revoked_at: string | null;
}

type About = { registration_id: number } | { change_id: number } | { user_id: number };

export type WaitingRepository = ReturnType<typeof createWaitingRepository>;

export function createWaitingRepository(db: Database) {
  return {
    registration: (tx: Tx, id: number): Promise<PendingRow | undefined> =>
      tx<PendingRow>('pending_registrations').where({ id }).first(),
    insertRegistration: async (tx: Tx, row: Omit<PendingRow, 'id' | 'verified_at'>) =>
      insertedId(await tx('pending_registrations').insert(row).returning('id')),
    /** The newest registration of an address that still waits. */
    waitingFor: (folded: string, now: string) =>
      db.read.get<PendingRow>(
        `select * from pending_registrations
         where email_folded = ? and verified_at is null and expires_at > ? order by id desc limit 1`,
        [folded, now],
      ),
    /** The password goes at once: it belongs to the account now, or to nobody. */
    verified: (tx: Tx, id: number, at: string) =>
      tx('pending_registrations').where({ id }).update({ verified_at: at, password_hash: '', use_id: null }),
    forgetPassword: (tx: Tx, id: number) => tx('pending_registrations').where({ id }).update({ password_hash: '' }),
    /** Removes what waits for an address, or waited too long; answers the places of invitations that were held. */
    async removeWaiting(tx: Tx, which: { email_folded: string } | { before: string }): Promise<number[]> {
      const query = tx<PendingRow>('pending_registrations');
      if ('before' in which) void query.where('expires_at', '<', which.before);
      else void query.where(which).whereNull('verified_at');
      const rows = await query.select('id', 'use_id');
      const ids = rows.map(row => row.id);
      if (ids.length > 0) await tx('pending_registrations').whereIn('id', ids).delete();
      return rows.flatMap(row => (row.use_id === null ? [] : [Number(row.use_id)]));
    },

    change: (tx: Tx, id: number): Promise<ChangeRow | undefined> =>
      tx<ChangeRow>('email_changes').where({ id }).first(),
    openChange: (userId: number, now: string) =>
      db.read.get<ChangeRow>(
        'select * from email_changes where user_id = ? and ended_at is null and expires_at > ? order by id desc limit 1',
        [userId, now],
      ),
    insertChange: async (
      tx: Tx,
      row: Pick<ChangeRow, 'user_id' | 'old_email' | 'new_email' | 'created_at' | 'expires_at'>,
    ) => insertedId(await tx('email_changes').insert(row).returning('id')),
    confirmChange: (tx: Tx, id: number, side: EmailSide, at: string) =>
      tx('email_changes')
        .where({ id })
        .update(side === 'old' ? { old_confirmed_at: at } : { new_confirmed_at: at }),
    /** Ends the open changes of a person; answers how many there were. Their links stop working. */
    async endChanges(tx: Tx, userId: number, outcome: ChangeRow['outcome'], at: string): Promise<number> {
      const rows = await tx<ChangeRow>('email_changes').where({ user_id: userId }).whereNull('ended_at').select('id');
      const ids = rows.map(row => row.id);
      if (ids.length === 0) return 0;
      await tx('email_changes').whereIn('id', ids).update({ ended_at: at, outcome });
      await tx('address_links')
        .whereIn('change_id', ids)
        .whereNull('used_at')
        .whereNull('revoked_at')
        .update({ revoked_at: at });
      return ids.length;
    },

    link: (hash: string) => db.read.get<AddressLinkRow>('select * from address_links where token_hash = ?', [hash]),
    insertLink: (tx: Tx, row: Pick<AddressLinkRow, 'purpose' | 'token_hash' | 'created_at' | 'expires_at'> & About) =>
      tx('address_links').insert(row),
    /** False when somebody was faster. */
    async useLink(tx: Tx, id: number, at: string): Promise<boolean> {
      const open = tx<AddressLinkRow>('address_links').where({ id }).whereNull('used_at').whereNull('revoked_at');
      return (await open.where('expires_at', '>', at).update({ used_at: at })) > 0;
    },
    revokeLinks: (tx: Tx, about: About & { purpose?: LinkPurpose }, at: string) =>
      tx('address_links').where(about).whereNull('used_at').whereNull('revoked_at').update({ revoked_at: at }),
    async removeOld(tx: Tx, before: string): Promise<void> {
      await tx('address_links').where('expires_at', '<', before).delete();
      await tx('email_changes').where('expires_at', '<', before).delete();
    },
  };
}
