import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { OverviewService } from './service.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    'overview.sample-presence': Record<string, never>;
  }
}

export const overviewJobs = (overview: OverviewService): JobHandlers => ({
  'overview.sample-presence': () => overview.samplePresence(),
});
