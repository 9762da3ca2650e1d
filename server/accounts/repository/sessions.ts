import type { Database, Tx } from '../../platform/db/database.ts';
import { insertedId } from '../../platform/db/dialect.ts';
import type { Client, Role } from '../contract.ts';

export interface SessionRow {
  id: number;
  user_id: number;
  family_hash: string;
  refresh_hash: string;
  previous_refresh_hash: string | null;
  client: Client;
  ip: string | null;
  user_agent: string | null;
  created_at: string;
  refreshed_at: string;
  last_seen_at: string;
  confirmed_at: string;
  expires_at: string;
  revoked_at: string | null;
  revoked_because: string | null;
  impersonated_by: number | null;
  returns_to: number | null;
  /** A provider that is trusted with it has asked for a second factor. */
  factor_elsewhere: boolean | number;
}

export type NewSession = Omit<
  SessionRow,
  | 'id'
  | 'previous_refresh_hash'
  | 'revoked_at'
  | 'revoked_because'
  | 'impersonated_by'
  | 'returns_to'
  | 'factor_elsewhere'
> &
  Partial<Pick<SessionRow, 'impersonated_by' | 'returns_to' | 'factor_elsewhere'>>;

/** What a request must know about the owner of its session: one row per role, none when the session is not there. */
export interface OwnerRow
  extends Pick<
    SessionRow,
    | 'created_at'
    | 'last_seen_at'
    | 'confirmed_at'
    | 'expires_at'
    | 'revoked_at'
    | 'impersonated_by'
    | 'factor_elsewhere'
  > {
  is_active: boolean | number;
  role: Role | null;
}

/** Asked by every request of somebody who is signed in: each further column or table costs all of them. */
const OWNER = `select s.created_at, s.last_seen_at, s.confirmed_at, s.expires_at, s.revoked_at, s.impersonated_by, s.factor_elsewhere,
  u.is_active, r.role
  from sessions s join users u on u.id = s.user_id
  left join user_roles r on r.user_id = u.id where s.id = ?`;

export interface Bounds {
  now: string;
  created: string;
  idle: string;
  idlePrivileged: string;
}

/** Instants are text, so a bound that is empty is before all of them. */
const OVER = `select s.id, case when s.expires_at <= ? or s.created_at <= ? then 'expired' else 'idle' end as why
  from sessions s where s.revoked_at is null and (s.expires_at <= ? or s.created_at <= ? or s.last_seen_at <= ?
  or (s.last_seen_at <= ? and exists (select 1 from user_roles r where r.user_id = s.user_id and r.role = 'administrator')))
  limit 500`;

/** Which sessions are meant. */
export type Which = { id: number } | { user_id: number };

export interface EndedSession {
  id: number;
  userId: number;
}

export type SessionsRepository = ReturnType<typeof createSessionsRepository>;

export function createSessionsRepository(db: Database) {
  return {
    owner: (sessionId: number) => db.read.all<OwnerRow>(OWNER, [sessionId]),
    insert: async (tx: Tx, session: NewSession) => insertedId(await tx('sessions').insert(session).returning('id')),
    byId: (tx: Tx, id: number) => tx<SessionRow>('sessions').where({ id }).first<SessionRow | undefined>(),
    byFamily: (tx: Tx, family_hash: string) =>
      tx<SessionRow>('sessions').where({ family_hash }).first<SessionRow | undefined>(),
    /** Answers false when somebody else has rotated the token meanwhile. */
    async rotate(
      tx: Tx,
      { id, refresh_hash }: SessionRow,
      change: Partial<Pick<SessionRow, 'family_hash'>> &
        Pick<SessionRow, 'refresh_hash' | 'refreshed_at' | 'expires_at'>,
    ): Promise<boolean> {
      const count = await tx<SessionRow>('sessions')
        .where({ id, refresh_hash })
        .update({ ...change, previous_refresh_hash: refresh_hash });
      return count === 1;
    },
    /**
     * Ends sessions, and with each the ones in which its administrator looks at the academy as somebody else; answers those that
     * ended.
     */
    async revoke(
      tx: Tx,
      which: Which,
      because: string,
      at: string,
      except: number | null = null,
    ): Promise<EndedSession[]> {
      const column = 'id' in which ? 'returns_to' : 'impersonated_by';
      const rows = await tx<SessionRow>('sessions')
        .whereNull('revoked_at')
        .where(group => {
          void group.where(which).orWhere(column, Object.values(which)[0] as number);
        })
        .modify(query => {
          if (except !== null) void query.whereNot('id', except);
        })
        .update({ revoked_at: at, revoked_because: because })
        .returning<{ id: number; user_id: number }[]>(['id', 'user_id']);
      return rows.map(row => ({ id: Number(row.id), userId: Number(row.user_id) }));
    },
    /** Sessions that nobody ended and that are over, with the reason; some hundreds at a time. */
    over: ({ now, created, idle, idlePrivileged }: Bounds) =>
      db.read.all<{ id: number; why: 'idle' | 'expired' }>(OVER, [now, created, now, created, idle, idlePrivileged]),
    /** Sessions that were ended from `at` on, by whichever process. */
    endedSince: (at: string) =>
      db.read.all<{ id: number; revoked_at: string }>('select id, revoked_at from sessions where revoked_at >= ?', [
        at,
      ]),
    confirm: (tx: Tx, id: number, confirmed_at: string) =>
      tx<SessionRow>('sessions').where({ id }).update({ confirmed_at }),
    /** Notes when somebody was last there; what is known already and later stays. */
    async seen(tx: Tx, moments: ReadonlyMap<number, string>): Promise<void> {
      for (const [id, last_seen_at] of moments)
        await tx<SessionRow>('sessions')
          .where({ id })
          .where('last_seen_at', '<', last_seen_at)
          .update({ last_seen_at });
    },
  };
}
