/** Reads of a learner's own: home, courses in hand, progress. Plain SQL, a fixed number of statements whatever the size. */
import type { ContentType } from '../courses/contract.ts';
import { DAY, instant } from '../platform/clock.ts';
import type { Reads } from '../platform/db/database.ts';
import type { CourseInHand, CourseProgress, Home, Learner } from './contract.ts';

interface CourseInHandRow {
  id: number;
  title: string;
  thumbnail_file_id: number | null;
  module_count: number;
  estimated_duration: number;
  status: string;
  progress_percentage: number;
  enrolled_at: string;
  completed_at: string | null;
  last_accessed: string | null;
  certificate_id: number | null;
  certificate_issued_at: string | null;
}

interface OpenModuleRow {
  course_id: number;
  id: number;
  title: string;
  order_index: number;
  content_type: ContentType;
  duration: number;
  last_position: number;
  /** Place of the module opened last in this course. */
  last_index: number;
}

// Withdrawn courses are kept in the answer while they have a certificate, which stays the person's.
const COURSES = `select c.id, c.title, c.thumbnail_file_id, c.module_count, c.estimated_duration,
    e.status, e.progress_percentage, e.enrolled_at, e.completed_at, e.last_accessed,
    k.id as certificate_id, k.issued_at as certificate_issued_at
  from course_enrollments e
  join courses c on c.id = e.course_id
  left join certificates k on k.user_id = e.user_id and k.course_id = e.course_id and k.revoked_at is null
  where e.user_id = ? and (e.status = 'active' or k.id is not null)
  order by coalesce(e.last_accessed, e.enrolled_at) desc, e.id desc`;

// Sorting and summing here costs twice as much in SQLite as reading the rows and doing it in `goingOn`.
const OPEN_MODULES = `select m.course_id, m.id, m.title, m.order_index, m.content_type, m.duration,
    coalesce(p.last_position, 0) as last_position, coalesce(l.order_index, 0) as last_index
  from course_enrollments e
  join course_modules m on m.course_id = e.course_id
  left join course_modules l on l.id = e.last_module_id
  left join user_progress p on p.user_id = e.user_id and p.course_id = e.course_id and p.module_id = m.id
  where e.user_id = ? and e.status = 'active' and p.completed_at is null
  order by m.course_id, m.order_index, m.id`;

const WEEK = `select day, sum(time_spent) as seconds from learning_analytics where user_id = ? and day >= ? group by day`;

const PROGRESS = `select e.progress_percentage, e.completed_at as course_completed_at, e.mandatory_done, e.last_module_id,
    c.mandatory_count, k.id as certificate_id, p.module_id, p.completed_at, p.time_spent, p.last_position
  from course_enrollments e
  join courses c on c.id = e.course_id
  left join certificates k on k.user_id = e.user_id and k.course_id = e.course_id and k.revoked_at is null
  left join user_progress p on p.user_id = e.user_id and p.course_id = e.course_id
  where e.user_id = ? and e.course_id = ? and e.status = 'active'
  order by p.module_id`;

const LEARNERS = `select e.user_id, p.first_name, p.last_name, p.avatar_file_id,
    e.enrolled_at, e.progress_percentage, e.completed_at, e.last_accessed
  from course_enrollments e join user_profiles p on p.user_id = e.user_id
  where e.course_id = ? and e.status = 'active'
  order by e.enrolled_at desc, e.id desc limit ? offset ?`;

/** SQL of the hot reads, for the test that looks at their query plans. */
export const hotReads = { COURSES, OPEN_MODULES, WEEK, PROGRESS, LEARNERS };

const DAYS_SHOWN = 7;

/** Three statements. */
export async function readHome(read: Reads, userId: number, now: number): Promise<Home> {
  const days = Array.from({ length: DAYS_SHOWN }, (_, i) => instant(now - (DAYS_SHOWN - 1 - i) * DAY).slice(0, 10));
  const [courses, open, week] = await Promise.all([
    read.all<CourseInHandRow>(COURSES, [userId]),
    read.all<OpenModuleRow>(OPEN_MODULES, [userId]),
    read.all<{ day: string; seconds: number }>(WEEK, [userId, days[0] as string]),
  ]);
  const seconds = new Map(week.map(row => [row.day, row.seconds]));
  return {
    courses: inHand(courses, open),
    week: days.map(day => ({ day, seconds: seconds.get(day) ?? 0 })),
    certificates: courses.flatMap(({ certificate_id: id, certificate_issued_at: issued_at, title }) =>
      id !== null && issued_at !== null ? [{ id, course_title: title, issued_at }] : [],
    ),
  };
}

/** Three statements at the most. With `teacherId` only the courses that this person teaches. */
export async function readOwnCourses(read: Reads, userId: number, teacherId: number | null): Promise<CourseInHand[]> {
  const [courses, open] = await Promise.all([
    read.all<CourseInHandRow>(COURSES, [userId]),
    read.all<OpenModuleRow>(OPEN_MODULES, [userId]),
  ]);
  if (teacherId === null) return inHand(courses, open);
  const taught = await read.all<{ course_id: number }>('select course_id from course_teachers where user_id = ?', [
    teacherId,
  ]);
  const ids = new Set(taught.map(row => Number(row.course_id)));
  return inHand(
    courses.filter(({ id }) => ids.has(Number(id))),
    open,
  );
}

function inHand(courses: readonly CourseInHandRow[], open: readonly OpenModuleRow[]): CourseInHand[] {
  const byCourse = new Map<number, OpenModuleRow[]>();
  for (const row of open) {
    const rows = byCourse.get(row.course_id);
    if (rows) rows.push(row);
    else byCourse.set(row.course_id, [row]);
  }
  return courses
    .filter(row => row.status === 'active')
    .map(({ id, title, module_count, estimated_duration, thumbnail_file_id, ...row }) => ({
      course: { id, title, thumbnail: thumbnail_file_id, module_count, estimated_duration },
      progress_percentage: row.progress_percentage,
      enrolled_at: row.enrolled_at,
      completed_at: row.completed_at,
      last_accessed: row.last_accessed,
      certificate_id: row.certificate_id,
      ...goingOn(byCourse.get(id) ?? []),
    }));
}

/** From the module opened last onwards, then from the start: the modules not done yet of one course, in order. */
function goingOn(open: readonly OpenModuleRow[]): Pick<CourseInHand, 'next' | 'then' | 'minutes_left'> {
  const from = Math.max(
    0,
    open.findIndex(row => row.order_index >= row.last_index),
  );
  return {
    next: nextOf(open[from]),
    then: open.length > 1 ? thenOf(open[(from + 1) % open.length]) : null,
    minutes_left: open.reduce((sum, row) => sum + row.duration, 0),
  };
}

function nextOf(row: OpenModuleRow | undefined): CourseInHand['next'] {
  if (!row) return null;
  const { id, title, order_index, content_type, duration, last_position } = row;
  return { id, title, order_index, content_type, duration, last_position };
}

function thenOf(row: OpenModuleRow | undefined): CourseInHand['then'] {
  if (!row) return null;
  const { id, title, content_type, duration } = row;
  return { id, title, content_type, duration };
}

interface ProgressJoinRow {
  progress_percentage: number;
  course_completed_at: string | null;
  mandatory_done: number;
  last_module_id: number | null;
  mandatory_count: number;
  certificate_id: number | null;
  module_id: number | null;
  completed_at: string | null;
  time_spent: number;
  last_position: number;
}

/** One statement; undefined for people who are not enrolled. */
export async function readProgress(read: Reads, userId: number, courseId: number): Promise<CourseProgress | undefined> {
  const rows = await read.all<ProgressJoinRow>(PROGRESS, [userId, courseId]);
  const [row] = rows;
  if (!row) return undefined;
  return {
    course_id: courseId,
    progress_percentage: row.progress_percentage,
    completed_at: row.course_completed_at,
    mandatory_total: row.mandatory_count,
    mandatory_done: row.mandatory_done,
    last_module_id: row.last_module_id,
    certificate_id: row.certificate_id,
    modules: rows.flatMap(({ module_id, completed_at, time_spent, last_position }) =>
      module_id === null ? [] : [{ module_id, completed_at, time_spent, last_position }],
    ),
  };
}

interface LearnerRow extends Omit<Learner, 'user'> {
  user_id: number;
  first_name: string;
  last_name: string;
  avatar_file_id: number | null;
}

/** One statement: people enrolled, newest first. */
export async function readLearners(read: Reads, courseId: number, limit: number, offset: number): Promise<Learner[]> {
  const rows = await read.all<LearnerRow>(LEARNERS, [courseId, limit, offset]);
  return rows.map(({ user_id: id, first_name, last_name, avatar_file_id: avatar, ...figures }) => ({
    user: { id, first_name, last_name, avatar },
    ...figures,
  }));
}
