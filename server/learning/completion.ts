/** From a module that is done to the course and its certificate, inside the transaction of whoever asks. */
import { type Clock, instant } from '../platform/clock.ts';
import type { Unit } from '../platform/db/work.ts';
import type { LearningRepository } from './repository.ts';
import { isComplete, type ModuleCounts, percentage } from './rules.ts';

export interface CompletionDeps {
  clock: Clock;
  learning: LearningRepository;
  /** Issues the certificate of a completed course and answers its id. */
  issueCertificate: (unit: Unit, about: { userId: number; courseId: number }) => Promise<number>;
}

export interface CourseState {
  progressPercentage: number;
  completedAt: string | null;
  /** Set when this very step completed the course. */
  certificateId: number | null;
}

interface About {
  userId: number;
  courseId: number;
  /** null when the outline changed and not the person's work. */
  moduleId: number | null;
}

export type Completion = ReturnType<typeof createCompletion>;

export function createCompletion(deps: CompletionDeps) {
  const { clock, learning } = deps;
  return {
    /** See `Learning.completeModule`. */
    async completeModule(
      unit: Unit,
      about: { userId: number; courseId: number; moduleId: number },
    ): Promise<CourseState | null> {
      const step = { ...about, at: instant(clock.now()) };
      const enrolment = await learning.touch(unit.tx, step);
      if (!enrolment) return null;
      await learning.markDone(unit.tx, step);
      return settle(deps, unit, about, enrolment.completed_at);
    },
    /** Counts the course anew after a module of it was marked. The caller holds the enrolment's lock. */
    settle: (unit: Unit, about: About, completedBefore: string | null, counted?: ModuleCounts) =>
      settle(deps, unit, about, completedBefore, counted),
  };
}

async function settle(
  { clock, learning, issueCertificate }: CompletionDeps,
  unit: Unit,
  about: About,
  completedBefore: string | null,
  counted?: ModuleCounts,
): Promise<CourseState> {
  const { userId, courseId, moduleId } = about;
  const counts = counted ?? (await learning.counts(unit.tx, userId, courseId));
  const progressPercentage = percentage(counts);
  const completedNow = completedBefore === null && isComplete(counts);
  const completedAt = await learning.settle(unit.tx, about, {
    percentage: progressPercentage,
    mandatoryDone: counts.mandatoryDone,
    completedAt: completedNow ? instant(clock.now()) : null,
  });
  let certificateId: number | null = null;
  if (completedNow) {
    certificateId = await issueCertificate(unit, { userId, courseId });
    unit.announce('course.completed', { userId, courseId, certificateId });
  }
  unit.announce('progress.changed', { userId, courseId, moduleId, progressPercentage, completedAt });
  return { progressPercentage, completedAt, certificateId };
}
