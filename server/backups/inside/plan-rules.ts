/** What belongs to a course, a person and an attempt: the tables whose rows are taken back together, parents before children. */
import type { InsideKind } from './contract.ts';

export interface Step {
  table: string;
  /** Which rows of the backup, as SQL after `where`; each `?` is the id of what is taken back. */
  where: string;
  /**
   * `put`: the row of the backup wins. `add`: only what is missing comes back, what is there stays as it is now; so nothing that
   * was learnt since is lost.
   */
  mode: 'put' | 'add';
  /** Columns that tell one row of the table from another. */
  key: readonly string[];
}

const step = (table: string, mode: Step['mode'], where: string, ...key: string[]): Step => ({
  table,
  mode,
  where,
  key: key.length > 0 ? key : ['id'],
});

const IN_COURSE = 'course_id = ?';
const QUIZZES = 'assessment_id in (select id from assessments where course_id = ?)';
const FILES = `id in (select file_id from module_files where course_id = ?)
  or id in (select file_id from course_modules where course_id = ?)
  or id in (select thumbnail_file_id from courses where id = ?)`;

const learnersWork = (who: string, attempts: string): Step[] => [
  step('course_enrollments', 'add', who),
  step('user_progress', 'add', who),
  step('learning_analytics', 'add', who),
  step('assessment_submissions', 'add', attempts),
  step(
    'submission_answers',
    'add',
    `submission_id in (select id from assessment_submissions where ${attempts})`,
    'submission_id',
    'question_id',
  ),
  step('certificates', 'add', who),
];

export const PLANS: Readonly<Record<InsideKind, readonly Step[]>> = {
  courses: [
    step('content_files', 'add', FILES),
    step('courses', 'put', 'id = ?'),
    step('course_modules', 'put', IN_COURSE),
    step('module_files', 'add', IN_COURSE, 'module_id', 'file_id'),
    step('course_instructors', 'add', IN_COURSE, 'course_id', 'user_id'),
    step('course_versions', 'add', IN_COURSE),
    step('assessments', 'put', IN_COURSE),
    step('questions', 'put', QUIZZES),
    step('question_versions', 'add', `question_id in (select id from questions where ${QUIZZES})`),
    ...learnersWork(IN_COURSE, QUIZZES),
  ],
  people: [
    step('content_files', 'add', 'id in (select avatar_file_id from user_profiles where user_id = ?)'),
    step('users', 'add', 'id = ?'),
    step('user_profiles', 'add', 'user_id = ?', 'user_id'),
    step('user_roles', 'add', 'user_id = ?'),
    ...learnersWork('user_id = ?', 'user_id = ?'),
  ],
  attempts: [
    step('assessment_submissions', 'put', 'id = ?'),
    step('submission_answers', 'put', 'submission_id = ?', 'submission_id', 'question_id'),
  ],
};

/** Tables that a column's value must be found in before a row can come back; columns not named here refer to nothing. */
export const PARENTS: Readonly<Record<string, string>> = {
  user_id: 'users',
  course_id: 'courses',
  module_id: 'course_modules',
  file_id: 'content_files',
  assessment_id: 'assessments',
  submission_id: 'assessment_submissions',
  question_id: 'questions',
};

/** Columns that name somebody or something without whom the row is still worth having. */
export const LOOSE: ReadonlySet<string> = new Set(['content_files.course_id', 'assessments.module_id']);

/** Where `put` moves lessons made since: behind those of the backup, in their present order. */
export function orderAfter(then: readonly number[], now: readonly number[]): number[] {
  const kept = new Set(then);
  return [...then, ...now.filter(id => !kept.has(id))];
}
