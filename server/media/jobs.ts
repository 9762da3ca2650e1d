import type { Clock } from '../platform/clock.ts';
import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import type { Uploads } from './uploads.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Removes uploads that nobody finished within a day. */
    'media.clean-uploads': Record<string, never>;
  }
}

export const mediaJobs = (uploads: Uploads, clock: Clock): JobHandlers => ({
  'media.clean-uploads': async (_payload, { progress }) => {
    const count = await uploads.clean(clock.now());
    await progress(1, count === 1 ? '1 file removed' : `${count} files removed`);
  },
});

/** At night, when nobody uploads. */
export const mediaSchedules: readonly Schedule[] = [{ cron: '17 3 * * *', name: 'media.clean-uploads', payload: {} }];
