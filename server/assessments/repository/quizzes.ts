/** SQL of quizzes and their questions. */
import type { Knex } from 'knex';
import type { Database } from '../../platform/db/database.ts';
import type { AssessmentHead } from '../contract.ts';
import { toVersion, type Version, type VersionRow } from '../questions.ts';
import type { Standing } from '../standing.ts';

/** A quiz and what the caller is to its course. */
export interface Placed {
  head: AssessmentHead;
  standing: Standing;
}

export type HeadRow = Omit<AssessmentHead, 'module_id'> & { module_id: number | null };
type PlacedRow = HeadRow & { teaches: number; course_status: string; enrolment: string | null };

export interface CurrentQuestion {
  id: number;
  position: number;
  version: Version;
}

/** Settings of a quiz as they are stored. */
export type Settings = Omit<AssessmentHead, 'id' | 'course_id' | 'module_id' | 'question_count' | 'points_total'>;

const HEAD = `a.id, a.course_id, a.module_id, a.title, a.description, a.assessment_type, a.passing_score, a.time_limit,
  a.max_attempts, a.question_count, a.points_total`;
const TEACHES = `case when exists (select 1 from course_teachers t where t.course_id = c.id and t.user_id = ?) then 1 else 0 end as teaches`;
const PLACED_SQL = `select ${HEAD}, ${TEACHES}, c.status as course_status, e.status as enrolment
  from assessments a join courses c on c.id = a.course_id and c.deleted_at is null
  left join course_enrollments e on e.course_id = a.course_id and e.user_id = ? where a.id = ?`;
const COURSE_SQL = `select ${TEACHES}, c.status as course_status, e.status as enrolment from courses c
  left join course_enrollments e on e.course_id = c.id and e.user_id = ? where c.id = ? and c.deleted_at is null`;

/** Versions kept in memory; they never change, so they are never stale. About 2 kB each. */
const VERSIONS_KEPT = 4000;

export type Assessments = ReturnType<typeof createAssessmentsRepository>;

export function createAssessmentsRepository(db: Database) {
  return {
    /** For reads outside transactions. */
    reader: db.reader,
    async placed(id: number, userId: number): Promise<Placed | undefined> {
      const row = await db.read.get<PlacedRow>(PLACED_SQL, [userId, userId, id]);
      return row && { head: toHead(row), standing: toStanding(row) };
    },
    async courseStanding(courseId: number, userId: number): Promise<Standing | undefined> {
      const row = await db.read.get<PlacedRow>(COURSE_SQL, [userId, userId, courseId]);
      return row && toStanding(row);
    },
    versions: rememberingVersions(db),
    async quizModule(tx: Knex, moduleId: number): Promise<{ course_id: number; content_type: string } | undefined> {
      return tx('course_modules').where({ id: moduleId }).first('course_id', 'content_type');
    },
    insert,
    /** The settings for changing; on PostgreSQL nobody else changes them or starts an attempt meanwhile. */
    lock: (tx: Knex, id: number) => tx('assessments').where({ id }).forUpdate().first<HeadRow | undefined>(),
    /** The settings for starting an attempt: the quiz stays until the attempt is there. */
    holdForStart: (tx: Knex, id: number) => tx('assessments').where({ id }).forShare().first<HeadRow | undefined>(),
    async change(tx: Knex, id: number, change: Partial<AssessmentHead>, at: string): Promise<void> {
      await tx('assessments')
        .where({ id })
        .update({ ...change, updated_at: at });
    },
    async remove(tx: Knex, id: number): Promise<void> {
      await tx('assessments').where({ id }).delete();
    },
    currentQuestions,
    addQuestion,
    addVersion,
    move: (tx: Knex, questionId: number, position: number) =>
      tx('questions').where({ id: questionId }).update({ position }),
    takeOut: (tx: Knex, ids: readonly number[], at: string) =>
      tx('questions').whereIn('id', ids).update({ removed_at: at }),
  };
}

function toHead(row: HeadRow): AssessmentHead {
  const { id, course_id, module_id, title, description, assessment_type } = row;
  const { passing_score, time_limit, max_attempts, question_count, points_total } = row;
  return {
    id,
    course_id,
    module_id,
    title,
    description,
    assessment_type,
    passing_score,
    time_limit,
    max_attempts,
    question_count,
    points_total,
  };
}

function toStanding({ teaches, course_status, enrolment }: PlacedRow): Standing {
  return { teaches: Boolean(teaches), courseStatus: course_status, isEnrolled: enrolment === 'active' };
}

/** Versions by id in the order asked for; every id must exist. The oldest leave the memory first. */
function rememberingVersions(db: Database) {
  const known = new Map<number, Version>();
  return async (ids: readonly number[]): Promise<Version[]> => {
    const found = new Map(ids.flatMap(id => (known.has(id) ? [[id, known.get(id) as Version]] : [])));
    const missing = ids.filter(id => !found.has(id));
    if (missing.length > 0) {
      const rows = await db.reader<VersionRow>('question_versions').whereIn('id', missing);
      for (const row of rows) {
        found.set(row.id, toVersion(row));
        known.set(row.id, found.get(row.id) as Version);
      }
    }
    for (const id of known.keys()) {
      if (known.size <= VERSIONS_KEPT) break;
      known.delete(id);
    }
    return ids.map(id => found.get(id) as Version);
  };
}

interface NewRow {
  courseId: number;
  moduleId: number;
  settings: Settings;
  at: string;
}

async function insert(tx: Knex, { courseId, moduleId, settings, at }: NewRow): Promise<number> {
  const row = { ...settings, course_id: courseId, module_id: moduleId, created_at: at, updated_at: at };
  return insertedId(tx, 'assessments', row);
}

/** Questions that new attempts are asked, in order, each with its newest version. */
async function currentQuestions(queries: Knex, assessmentId: number): Promise<CurrentQuestion[]> {
  const rows: (VersionRow & { position: number })[] = await queries('questions as q')
    .join('question_versions as v', 'v.id', 'q.version_id')
    .where('q.assessment_id', assessmentId)
    .whereNull('q.removed_at')
    .orderBy('q.position')
    .orderBy('q.id')
    .select('v.*', 'q.position');
  return rows.map(row => ({ id: row.question_id, position: row.position, version: toVersion(row) }));
}

const addQuestion = (tx: Knex, assessmentId: number, position: number): Promise<number> =>
  insertedId(tx, 'questions', { assessment_id: assessmentId, position });

/** Writes a version and makes it the current one. */
async function addVersion(tx: Knex, version: Omit<VersionRow, 'id'>, at: string): Promise<void> {
  const version_id = await insertedId(tx, 'question_versions', { ...version, created_at: at });
  await tx('questions').where({ id: version.question_id }).update({ version_id });
}

async function insertedId(tx: Knex, table: string, row: object): Promise<number> {
  const rows: { id: number }[] = await tx(table).insert(row).returning('id');
  return (rows[0] as { id: number }).id;
}
