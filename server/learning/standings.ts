/** Reads of how several people get on, from the figures that their enrolments carry. */
import type { Clock } from '../platform/clock.ts';
import type { Reads } from '../platform/db/database.ts';
import type { Standing } from './contract.ts';
import { isQuiet } from './standing-rules.ts';

interface StandingRow {
  user_id: number;
  courses: number;
  completed: number;
  progress: number | string;
  last_activity: string | null;
  enrolled_at: string;
}

/** People in one statement. */
const SLICE = 500;
const NOTHING: Standing = { courses: 0, completed: 0, progress_percentage: null, last_activity: null, quiet: false };

const standingsSql = (people: number) => `select user_id, count(*) as courses, count(completed_at) as completed,
    avg(progress_percentage) as progress, max(last_accessed) as last_activity, max(enrolled_at) as enrolled_at
  from course_enrollments
  where status = 'active' and user_id in (${Array.from({ length: people }, () => '?').join(', ')})
  group by user_id`;

/** Everybody who was asked for stands in the answer. */
export type ReadStandings = (ids: readonly number[]) => Promise<Map<number, Standing>>;

export function standingsReader({ read, clock }: { read: Reads; clock: Clock }): ReadStandings {
  return async ids => {
    const standings = new Map<number, Standing>(ids.map(id => [id, NOTHING]));
    for (let from = 0; from < ids.length; from += SLICE) {
      const some = ids.slice(from, from + SLICE);
      const rows = await read.all<StandingRow>(standingsSql(some.length), some);
      for (const row of rows) standings.set(Number(row.user_id), standingOf(row, clock.now()));
    }
    return standings;
  };
}

function standingOf(row: StandingRow, now: number): Standing {
  const figures = {
    courses: Number(row.courses),
    completed: Number(row.completed),
    last_activity: row.last_activity,
  };
  // To one decimal, as percentages are kept: the mean of PostgreSQL's reals has more.
  const mean = Math.round(Number(row.progress) * 10) / 10;
  return { ...figures, progress_percentage: mean, quiet: isQuiet(figures, row.enrolled_at, now) };
}
