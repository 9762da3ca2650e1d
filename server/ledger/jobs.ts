import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import type { LedgerService } from './service.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Verifies the whole ledger. */
    'ledger.verify': Record<string, never>;
    /** Looks whether a fresh seal is due: how often is a setting. */
    'ledger.seal': Record<string, never>;
  }
}

export const ledgerJobs = (ledger: LedgerService): JobHandlers => ({
  'ledger.verify': {
    lane: 'long',
    run: async (_, { signal, progress }) => void (await ledger.verify({ signal, progress })),
  },
  'ledger.seal': (_, { signal }) => ledger.seal(signal),
});

export const ledgerSchedules: readonly Schedule[] = [
  { cron: '*/5 * * * *', name: 'ledger.seal', payload: {} },
  { cron: '40 2 * * *', name: 'ledger.verify', payload: {} },
];
