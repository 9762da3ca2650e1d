import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import type { UpkeepService } from './service.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    'upkeep.run': { occasion: 'night' | 'by-hand' };
    /** Looks whether the night's upkeep is due: its window is a setting. */
    'upkeep.look': Record<string, never>;
  }
}

export const upkeepJobs = (upkeep: UpkeepService): JobHandlers => ({
  'upkeep.run': { lane: 'long', run: async ({ occasion }, running) => void (await upkeep.run(occasion, running)) },
  'upkeep.look': () => upkeep.look(),
});

export const upkeepSchedules: readonly Schedule[] = [{ cron: '*/5 * * * *', name: 'upkeep.look', payload: {} }];
