/** SQL of attempts and their answers. */
import type { Knex } from 'knex';
import type { Database } from '../../platform/db/database.ts';
import { rowsOf } from '../../platform/db/dialect.ts';
import type { Page, Paging } from '../../platform/http/contract.ts';
import type { Answer, OwnAttempt, ResultInBrief, SavedAnswer } from '../contract.ts';
import type { Grade, Total } from '../grading.ts';

export interface AttemptRow {
  id: number;
  user_id: number;
  assessment_id: number;
  attempt_number: number;
  state: 'in_progress' | 'submitted';
  asked: string;
  started_at: string;
  deadline_at: string | null;
  submitted_at: string | null;
  timed_out: boolean | number;
  score: number | null;
  points_awarded: number | null;
  points_total: number | null;
  passed: boolean | number | null;
}
/** An attempt with what grading needs to know about its quiz. */
export type AttemptInCourse = AttemptRow & { course_id: number; module_id: number | null; passing_score: number };

export interface GradedAnswer {
  question_id: number;
  version_id: number;
  answer: Answer;
  saved_at: string;
  grade: Grade;
}
export interface StoredAnswer extends SavedAnswer {
  points_awarded: number | null;
  correct: boolean | null;
}
export type NamedAttempt = AttemptRow & { first_name: string; last_name: string };

interface AnswerRow {
  question_id: number;
  answer: string;
  saved_at: string;
  points_awarded: number | null;
  correct: boolean | number | null;
}

const ATTEMPT = `id, user_id, assessment_id, attempt_number, state, asked, started_at, deadline_at, submitted_at, timed_out,
  score, points_awarded, points_total, passed`;
const BY_ID_SQL = `select ${ATTEMPT} from assessment_submissions where id = ?`;
const OWN_SQL = `select ${ATTEMPT} from assessment_submissions where user_id = ? and assessment_id = ? order by attempt_number`;
const ANSWERS_SQL = `select question_id, answer, saved_at, points_awarded, correct from submission_answers
  where submission_id = ? order by question_id`;
const OVERDUE_SQL = `select id, deadline_at from assessment_submissions
  where state = 'in_progress' and deadline_at < ? and (deadline_at, id) > (?, ?) order by deadline_at, id limit ?`;

const OF_PERSON_SQL = `select s.id as attempt_id, a.title as assessment_title, a.assessment_type, a.course_id, c.title as course_title,
    s.attempt_number, s.submitted_at, s.score, s.passed
  from assessment_submissions s join assessments a on a.id = s.assessment_id join courses c on c.id = a.course_id
  where s.user_id = ? and s.state = 'submitted' order by s.submitted_at desc, s.id desc limit 100`;

export type Attempts = ReturnType<typeof createAttemptsRepository>;

export function createAttemptsRepository(db: Database) {
  return {
    read: (id: number) => db.read.get<AttemptRow>(BY_ID_SQL, [id]),
    own: (userId: number, assessmentId: number) => db.read.all<AttemptRow>(OWN_SQL, [userId, assessmentId]),
    answers: async (attemptId: number) => (await db.read.all<AnswerRow>(ANSWERS_SQL, [attemptId])).map(toStored),
    saveAnswer: savingAnswer(db),
    async insert(tx: Knex, attempt: NewAttempt): Promise<AttemptRow> {
      const rows: AttemptRow[] = await tx('assessment_submissions')
        .insert({ ...attempt, state: 'in_progress' })
        .returning('*');
      return rows[0] as AttemptRow;
    },
    async countIn(tx: Knex, userId: number, assessmentId: number): Promise<number> {
      const own = tx('assessment_submissions').where({ user_id: userId, assessment_id: assessmentId });
      const [row] = await own.count({ n: '*' });
      return Number((row as { n: number }).n);
    },
    async anyOf(tx: Knex, assessmentId: number): Promise<boolean> {
      return (await tx('assessment_submissions').where({ assessment_id: assessmentId }).first('id')) !== undefined;
    },
    lock: lockForHandingIn,
    /** Answers as the transaction that hands in sees them. */
    async answersIn(tx: Knex, attemptId: number): Promise<SavedAnswer[]> {
      const rows = await tx<AnswerRow>('submission_answers').where('submission_id', attemptId);
      return rows.map(toStored);
    },
    writeGrades,
    close: closeAttempt,
    /** Everything that a person handed in, the newest first, at most 100. */
    ofPerson: async (userId: number): Promise<ResultInBrief[]> =>
      (await db.read.all<Omit<ResultInBrief, 'passed'> & { passed: boolean | number }>(OF_PERSON_SQL, [userId])).map(
        row => ({ ...row, score: Number(row.score), passed: Boolean(row.passed) }),
      ),
    results: (filter: ResultsFilter) => results(db.reader, filter),
    /** Attempts in progress whose deadline is before the instant, in slices: the next one begins after the last row. */
    overdue: (before: string, after: { id: number; deadline_at: string }, limit: number) =>
      db.read.all<{ id: number; deadline_at: string }>(OVERDUE_SQL, [before, after.deadline_at, after.id, limit]),
  };
}

type NewAttempt = Pick<
  AttemptRow,
  'user_id' | 'assessment_id' | 'attempt_number' | 'asked' | 'started_at' | 'deadline_at'
>;

/**
 * The hot write: one statement that saves only while the attempt is in progress. Answers false when it is not.
 * Danger: on PostgreSQL the shared lock is what keeps an answer from being acknowledged after grading has read the answers;
 * on SQLite there is one writer at a time.
 */
function savingAnswer({ engine }: Database) {
  const sql = `insert into submission_answers (submission_id, question_id, question_version_id, answer, saved_at)
    select id, ?, ?, ?, ? from assessment_submissions where id = ? and state = 'in_progress'${engine === 'postgres' ? ' for share' : ''}
    on conflict (submission_id, question_id) do update set answer = excluded.answer, saved_at = excluded.saved_at
    returning submission_id`;
  return async (tx: Knex, attemptId: number, versionId: number, saved: SavedAnswer): Promise<boolean> => {
    const bindings = [saved.question_id, versionId, JSON.stringify(saved.answer), saved.saved_at, attemptId];
    return (await rowsOf(tx, sql, bindings)).length === 1;
  };
}

function lockForHandingIn(tx: Knex, id: number): Promise<AttemptInCourse | undefined> {
  return tx('assessment_submissions as s')
    .join('assessments as a', 'a.id', 's.assessment_id')
    .where('s.id', id)
    .forUpdate('s')
    .first<AttemptInCourse | undefined>('s.*', 'a.course_id', 'a.module_id', 'a.passing_score');
}

async function writeGrades(tx: Knex, attemptId: number, graded: readonly GradedAnswer[]): Promise<void> {
  if (graded.length === 0) return;
  const rows = graded.map(({ question_id, version_id, answer, saved_at, grade }) => ({
    submission_id: attemptId,
    question_id,
    question_version_id: version_id,
    saved_at,
    answer: JSON.stringify(answer),
    points_awarded: grade.points,
    correct: grade.correct,
  }));
  await tx('submission_answers')
    .insert(rows)
    .onConflict(['submission_id', 'question_id'])
    .merge(['answer', 'saved_at', 'points_awarded', 'correct']);
}

interface Closing {
  total: Total;
  submittedAt: string;
  gradedAt: string;
  timedOut: boolean;
}

async function closeAttempt(tx: Knex, id: number, { total, submittedAt, gradedAt, timedOut }: Closing): Promise<void> {
  await tx('assessment_submissions').where({ id }).update({
    state: 'submitted',
    submitted_at: submittedAt,
    graded_at: gradedAt,
    timed_out: timedOut,
    score: total.score,
    points_awarded: total.pointsAwarded,
    points_total: total.pointsTotal,
    passed: total.passed,
  });
}

export interface ResultsFilter extends Paging {
  assessmentId: number;
  /** One person's only. */
  userId: number | null;
}

async function results(queries: Knex, { assessmentId, userId, page, per_page }: ResultsFilter) {
  const matching = () =>
    queries('assessment_submissions as s')
      .where({ 's.assessment_id': assessmentId, 's.state': 'submitted' })
      .modify(query => void (userId === null || query.where('s.user_id', userId)));
  const counts: { n?: number | string }[] = await matching().count({ n: '*' });
  const items = await matching()
    .join('user_profiles as p', 'p.user_id', 's.user_id')
    .orderBy('s.submitted_at', 'desc')
    .orderBy('s.id', 'desc')
    .limit(per_page)
    .offset((page - 1) * per_page)
    .select<NamedAttempt[]>('s.*', 'p.first_name', 'p.last_name');
  return { items, total: Number(counts[0]?.n) } satisfies Page<NamedAttempt>;
}

function toStored({ question_id, answer, saved_at, points_awarded, correct }: AnswerRow): StoredAnswer {
  const right = correct === null ? null : Boolean(correct);
  return { question_id, answer: JSON.parse(answer) as Answer, saved_at, points_awarded, correct: right };
}

export function toOwnAttempt(row: AttemptRow): OwnAttempt {
  const { id, attempt_number, state, started_at, deadline_at, submitted_at, score } = row;
  const passed = row.passed === null ? null : Boolean(row.passed);
  return { id, attempt_number, state, started_at, deadline_at, submitted_at, score, passed };
}

/** Version ids in the order they are asked. */
export function askedIn(row: Pick<AttemptRow, 'asked'>): number[] {
  return JSON.parse(row.asked) as number[];
}
