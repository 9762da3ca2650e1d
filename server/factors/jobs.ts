import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { FactorsService } from './service.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Forgets used challenges whose time is over. */
    'factors.clean-challenges': Record<string, never>;
  }
}

export const factorJobs = (factors: Pick<FactorsService, 'removeOld'>): JobHandlers => ({
  'factors.clean-challenges': async () => void (await factors.removeOld()),
});

export const factorSchedules = [{ cron: '27 3 * * *', name: 'factors.clean-challenges', payload: {} }] as const;
