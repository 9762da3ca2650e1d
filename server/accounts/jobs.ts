import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Entry } from './entry.ts';
import type { Links } from './links.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Somebody asked for a new password; `base` is where the link shall lead. */
    'accounts.forgotten': { email: string; base: string };
    /** Removes one-time links that are long over, and sign-ins that nobody finished. */
    'accounts.clean-links': Record<string, never>;
  }
}

export const accountJobs = (links: Links, entry: Pick<Entry, 'removeOld'>): JobHandlers => ({
  'accounts.forgotten': payload => links.mailForgotten(payload),
  'accounts.clean-links': async () => {
    await links.removeOld();
    await entry.removeOld();
  },
});

export const accountSchedules = [{ cron: '23 3 * * *', name: 'accounts.clean-links', payload: {} }] as const;
