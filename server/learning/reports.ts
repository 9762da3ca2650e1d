/** Progress reports: what a lesson's page sends every few seconds. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Unit, Work } from '../platform/db/work.ts';
import { refuse } from '../platform/errors/refusal.ts';
import type { Data, Input } from '../platform/http/contract.ts';
import type { Completion, CourseState } from './completion.ts';
import type { learningEndpoints } from './contract.ts';
import type { LearningRepository, Situation, Step } from './repository.ts';
import { completes, plausibleSeconds } from './rules.ts';

type Endpoint = typeof learningEndpoints.report;
type Report = Input<Endpoint>['body'];

export interface ReportDeps {
  work: Work;
  clock: Clock;
  learning: LearningRepository;
  completion: Completion;
  /** Ends with the refusal that fits: no such course, not enrolled, no such module. */
  refuseUnknown: (step: Step) => Promise<never>;
}

/** Tries before giving up when other reports of the same person keep coming in between. */
const TRIES = 10;

/**
 * Writes a report: one read before the transaction and three statements in it (two more when the module is completed).
 * What was read is checked by the first of them, so that two reports at once never count the same seconds twice.
 */
export async function report(deps: ReportDeps, about: Omit<Step, 'at'>, body: Report): Promise<Data<Endpoint>> {
  const step = { ...about, at: instant(deps.clock.now()) };
  const known = (await deps.learning.situation(step)) ?? (await deps.refuseUnknown(step));
  if (body.completed && known.content_type === 'quiz' && known.module_completed_at === null)
    refuse('CONFLICT', 'A quiz is completed by passing it.', { field: 'completed' });
  return deps.work.run(unit => write(deps, unit, step, body, known));
}

async function write(deps: ReportDeps, unit: Unit, step: Step, body: Report, first: Situation) {
  const { learning } = deps;
  const known = await lockInState(deps, unit, step, first);
  const position = body.last_position ?? known.last_position ?? 0;
  const seconds = plausibleSeconds(body.time_spent ?? 0, known.module_reported_at, Date.parse(step.at));
  const completed = completes({
    contentType: known.content_type,
    asked: body.completed ?? false,
    position: Math.max(position, known.last_position ?? 0),
    duration: known.duration,
  });
  const module = await learning.addProgress(unit.tx, step, { completed, seconds, position });
  await learning.addStudy(unit.tx, step, seconds, known.last_module_id === step.moduleId ? 0 : 1);
  const newlyDone = completed && known.module_completed_at === null;
  const course = newlyDone ? await deps.completion.settle(unit, step, known.course_completed_at) : unmoved(known);
  return {
    module: { module_id: step.moduleId, ...module },
    progress_percentage: course.progressPercentage,
    completed_at: course.completedAt,
    certificate_id: course.certificateId ?? known.certificate_id,
  };
}

function unmoved(known: Situation): CourseState {
  return {
    progressPercentage: known.progress_percentage,
    completedAt: known.course_completed_at,
    certificateId: null,
  };
}

/** Locks the enrolment while nothing was reported after `known`; reads again when something was. */
async function lockInState({ learning, refuseUnknown }: ReportDeps, unit: Unit, step: Step, first: Situation) {
  let known = first;
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    if (await learning.touchIfLast(unit.tx, step, known.last_accessed)) return known;
    known = (await learning.situationIn(unit.tx, step)) ?? (await refuseUnknown(step));
  }
  return refuse('CONFLICT', 'Too many reports of this course came at once. Please send it again.');
}
