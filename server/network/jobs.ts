import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import type { HttpsService } from './https/service.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    'network.announce': Record<string, never>;
    'network.get-certificate': Record<string, never>;
    'network.keep-certificates': Record<string, never>;
  }
}

interface NetworkWork {
  https: HttpsService;
  /** Reads anew what is to be announced. */
  refresh: () => void;
}

export const networkJobs = ({ https, refresh }: NetworkWork): JobHandlers => ({
  'network.announce': async () => {
    await https.keep();
    refresh();
  },
  'network.get-certificate': { lane: 'long', run: (_payload, context) => https.obtain(context) },
  'network.keep-certificates': async (_payload, context) => {
    const { renewed, order } = await https.keep();
    if (order) await https.obtain(context);
    if (renewed || order) refresh();
  },
});

/** At a quarter past four, when hardly anybody is there; what is due has months left. */
export const networkSchedules: Schedule[] = [{ cron: '15 4 * * *', name: 'network.keep-certificates', payload: {} }];
