/** Writes of enrolment and progress, as plain SQL: reports are the most frequent write of the whole product. */
import type { Knex } from 'knex';
import type { ContentType } from '../courses/contract.ts';
import type { Database } from '../platform/db/database.ts';
import { rowsOf } from '../platform/db/dialect.ts';
import type { Enrolment } from './contract.ts';
import type { ModuleCounts } from './rules.ts';

export interface CourseRow {
  id: number;
  status: 'draft' | 'published' | 'archived';
  price: number;
  /** The caller is one of its instructors. */
  teaches: boolean;
  enrolled_count: number;
  version: number;
}

/** What a report has to know before it writes. */
export interface Situation {
  enrolled_at: string;
  last_accessed: string | null;
  last_module_id: number | null;
  progress_percentage: number;
  course_completed_at: string | null;
  content_type: ContentType;
  /** Seconds of the film or sound, where known. */
  duration: number | null;
  module_completed_at: string | null;
  /** Last report of this module; null before the first. */
  module_reported_at: string | null;
  last_position: number | null;
  certificate_id: number | null;
}

export interface Step {
  userId: number;
  courseId: number;
  moduleId: number;
  /** UTC instant. */
  at: string;
}

export interface ProgressRow {
  completed_at: string | null;
  time_spent: number;
  last_position: number;
}

const SITUATION = `select e.enrolled_at, e.last_accessed, e.last_module_id, e.progress_percentage, e.completed_at as course_completed_at,
    m.content_type, f.duration, p.completed_at as module_completed_at, p.updated_at as module_reported_at, p.last_position, k.id as certificate_id
  from course_enrollments e
  join course_modules m on m.id = ? and m.course_id = e.course_id
  left join content_files f on f.id = m.file_id
  left join user_progress p on p.user_id = e.user_id and p.course_id = e.course_id and p.module_id = m.id
  left join certificates k on k.user_id = e.user_id and k.course_id = e.course_id
  where e.user_id = ? and e.course_id = ? and e.status = 'active'`;

const TOUCH = `update course_enrollments set last_accessed = ?, last_module_id = ?
  where user_id = ? and course_id = ? and status = 'active'`;

const ADD_PROGRESS = `insert into user_progress (user_id, course_id, module_id, completed_at, time_spent, last_position, updated_at)
  values (?, ?, ?, ?, ?, ?, ?)
  on conflict (user_id, course_id, module_id) do update set
    completed_at = coalesce(user_progress.completed_at, excluded.completed_at),
    time_spent = user_progress.time_spent + excluded.time_spent,
    last_position = excluded.last_position, updated_at = excluded.updated_at
  returning completed_at, time_spent, last_position`;

const MARK_DONE = `insert into user_progress (user_id, course_id, module_id, completed_at, updated_at) values (?, ?, ?, ?, ?)
  on conflict (user_id, course_id, module_id) do update set
    completed_at = coalesce(user_progress.completed_at, excluded.completed_at), updated_at = excluded.updated_at`;

const ADD_STUDY = `insert into learning_analytics
    (user_id, course_id, day, session_start, session_end, time_spent, pages_viewed, interactions)
  values (?, ?, ?, ?, ?, ?, ?, 1)
  on conflict (user_id, day, course_id) do update set session_end = excluded.session_end,
    time_spent = learning_analytics.time_spent + excluded.time_spent,
    pages_viewed = learning_analytics.pages_viewed + excluded.pages_viewed,
    interactions = learning_analytics.interactions + 1`;

const COUNTS = `select count(*) as total, count(p.completed_at) as done,
    coalesce(sum(case when m.is_mandatory then 1 else 0 end), 0) as mandatory_total,
    coalesce(sum(case when m.is_mandatory and p.completed_at is not null then 1 else 0 end), 0) as mandatory_done
  from course_modules m
  left join user_progress p on p.user_id = ? and p.course_id = m.course_id and p.module_id = m.id
  where m.course_id = ?`;

const SETTLE = `update course_enrollments set progress_percentage = ?, mandatory_done = ?, completed_at = coalesce(completed_at, ?)
  where user_id = ? and course_id = ? returning completed_at`;

const COURSE = `select c.id, c.status, c.price, c.enrolled_count, c.version,
    case when exists (select 1 from course_teachers t where t.course_id = c.id and t.user_id = ?) then 1 else 0 end as teaches
  from courses c where c.id = ? and c.deleted_at is null`;

const ENROL = `insert into course_enrollments (user_id, course_id, status, enrolled_at, version) values (?, ?, 'active', ?, ?)
  on conflict (user_id, course_id) do update set status = 'active', withdrawn_at = null
    where course_enrollments.status = 'withdrawn'
  returning id, user_id, course_id, enrolled_at, completed_at, progress_percentage, last_accessed`;

const TAKE_PLACE = `update courses set enrolled_count = enrolled_count + 1
  where id = ? and status = 'published' and deleted_at is null and (capacity is null or enrolled_count < capacity) returning id`;

const WITHDRAW = `update course_enrollments set status = 'withdrawn', withdrawn_at = ?
  where user_id = ? and course_id = ? and status = 'active' returning id`;

export type LearningRepository = ReturnType<typeof createLearningRepository>;

export function createLearningRepository(db: Database) {
  return {
    /** The course as this person finds it; 0 is nobody. */
    async course(id: number, userId: number): Promise<CourseRow | undefined> {
      const row = await db.read.get<Omit<CourseRow, 'teaches'> & { teaches: number }>(COURSE, [userId, id]);
      return row && { ...row, teaches: Boolean(row.teaches) };
    },
    isEnrolled: async (userId: number, courseId: number) =>
      (await db.read.get(
        `select id from course_enrollments where user_id = ? and course_id = ? and status = 'active'`,
        [userId, courseId],
      )) !== undefined,
    situation: ({ userId, courseId, moduleId }: Step) =>
      db.read.get<Situation>(SITUATION, [moduleId, userId, courseId]),
    situationIn: async (tx: Knex, { userId, courseId, moduleId }: Step) =>
      (await rowsOf<Situation>(tx, SITUATION, [moduleId, userId, courseId]))[0],
    touchIfLast,
    touch,
    addProgress,
    markDone: (tx: Knex, { userId, courseId, moduleId, at }: Step) =>
      rowsOf(tx, MARK_DONE, [userId, courseId, moduleId, at, at]),
    addStudy,
    counts,
    settle,
    activeIn: (tx: Knex, courseId: number, afterId: number, limit: number) =>
      tx<EnrolmentRow>('course_enrollments')
        .where({ course_id: courseId, status: 'active' })
        .where('id', '>', afterId)
        .orderBy('id')
        .limit(limit)
        .forUpdate()
        .select('id', 'user_id', 'completed_at', 'progress_percentage', 'mandatory_done', 'last_module_id'),
    enrol: async (tx: Knex, userId: number, courseId: number, version: number, at: string) =>
      (await rowsOf<Enrolment>(tx, ENROL, [userId, courseId, at, version]))[0],
    /** Answers false when no place is left or the course is not open; takes none then. */
    takePlace: async (tx: Knex, courseId: number) => (await rowsOf(tx, TAKE_PLACE, [courseId])).length > 0,
    /** Answers false when the person was not enrolled. */
    withdraw: async (tx: Knex, userId: number, courseId: number, at: string) =>
      (await rowsOf(tx, WITHDRAW, [at, userId, courseId])).length > 0,
    givePlaceBack: (tx: Knex, courseId: number) =>
      tx('courses').where({ id: courseId }).where('enrolled_count', '>', 0).decrement('enrolled_count', 1),
  };
}

export interface EnrolmentRow {
  id: number;
  user_id: number;
  course_id: number;
  status: string;
  completed_at: string | null;
  progress_percentage: number;
  mandatory_done: number;
  last_module_id: number | null;
}

/**
 * Locks the enrolment and moves it on, unless another report came after the moment that the caller knows. Answers false then,
 * and when the person is not enrolled any more.
 */
async function touchIfLast(tx: Knex, step: Step, knownLast: string | null): Promise<boolean> {
  const sql = `${TOUCH} and coalesce(last_accessed, '') = ? returning id`;
  const rows = await rowsOf(tx, sql, [step.at, step.moduleId, step.userId, step.courseId, knownLast ?? '']);
  return rows.length > 0;
}

/** Locks the enrolment and moves it on. Answers undefined when the person is not enrolled. */
async function touch(tx: Knex, step: Step): Promise<{ completed_at: string | null } | undefined> {
  const sql = `${TOUCH} returning completed_at`;
  const rows = await rowsOf<{ completed_at: string | null }>(tx, sql, [
    step.at,
    step.moduleId,
    step.userId,
    step.courseId,
  ]);
  return rows[0];
}

async function addProgress(
  tx: Knex,
  { userId, courseId, moduleId, at }: Step,
  add: { completed: boolean; seconds: number; position: number },
): Promise<ProgressRow> {
  const completedAt = add.completed ? at : null;
  const params = [userId, courseId, moduleId, completedAt, add.seconds, add.position, at];
  return (await rowsOf<ProgressRow>(tx, ADD_PROGRESS, params))[0] as ProgressRow;
}

/** Adds to the person's UTC day in the course. */
async function addStudy(tx: Knex, { userId, courseId, at }: Step, seconds: number, pages: number): Promise<void> {
  await rowsOf(tx, ADD_STUDY, [userId, courseId, at.slice(0, 10), at, at, seconds, pages]);
}

async function counts(tx: Knex, userId: number, courseId: number): Promise<ModuleCounts> {
  interface Row {
    total: number;
    done: number;
    mandatory_total: number;
    mandatory_done: number;
  }
  const [row] = (await rowsOf<Row>(tx, COUNTS, [userId, courseId])) as [Row];
  return {
    total: row.total,
    done: row.done,
    mandatoryTotal: row.mandatory_total,
    mandatoryDone: row.mandatory_done,
  };
}

/** Stores what was counted; a completion moment that is there stays. Answers the moment that holds now. */
async function settle(
  tx: Knex,
  { userId, courseId }: Pick<Step, 'userId' | 'courseId'>,
  state: { percentage: number; mandatoryDone: number; completedAt: string | null },
): Promise<string | null> {
  const params = [state.percentage, state.mandatoryDone, state.completedAt, userId, courseId];
  const rows = await rowsOf<{ completed_at: string | null }>(tx, SETTLE, params);
  return rows[0]?.completed_at ?? null;
}
