/** The chain itself: its entries in order, its seals, and what retention takes away. */
import { NOTHING_BEFORE } from '../../platform/db/act-rules.ts';
import type { Database, Tx } from '../../platform/db/database.ts';
import { rowsOf } from '../../platform/db/dialect.ts';
import type { Seal } from '../contract.ts';
import type { ChainedEntry } from '../verifying-rules.ts';

const COLUMNS =
  'id, created_at, user_id, action, resource_type, resource_id, details, ip, user_agent, session_id, impersonator_id, via, request_id, hash';

interface Head {
  id: number;
  hash: string;
}

export type Entries = ReturnType<typeof createEntries>;

export function createEntries(db: Database) {
  const { read } = db;
  return {
    /** From this number on, in order. */
    from: (id: number, limit: number) =>
      read.all<ChainedEntry>(`select ${COLUMNS} from user_activity_logs where id >= ? order by id limit ${limit}`, [
        id,
      ]),
    async head(): Promise<Head> {
      const sql = 'select id, hash from user_activity_logs order by id desc limit 1';
      return (await read.get<Head>(sql)) ?? { id: 0, hash: NOTHING_BEFORE };
    },
    hashOf: async (id: number): Promise<string | null> =>
      (await read.get<Head>('select id, hash from user_activity_logs where id = ?', [id]))?.hash ?? null,
    /** Number of the first entry that is at least as young as this; null when none is. */
    firstSince: async (at: string): Promise<number | null> =>
      (
        await read.get<{ id: number | null }>('select min(id) as id from user_activity_logs where created_at >= ?', [
          at,
        ])
      )?.id ?? null,
    seals: () =>
      read.all<Seal>(
        'select kind, entry_id, entry_hash, removed, created_at, key_id, signature from ledger_seals order by id',
      ),
    lastSeal: async (kind: Seal['kind']): Promise<Seal | null> =>
      (await read.get<Seal>(
        `select kind, entry_id, entry_hash, removed, created_at, key_id, signature from ledger_seals
          where kind = ? order by entry_id desc, id desc limit 1`,
        [kind],
      )) ?? null,
    async addSeal(tx: Tx, seal: Seal): Promise<void> {
      await tx('ledger_seals').insert(seal);
    },
    /** Lowest number that is there; null in an empty ledger. */
    lowest: async (): Promise<number | null> =>
      (await read.get<{ id: number | null }>('select min(id) as id from user_activity_logs'))?.id ?? null,
    /** What lies before the beginning, so many at a time; answers how many went. The database refuses to remove anything else. */
    async removeBefore(tx: Tx, begin: number, most: number): Promise<number> {
      const sql = `delete from user_activity_logs where id in
        (select id from user_activity_logs where id < ? order by id limit ${most}) returning id`;
      return (await rowsOf(tx, sql, [begin])).length;
    },
    async removeSealsBefore(tx: Tx, begin: number): Promise<void> {
      await tx('ledger_seals').where('entry_id', '<', begin).delete();
    },
    runningJob: async (): Promise<number | null> =>
      (
        await read.get<{ id: number }>(
          `select id from jobs where name = 'ledger.verify' and state in ('queued', 'running') order by id desc limit 1`,
        )
      )?.id ?? null,
  };
}
