import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { EmailChanges } from './email-change.ts';
import type { Registering } from './registering.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Somebody registered; `base` is where the link shall lead. */
    'registration.mail-link': { id: number; base: string };
    /** Somebody wants that link anew. */
    'registration.resend': { email: string; base: string };
    /** Somebody wants another address. */
    'registration.mail-change': { id: number; base: string };
    /** Forgets registrations and changes that nobody confirmed. */
    'registration.clean': Record<string, never>;
  }
}

export const registrationJobs = (registering: Registering, changes: EmailChanges): JobHandlers => ({
  'registration.mail-link': payload => registering.mailLink(payload),
  'registration.resend': payload => registering.mailAgain(payload),
  'registration.mail-change': payload => changes.mailLinks(payload),
  'registration.clean': () => registering.removeOld(),
});

export const registrationSchedules = [{ cron: '33 3 * * *', name: 'registration.clean', payload: {} }] as const;
