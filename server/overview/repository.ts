import type { Knex } from 'knex';
import type { Database } from '../platform/db/database.ts';
import type { Overview } from './contract.ts';

interface Name {
  user_id: number;
  first_name: string;
  last_name: string;
}

interface RecentRow {
  at: string;
  action: string;
  first_name: string | null;
  last_name: string | null;
  what: string | null;
  count: number;
}

/** Acts worth telling on the console's home; the activity log has them all. */
const NOTABLE = [
  'course.publish',
  'certificate.issue',
  'user.create',
  'user.register',
  'user.suspend',
  'site.setup',
  'course.import',
];

export type OverviewRepository = ReturnType<typeof createOverviewRepository>;

export function createOverviewRepository(db: Database) {
  return {
    async names(ids: readonly number[]): Promise<Map<number, Name>> {
      const rows = await db
        .reader<Name>('user_profiles')
        .whereIn('user_id', ids)
        .select('user_id', 'first_name', 'last_name');
      return new Map(rows.map(row => [row.user_id, row]));
    },
    counts: async (): Promise<Overview['counts']> => {
      const sql = `select (select count(*) from users) as users,
        (select count(*) from courses where deleted_at is null) as courses,
        (select count(*) from course_enrollments where status = 'active') as enrolments,
        (select count(*) from certificates) as certificates`;
      return (await db.read.get<Overview['counts']>(sql)) as Overview['counts'];
    },
    async mediaBytes(): Promise<number> {
      const row = await db.read.get<{ bytes: number | null }>('select sum(size) as bytes from content_files');
      return Number(row?.bytes ?? 0);
    },
    async databaseBytes(): Promise<number> {
      if (db.engine === 'postgres') {
        const { rows } = await db.reader.raw<{ rows: { bytes: number }[] }>(
          'select pg_database_size(current_database()) as bytes',
        );
        return rows[0]?.bytes ?? 0;
      }
      const row = await db.read.get<{ bytes: number }>(
        'select page_count * page_size as bytes from pragma_page_count(), pragma_page_size()',
      );
      return row?.bytes ?? 0;
    },
    presenceSince: (at: string) =>
      db.read.all<{ at: string; people: number }>('select at, people from presence_samples where at >= ? order by at', [
        at,
      ]),
    async addPresence(tx: Knex, at: string, people: number, forgetBefore: string): Promise<void> {
      await tx('presence_samples').insert({ at, people }).onConflict('at').merge();
      await tx('presence_samples').where('at', '<', forgetBefore).delete();
    },
    async recent(since: string, limit: number): Promise<Overview['recent']> {
      const marks = NOTABLE.map(() => '?').join(', ');
      // Many acts of one kind on one thing in a row are one line: "18 people imported".
      const sql = `select max(a.created_at) as at, a.action, p.first_name, p.last_name,
          max(case when a.resource_type = 'course' then c.title end) as what, count(*) as count
        from user_activity_logs a
        left join user_profiles p on p.user_id = a.user_id
        left join courses c on a.resource_type = 'course' and c.id = a.resource_id
        where a.created_at >= ? and a.action in (${marks})
        group by a.action, p.first_name, p.last_name, case when a.resource_type = 'course' then a.resource_id end
        order by at desc limit ?`;
      const rows = await db.read.all<RecentRow>(sql, [since, ...NOTABLE, limit]);
      return rows.map(({ at, action, first_name, last_name, what, count }) => ({
        at,
        action,
        what,
        count: Number(count),
        who: first_name === null ? null : `${first_name} ${last_name}`,
      }));
    },
  };
}
