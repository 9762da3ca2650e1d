import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { TakingService } from './attempts.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Hands in attempts whose time ran out without anybody there to do it. */
    'assessments.close-overdue': Record<string, never>;
  }
}

/**
 * One look a minute instead of one job per attempt: a single indexed query, nothing to keep in step when a deadline moves, and
 * right after any outage. Learners who are there do not wait for it: saving, starting and handing in close at once.
 */
export const schedules = [{ cron: '* * * * *', name: 'assessments.close-overdue', payload: {} }] as const;

/** Enqueued when the jobs process starts: attempts may have run out while the server was down. */
export const jobsAtStart = ['assessments.close-overdue'] as const;

export const assessmentJobs = (taking: TakingService): JobHandlers => ({
  async 'assessments.close-overdue'(_payload, { progress }) {
    await taking.closeOverdue(closed => progress(0.5, `${closed} attempts handed in`));
  },
});
