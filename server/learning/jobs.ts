/** Counting everybody in a course anew after its modules changed. */
import type { Work } from '../platform/db/work.ts';
import type { JobContext } from '../platform/jobs/runner.ts';
import type { Completion } from './completion.ts';
import type { LearningRepository } from './repository.ts';
import { isComplete, percentage } from './rules.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    'learning.recount': { courseId: number };
  }
}

/** Enrolments per transaction, so that reports in the same course never wait long. */
const SLICE = 100;

export interface RecountDeps {
  work: Work;
  learning: LearningRepository;
  completion: Completion;
}

export async function recount(
  { work, learning, completion }: RecountDeps,
  { courseId }: { courseId: number },
  { progress }: Pick<JobContext, 'progress'>,
): Promise<void> {
  const expected = Math.max(1, (await learning.course(courseId, 0))?.enrolled_count ?? 0);
  let seen = 0;
  for (let last = 0; ; ) {
    const slice = await work.run(async unit => {
      const enrolments = await learning.activeIn(unit.tx, courseId, last, SLICE);
      for (const { user_id: userId, ...before } of enrolments) {
        const counts = await learning.counts(unit.tx, userId, courseId);
        const same =
          counts.mandatoryDone === before.mandatory_done &&
          percentage(counts) === before.progress_percentage &&
          (before.completed_at !== null || !isComplete(counts));
        if (!same) await completion.settle(unit, { userId, courseId, moduleId: null }, before.completed_at, counts);
      }
      return enrolments;
    });
    if (slice.length < SLICE) return;
    last = (slice.at(-1) as { id: number }).id;
    seen += slice.length;
    await progress(seen / expected, `${seen} of ${expected} learners`);
  }
}
