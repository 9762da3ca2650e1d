import type { JobName } from '../platform/jobs/contract.ts';
import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import type { BackupKind } from './contract.ts';
import type { Making } from './making.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    /** Makes a backup in every place, proves it, and removes what the retention no longer asks for. */
    'backups.create': { kind: BackupKind; reason: string | null };
    /** Proves a backup again. */
    'backups.prove': { id: string };
    /** Removes one from its places. */
    'backups.remove': { id: string };
    /** Reads again which backups lie in the places: after a restore the database knows only those from before. */
    'backups.look-again': Record<string, never>;
    /** Looks whether a backup is due, and whether a disk is back. */
    'backups.watch': Record<string, never>;
  }
}

/** Only one at a time; begun again once when the server was killed in the middle. */
export const CREATE_ONCE = { uniqueKey: 'backups.create', maxAttempts: 2 } as const;
export const proveOnce = (id: string) => ({ uniqueKey: `backups.prove:${id}`, maxAttempts: 2 });

export const backupJobs = (making: Making): JobHandlers => ({
  'backups.create': { lane: 'long', run: (payload, context) => making.create(payload, context) },
  'backups.prove': { lane: 'long', run: ({ id }, context) => making.prove(id, context) },
  'backups.remove': { lane: 'long', run: ({ id }, context) => making.remove(id, context) },
  'backups.look-again': { lane: 'long', run: () => making.lookAgain() },
  'backups.watch': () => making.watch(),
});

/** While the server stood still, places may have changed. */
export const backupJobsAtStart: readonly JobName[] = ['backups.look-again'];

/** Every five minutes: a disk that is back is noticed soon, and a night that was slept through is made up for. */
export const backupSchedules: readonly Schedule[] = [{ cron: '*/5 * * * *', name: 'backups.watch', payload: {} }];
