import type { Database, Tx } from '../../platform/db/database.ts';
import { insertedId } from '../../platform/db/dialect.ts';
import type { Client, Role } from '../contract.ts';

export interface SessionRow {
  id: number;
  user_id: number;
  refresh_hash: string;
  previous_refresh_hash: string | null;
  client: Client;
  refreshed_at: string;
  expires_at: string;
  revoked_at: string | null;
}

export interface NewSession {
  user_id: number;
  refresh_hash: string;
  client: Client;
  ip: string;
  user_agent: string;
  created_at: string;
  refreshed_at: string;
  expires_at: string;
}

/** What a request must know about the owner of its session: one row per role, none when the session is not there. */
interface OwnerRow {
  revoked_at: string | null;
  is_active: boolean | number;
  role: Role | null;
}

const OWNER = `select s.revoked_at, u.is_active, r.role from sessions s join users u on u.id = s.user_id
  left join user_roles r on r.user_id = u.id where s.id = ?`;

export type SessionsRepository = ReturnType<typeof createSessionsRepository>;

export function createSessionsRepository(db: Database) {
  return {
    owner: (sessionId: number) => db.read.all<OwnerRow>(OWNER, [sessionId]),
    insert: async (tx: Tx, session: NewSession) => insertedId(await tx('sessions').insert(session).returning('id')),
    byRefresh: (tx: Tx, hash: string) =>
      tx<SessionRow>('sessions').where({ refresh_hash: hash }).first<SessionRow | undefined>(),
    byPrevious: (tx: Tx, hash: string) =>
      tx<SessionRow>('sessions').where({ previous_refresh_hash: hash }).first<SessionRow | undefined>(),
    rotate: (tx: Tx, { id, refresh_hash }: SessionRow, next: string, refreshed_at: string, expires_at: string) =>
      tx<SessionRow>('sessions')
        .where({ id })
        .update({ refresh_hash: next, previous_refresh_hash: refresh_hash, refreshed_at, expires_at }),
    /** Ends one session or all of a person; answers the ids of those that ended. */
    async revoke(tx: Tx, which: { id: number } | { user_id: number }, because: string, at: string): Promise<number[]> {
      const change = { revoked_at: at, revoked_because: because };
      const rows = await tx('sessions')
        .where(which)
        .whereNull('revoked_at')
        .update(change)
        .returning<{ id: number }[]>('id');
      return rows.map(row => row.id);
    },
  };
}
