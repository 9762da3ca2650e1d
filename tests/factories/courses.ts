/** Courses and what hangs on them, as plain rows with sensible defaults. Every function answers the new row's id. */
import type { ContentType, CourseStatus } from '../../server/courses/contract.ts';
import type { Database } from '../../server/platform/db/database.ts';
import { folded } from '../../server/platform/db/dialect.ts';

const AT = '2026-01-01T00:00:00.000Z';

async function insert(db: Database, table: string, row: Record<string, unknown>): Promise<number> {
  const [made] = await db.writer(table).insert(row).returning('id');
  return (made as { id: number }).id;
}

export interface CourseFields {
  title?: string;
  description?: string;
  instructor_id: number;
  category?: string | null;
  difficulty_level?: string;
  /** Minutes. */
  estimated_duration?: number;
  price?: number;
  status?: CourseStatus;
  capacity?: number | null;
}

/** Inserts a course without modules, published unless told. */
export function insertCourse(db: Database, fields: CourseFields): Promise<number> {
  const row = {
    title: 'Network defence',
    description: 'Watch, find and stop.',
    category: 'Defence',
    difficulty_level: 'beginner',
    estimated_duration: 120,
    status: 'published',
    version: 1,
    created_at: AT,
    updated_at: AT,
    published_at: AT,
    ...fields,
  };
  return insert(db, 'courses', { ...row, search_text: folded(`${row.title} ${row.description}`) });
}

export interface ModuleFields {
  course_id: number;
  title?: string;
  /** Minutes. */
  duration?: number;
  content_type?: ContentType;
  is_mandatory?: boolean;
  file_id?: number | null;
  section?: string | null;
}

/** Adds a module at the end of the course, a mandatory lesson unless told, and counts it in the course. */
export async function insertModule(db: Database, fields: ModuleFields): Promise<number> {
  const [count] = await db.writer('course_modules').where({ course_id: fields.course_id }).count({ n: '*' });
  const order_index = Number((count as { n: number }).n);
  const row = {
    title: `Module ${order_index + 1}`,
    duration: 10,
    content_type: 'markdown',
    is_mandatory: true,
    order_index,
    created_at: AT,
    updated_at: AT,
    ...fields,
  };
  const id = await insert(db, 'course_modules', row);
  await db.writer('courses').where({ id: fields.course_id }).increment('module_count', 1);
  if (row.is_mandatory) await db.writer('courses').where({ id: fields.course_id }).increment('mandatory_count', 1);
  return id;
}

/** A row for a file that is not on the disk. `duration` in seconds. */
export function insertFile(db: Database, fields: { kind?: string; duration?: number | null } = {}): Promise<number> {
  return insert(db, 'content_files', {
    filename: 'made.bin',
    original_name: 'made.bin',
    path: 'made.bin',
    kind: 'video',
    mime_type: 'video/mp4',
    size: 1,
    sha256: '0'.repeat(64),
    created_at: AT,
    ...fields,
  });
}

export interface AssessmentFields {
  course_id: number;
  module_id?: number | null;
  assessment_type?: 'quiz' | 'exam';
  title?: string;
}

/** An assessment without questions. */
export function insertAssessment(db: Database, fields: AssessmentFields): Promise<number> {
  const row = { title: 'Check', assessment_type: 'quiz', created_at: AT, updated_at: AT, ...fields };
  return insert(db, 'assessments', row);
}

export interface SubmissionFields {
  user_id: number;
  assessment_id: number;
  attempt_number?: number;
  /** Percent. */
  score: number;
  passed: boolean;
}

/** A handed-in and graded attempt. */
export function insertSubmission(db: Database, fields: SubmissionFields): Promise<number> {
  return insert(db, 'assessment_submissions', {
    attempt_number: 1,
    state: 'submitted',
    asked: '[]',
    started_at: AT,
    submitted_at: AT,
    graded_at: AT,
    points_awarded: fields.score,
    points_total: 100,
    ...fields,
  });
}
