/** Taking quizzes and exams: start or resume, save every answer, hand in, see the result. */
import { instant } from '../platform/clock.ts';
import { isUniqueViolation } from '../platform/db/dialect.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { found, refuse } from '../platform/errors/refusal.ts';
import type { Actor } from '../platform/http/actor.ts';
import type { Page, Paging } from '../platform/http/contract.ts';
import { fittingAnswer, requireAsked } from './answers.ts';
import { type AttemptRow, askedIn, toOwnAttempt } from './repository/attempts.ts';
import type { Answer, AssessmentHead, Attempt, AttemptResult, SavedAnswer } from './contract.ts';
import { deadlineOf, isOutOfTime, overdueBefore } from './deadlines.ts';
import { type Given, handIn, type HandingInDeps } from './handing-in.ts';
import { mayEdit, requireEnrolled, requireMayEdit, requireMayRead } from './policy.ts';
import { asAsked } from './questions.ts';
import { namedSummary, resultOf } from './results.ts';

export interface TakingDeps extends HandingInDeps {
  work: Work;
}

export type TakingService = ReturnType<typeof createTaking>;

const NO_QUIZ = 'There is no such quiz.';
const NO_ATTEMPT = 'There is no such attempt.';

export function createTaking(deps: TakingDeps) {
  const { work, assessments, attempts } = deps;
  return {
    start: (assessmentId: number, actor: Actor) => start(deps, assessmentId, actor),
    async read(id: number, actor: Actor): Promise<Attempt> {
      const attempt = own(await attempts.read(id), actor);
      if (attempt.state === 'submitted') refuse('ATTEMPT_CLOSED', 'This attempt was handed in. Its result is there.');
      const { head } = found(await assessments.placed(attempt.assessment_id, actor.userId), NO_QUIZ);
      return shape(deps, attempt, head);
    },
    save: (attemptId: number, questionId: number, answer: Answer, actor: Actor) =>
      save(deps, { attemptId, questionId, answer }, actor),
    async submit(assessmentId: number, attemptId: number, given: Given, actor: Actor): Promise<AttemptResult> {
      const attempt = own(await attempts.read(attemptId), actor);
      if (attempt.assessment_id !== assessmentId) refuse('NOT_FOUND', NO_ATTEMPT);
      if (attempt.state === 'in_progress') await work.run(unit => handIn(deps, unit, attemptId, given));
      return result(deps, found(await attempts.read(attemptId), NO_ATTEMPT));
    },
    async result(attemptId: number, actor: Actor): Promise<AttemptResult> {
      const attempt = found(await attempts.read(attemptId), NO_ATTEMPT);
      if (attempt.user_id !== actor.userId) await requireTeacher(deps, attempt, actor);
      return result(deps, attempt);
    },
    async results(assessmentId: number, { all, ...paging }: Paging & { all: boolean }, actor: Actor) {
      const { standing } = found(await assessments.placed(assessmentId, actor.userId), NO_QUIZ);
      (all ? requireMayEdit : requireMayRead)(actor, standing);
      const page = await attempts.results({ assessmentId, userId: all ? null : actor.userId, ...paging });
      return { items: page.items.map(namedSummary), total: page.total } satisfies Page<unknown>;
    },
    /** Hands in attempts whose time ran out. Answers how many there were; throws at the end when some failed. */
    closeOverdue: (onSlice?: (closed: number) => Promise<void>) => closeOverdue(deps, onSlice),
  };
}

/** Other people's attempts do not exist for the caller. */
function own(attempt: AttemptRow | undefined, actor: Actor): AttemptRow {
  return found(attempt?.user_id === actor.userId ? attempt : null, NO_ATTEMPT);
}

async function requireTeacher({ assessments }: TakingDeps, attempt: AttemptRow, actor: Actor): Promise<void> {
  const placed = await assessments.placed(attempt.assessment_id, actor.userId);
  if (!placed || !mayEdit(actor, placed.standing)) refuse('NOT_FOUND', NO_ATTEMPT);
}

async function shape(
  { assessments, attempts, clock }: TakingDeps,
  attempt: AttemptRow,
  assessment: AssessmentHead,
): Promise<Attempt> {
  const versions = await assessments.versions(askedIn(attempt));
  const saved = await attempts.answers(attempt.id);
  return {
    ...toOwnAttempt(attempt),
    assessment,
    server_time: instant(clock.now()),
    questions: versions.map(asAsked),
    answers: saved.map(({ question_id, answer, saved_at }) => ({ question_id, answer, saved_at })),
  };
}

async function result({ assessments, attempts }: TakingDeps, attempt: AttemptRow): Promise<AttemptResult> {
  if (attempt.state !== 'submitted') refuse('CONFLICT', 'This attempt is still in progress; it has no result yet.');
  const { head } = found(await assessments.placed(attempt.assessment_id, attempt.user_id), NO_QUIZ);
  const versions = await assessments.versions(askedIn(attempt));
  return resultOf(attempt, head, versions, await attempts.answers(attempt.id));
}

/** Two tabs that start at once collide in a unique index; the loser looks again and finds the winner's attempt. */
const START_TRIES = 3;

async function start(
  deps: TakingDeps,
  assessmentId: number,
  actor: Actor,
): Promise<{ attempt: Attempt; resumed: boolean }> {
  const { work, clock, assessments, attempts } = deps;
  const { head, standing } = found(await assessments.placed(assessmentId, actor.userId), NO_QUIZ);
  requireEnrolled(actor, standing);
  for (let tries = 1; ; tries++) {
    const open = (await attempts.own(actor.userId, assessmentId)).find(({ state }) => state === 'in_progress');
    const over = open && isOutOfTime(open.deadline_at, clock.now());
    if (open && !over) return { attempt: await shape(deps, open, head), resumed: true };
    // In a transaction of its own: refusing another attempt must not undo it.
    if (open) await work.run(unit => handIn(deps, unit, open.id, {}));
    try {
      const begun = await work.run(unit => begin(deps, unit, assessmentId, actor.userId));
      return { attempt: await shape(deps, begun, head), resumed: false };
    } catch (error) {
      if (!isUniqueViolation(error) || tries === START_TRIES) throw error;
    }
  }
}

async function begin(
  { assessments, attempts, clock }: TakingDeps,
  { tx, record }: Unit,
  assessmentId: number,
  userId: number,
): Promise<AttemptRow> {
  const quiz = found(await assessments.holdForStart(tx, assessmentId), NO_QUIZ);
  const used = await attempts.countIn(tx, userId, assessmentId);
  if (quiz.max_attempts !== null && used >= quiz.max_attempts)
    refuse('NO_ATTEMPTS_LEFT', `You have used all ${quiz.max_attempts} attempts.`);
  const questions = await assessments.currentQuestions(tx, assessmentId);
  const now = clock.now();
  const attempt = await attempts.insert(tx, {
    user_id: userId,
    assessment_id: assessmentId,
    attempt_number: used + 1,
    asked: JSON.stringify(questions.map(({ version }) => version.id)),
    started_at: instant(now),
    deadline_at: deadlineOf(now, quiz.time_limit),
  });
  await record({ userId, action: 'attempt.start', resourceType: 'attempt', resourceId: attempt.id });
  return attempt;
}

const CLOSED = 'This attempt was handed in; the answer was not saved.';
const OUT_OF_TIME = 'The time is over. What was saved before was handed in; this answer came too late.';

/** One raw read, one transaction with one statement. The time of arrival counts, not the time of the commit. */
async function save(
  deps: TakingDeps,
  { attemptId, questionId, answer }: { attemptId: number; questionId: number; answer: Answer },
  actor: Actor,
): Promise<SavedAnswer> {
  const { work, clock, assessments, attempts } = deps;
  const now = clock.now();
  const attempt = own(await attempts.read(attemptId), actor);
  if (attempt.state === 'submitted') refuse('ATTEMPT_CLOSED', CLOSED);
  if (isOutOfTime(attempt.deadline_at, now)) {
    await work.run(unit => handIn(deps, unit, attemptId, {}));
    refuse('ATTEMPT_CLOSED', OUT_OF_TIME);
  }
  const version = requireAsked(await assessments.versions(askedIn(attempt)), questionId, 'questionId');
  const saved = {
    question_id: questionId,
    answer: fittingAnswer(version, answer, 'answer'),
    saved_at: instant(now),
  };
  const written = await work.run(({ tx }) => attempts.saveAnswer(tx, attemptId, version.id, saved));
  return written ? saved : refuse('ATTEMPT_CLOSED', CLOSED);
}

const SLICE = 50;

async function closeOverdue(
  { work, ...deps }: TakingDeps,
  onSlice: (closed: number) => Promise<void> = async () => {},
): Promise<number> {
  const before = overdueBefore(deps.clock.now());
  const failures: unknown[] = [];
  let closed = 0;
  let last = { id: 0, deadline_at: '' };
  for (;;) {
    const slice = await deps.attempts.overdue(before, last, SLICE);
    // Together, so that one commit serves many; one that fails does not keep the others open.
    const outcomes = await Promise.allSettled(slice.map(({ id }) => work.run(unit => handIn(deps, unit, id, {}))));
    for (const outcome of outcomes) if (outcome.status === 'rejected') failures.push(outcome.reason);
    closed += slice.length;
    if (slice.length < SLICE) break;
    last = slice.at(-1) as typeof last;
    await onSlice(closed);
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} overdue attempts could not be closed.`);
  return closed;
}
