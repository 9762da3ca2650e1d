/** Handing in: one transaction that locks, grades, writes, completes the module and announces. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import { requireAsked, fittingAnswer } from './answers.ts';
import { type AttemptInCourse, type Attempts, askedIn, type GradedAnswer } from './repository/attempts.ts';
import type { Answer, SavedAnswer } from './contract.ts';
import { isOutOfTime } from './deadlines.ts';
import { addUp, grade } from './grading.ts';
import type { Version } from './questions.ts';
import type { Assessments } from './repository/quizzes.ts';

/** Counts a passed quiz module as completed, in the same transaction. */
export type CompleteModule = (
  unit: Unit,
  module: { userId: number; courseId: number; moduleId: number },
) => Promise<unknown>;

export interface HandingInDeps {
  clock: Clock;
  assessments: Assessments;
  attempts: Attempts;
  completeModule: CompleteModule;
}

/** Answers by question id that came with the request. */
export type Given = Readonly<Record<string, Answer>>;

/**
 * Hands an attempt in. Does nothing when it was handed in before: the first time counts. Answers given with the request
 * replace saved ones; after the deadline and its grace they are left aside, and what was saved is graded.
 * Refuses with VALIDATION_ERROR when a given answer does not fit.
 */
export async function handIn(deps: HandingInDeps, unit: Unit, attemptId: number, given: Given): Promise<void> {
  const { assessments, attempts, clock } = deps;
  const attempt = await attempts.lock(unit.tx, attemptId);
  if (attempt?.state !== 'in_progress') return;
  const now = clock.now();
  const timedOut = isOutOfTime(attempt.deadline_at, now);
  const versions = await assessments.versions(askedIn(attempt));
  const saved = await attempts.answersIn(unit.tx, attemptId);
  const answers = timedOut ? saved : [...saved, ...fittingAnswers(versions, given, instant(now))];
  const graded = gradeEach(versions, answers);
  const total = addUp(
    versions.map(({ id, points }) => ({ points, grade: graded.get(id)?.grade ?? { points: 0, correct: false } })),
    attempt.passing_score,
  );
  await attempts.writeGrades(unit.tx, attemptId, [...graded.values()]);
  const submittedAt = timedOut && attempt.deadline_at ? attempt.deadline_at : instant(now);
  await attempts.close(unit.tx, attemptId, { total, submittedAt, gradedAt: instant(now), timedOut });
  await settle(deps, unit, attempt, { ...total, timedOut });
}

function fittingAnswers(versions: readonly Version[], given: Given, saved_at: string): SavedAnswer[] {
  return Object.entries(given).map(([id, answer]) => {
    const version = requireAsked(versions, Number(id), `answers.${id}`);
    return { question_id: version.questionId, answer: fittingAnswer(version, answer, `answers.${id}`), saved_at };
  });
}

/** Grades by version id, for the questions that have an answer; a later one in the list replaces an earlier one. */
function gradeEach(versions: readonly Version[], answers: readonly SavedAnswer[]): Map<number, GradedAnswer> {
  const asked = new Map(versions.map(version => [version.questionId, version]));
  const graded = new Map<number, GradedAnswer>();
  for (const { question_id, answer, saved_at } of answers) {
    const version = asked.get(question_id);
    if (!version) continue;
    const own = { question_id, version_id: version.id, answer, saved_at };
    graded.set(version.id, { ...own, grade: grade(version.key, version.points, answer) });
  }
  return graded;
}

async function settle(
  { completeModule }: HandingInDeps,
  unit: Unit,
  attempt: AttemptInCourse,
  { score, passed, timedOut }: { score: number; passed: boolean; timedOut: boolean },
): Promise<void> {
  const { id: attemptId, assessment_id: assessmentId, course_id: courseId, user_id: userId, module_id } = attempt;
  if (passed && module_id !== null) await completeModule(unit, { userId, courseId, moduleId: module_id });
  const details = { assessment: assessmentId, score, passed, timed_out: timedOut };
  await unit.record({ userId, action: 'attempt.submit', resourceType: 'attempt', resourceId: attemptId, details });
  unit.announce('attempt.submitted', { attemptId, assessmentId, courseId, userId, score, passed, timedOut });
}
