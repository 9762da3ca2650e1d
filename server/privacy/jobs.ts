import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import type { Erasing } from './erasing.ts';
import type { Exporting } from './exporting.ts';
import type { Inactive } from './inactive.ts';
import type { KeysService } from './keys.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Makes the file of everything about a person. */
    'privacy.export': { exportId: number };
    /** Removes files of exports whose days are over. */
    'privacy.tidy': Record<string, never>;
    /** Erases whose waiting time is over, and whom a restored backup brought back. */
    'privacy.erase-due': Record<string, never>;
    /** Tells people that their account is to be erased because nobody uses it. */
    'privacy.tell-inactive': Record<string, never>;
    /** Brings everything that is sealed under the key in use, and retires the old ones. */
    'privacy.reseal': Record<string, never>;
  }
}

interface Makers {
  exporting: Exporting;
  erasing: Erasing;
  inactive: Inactive;
  keys: KeysService;
}

export const privacyJobs = ({ exporting, erasing, inactive, keys }: Makers): JobHandlers => ({
  'privacy.export': { lane: 'long', run: ({ exportId }, context) => exporting.make(exportId, context) },
  'privacy.tidy': async () => void (await exporting.removeOld()),
  'privacy.erase-due': async (_, { signal }) => void (await erasing.eraseDue(signal)),
  'privacy.tell-inactive': { lane: 'long', run: (_, context) => inactive.tellAll(context) },
  'privacy.reseal': { lane: 'long', run: (_, context) => keys.reseal(context) },
});

export const privacySchedules: readonly Schedule[] = [
  { cron: '17 * * * *', name: 'privacy.erase-due', payload: {} },
  { cron: '47 4 * * *', name: 'privacy.tell-inactive', payload: {} },
  { cron: '37 3 * * *', name: 'privacy.tidy', payload: {} },
];

/** A backup may have been restored, or a rotation interrupted, and values of an older version may not be sealed yet. */
export const privacyJobsAtStart = ['privacy.erase-due', 'privacy.reseal'] as const;
