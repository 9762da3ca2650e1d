/** Accounts that nobody uses, who of them stays, and who was told. */
import type { Database, SqlValue, Tx } from '../../platform/db/database.ts';
import type { SpareReason } from '../contract.ts';

export interface UnusedRow {
  id: number;
  first_name: string;
  last_name: string;
  email: string;
  last_seen_at: string | null;
}

export interface ToldRow extends UnusedRow {
  told_at: string;
  due_at: string;
}

/** Instants: last there before `since`; a certificate is in force, a wish waits, at `now`. */
export interface Bounds {
  since: string;
  now: string;
}

/** Nobody was there as this person: neither signing in, nor with a device that stayed signed in, nor in a lesson. */
const QUIET = `u.erased_at is null and u.created_at < ? and coalesce(u.last_sign_in_at, '') < ?
  and not exists (select 1 from sessions s where s.user_id = u.id and s.impersonated_by is null and s.last_seen_at >= ?)
  and not exists (select 1 from course_enrollments e where e.user_id = u.id and coalesce(e.last_accessed, '') >= ?)`;

/** The strongest reason why the account stays; null without one. */
const REASON: Readonly<Record<SpareReason, string>> = {
  staff: `exists (select 1 from user_roles r where r.user_id = u.id and r.role <> 'student')
    or exists (select 1 from courses c where c.instructor_id = u.id and c.deleted_at is null)
    or exists (select 1 from course_instructors t where t.user_id = u.id)`,
  held: `exists (select 1 from account_holds h where h.user_id = u.id and h.ended_at is null)`,
  suspended: 'not u.is_active and u.left_at is null',
  asked: `exists (select 1 from erasures w where w.user_id = u.id and w.state = 'waiting' and w.cause = 'asked')`,
  enrolled: `exists (select 1 from course_enrollments e join courses c on c.id = e.course_id where e.user_id = u.id
    and e.status = 'active' and e.completed_at is null and c.status = 'published' and c.deleted_at is null)`,
  certified: `exists (select 1 from certificates k where k.user_id = u.id and k.revoked_at is null
    and (k.expires_at is null or k.expires_at > ?))`,
};

const PERSON = 'u.id, p.first_name, p.last_name, u.email, u.last_sign_in_at as last_seen_at';
const FROM = 'from users u join user_profiles p on p.user_id = u.id';

/** Unused accounts with the reason of each, of those that count. */
function unused(reasons: readonly SpareReason[], { since, now }: Bounds) {
  const cases = reasons.map(reason => `when ${REASON[reason]} then '${reason}'`).join('\n    ');
  const sql = `select ${PERSON}, case ${cases} else 'none' end as reason ${FROM} where ${QUIET}`;
  const values: SqlValue[] = [...(reasons.includes('certified') ? [now] : []), since, since, since, since];
  return { sql, values };
}

export type InactivityRepository = ReturnType<typeof createInactivityRepository>;

export function createInactivityRepository(db: Database) {
  return {
    /** How many accounts are unused, by the reason for which they stay; `none`: they do not. */
    async counts(reasons: readonly SpareReason[], bounds: Bounds): Promise<Map<SpareReason | 'none', number>> {
      const { sql, values } = unused(reasons, bounds);
      const rows = await db.read.all<{ reason: SpareReason | 'none'; n: number }>(
        `select q.reason, count(*) as n from (${sql}) q group by q.reason`,
        values,
      );
      return new Map(rows.map(({ reason, n }) => [reason, Number(n)]));
    },
    /** Whom it concerns, the longest unused first. */
    concerned(reasons: readonly SpareReason[], bounds: Bounds, limit: number): Promise<UnusedRow[]> {
      const { sql, values } = unused(reasons, bounds);
      return db.read.all<UnusedRow>(
        `select q.id, q.first_name, q.last_name, q.email, q.last_seen_at from (${sql}) q where q.reason = 'none'
         order by coalesce(q.last_seen_at, ''), q.id limit ?`,
        [...values, limit],
      );
    },
    /** Whom it concerns and nobody has told, in the order of their numbers, after `after`. */
    untold(reasons: readonly SpareReason[], bounds: Bounds, after: number, limit: number): Promise<UnusedRow[]> {
      const { sql, values } = unused(reasons, bounds);
      return db.read.all<UnusedRow>(
        `select q.id, q.first_name, q.last_name, q.email, q.last_seen_at from (${sql}) q where q.reason = 'none' and q.id > ?
         and not exists (select 1 from erasures w where w.user_id = q.id and w.state = 'waiting') order by q.id limit ?`,
        [...values, after, limit],
      );
    },
    async isConcerned(reasons: readonly SpareReason[], bounds: Bounds, userId: number): Promise<boolean> {
      const { sql, values } = unused(reasons, bounds);
      const row = await db.read.get(`select q.id from (${sql} and u.id = ?) q where q.reason = 'none'`, [
        ...values,
        userId,
      ]);
      return row !== undefined;
    },
    told: (limit: number): Promise<ToldRow[]> =>
      db.read.all<ToldRow>(
        `select ${PERSON}, w.asked_at as told_at, w.due_at ${FROM} join erasures w on w.user_id = u.id
         where w.state = 'waiting' and w.cause = 'inactive' order by w.due_at, w.id limit ?`,
        [limit],
      ),
    async toldCount(): Promise<number> {
      const row = await db.read.get<{ n: number }>(
        `select count(*) as n from erasures where state = 'waiting' and cause = 'inactive'`,
      );
      return Number(row?.n ?? 0);
    },
    /** Nobody is to be erased for not being there any more; `userId`: this person only. Answers how many were. */
    endTold: (tx: Tx, at: string, userId?: number): Promise<number> =>
      tx('erasures')
        .where({ state: 'waiting', cause: 'inactive', ...(userId !== undefined && { user_id: userId }) })
        .update({ state: 'withdrawn', ended_at: at }),
  };
}
