/** What checks ask the academy's database for. */
import type { Database } from '../../platform/db/database.ts';

export type DatabaseFacts = ReturnType<typeof createDatabaseFacts>;

export function createDatabaseFacts(db: Database) {
  const count = async (sql: string, params: readonly string[] = []) =>
    Number((await db.read.get<{ n: number }>(sql, params))?.n ?? 0);
  return {
    engine: db.engine,
    location: db.location,
    users: () => count('select count(*) as n from users'),
    /** Jobs that were given up since the moment, newest first, at most ten names. */
    async failedJobs(since: string): Promise<{ count: number; names: string[] }> {
      const rows = await db.read.all<{ name: string; n: number }>(
        `select name, count(*) as n from jobs where state = 'failed' and finished_at >= ? group by name order by n desc`,
        [since],
      );
      return {
        count: rows.reduce((sum, row) => sum + Number(row.n), 0),
        names: rows.slice(0, 10).map(row => row.name),
      };
    },
    /** Active administrators, and when the academy was set up (its first account). */
    async administrators(): Promise<{ name: string; last_sign_in_at: string | null; created_at: string }[]> {
      return db.read.all(
        `select p.first_name || ' ' || p.last_name as name, u.last_sign_in_at, u.created_at from users u
          join user_profiles p on p.user_id = u.id join user_roles r on r.user_id = u.id
          where r.role = 'administrator' and u.is_active = ${db.engine === 'postgres' ? 'true' : '1'} order by u.id`,
      );
    },
    /** Moment of the act that was written down last; null when there is none. */
    async newestAct(): Promise<string | null> {
      const row = await db.read.get<{ at: string }>(
        'select created_at as at from user_activity_logs order by id desc limit 1',
      );
      return row?.at ?? null;
    },
    async bytes(): Promise<number> {
      const sql =
        db.engine === 'postgres'
          ? 'select pg_database_size(current_database()) as n'
          : 'select page_count * page_size as n from pragma_page_count(), pragma_page_size()';
      return count(sql);
    },
    /** PostgreSQL's version and how many of its connections are in use; null on SQLite. */
    async server(): Promise<{ version: string; number: number; used: number; limit: number } | null> {
      if (db.engine === 'sqlite') return null;
      const row = await db.read.get<{ version: string; number: string; used: number; most: string }>(
        `select current_setting('server_version') as version, current_setting('server_version_num') as number,
          (select count(*) from pg_stat_activity) as used, current_setting('max_connections') as most`,
      );
      if (!row) return null;
      return { version: row.version, number: Number(row.number), used: Number(row.used), limit: Number(row.most) };
    },
  };
}
