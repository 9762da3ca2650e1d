/** Waiting for the jobs of backups through the API, and holding the processes that do their work. */
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { vi } from 'vitest';
import type { Job } from '../../server/platform/jobs/contract.ts';
import type { Caller } from './academy.ts';
import { eventually } from './eventually.ts';

/** The job when it has ended, however it ended. */
export async function endOf(admin: Caller, jobId: number, withinMs = 60_000): Promise<Job> {
  return eventually(
    `job ${jobId} ends`,
    async () => {
      const { data } = await admin.get(`/jobs/${jobId}`);
      return ['done', 'failed', 'cancelled'].includes(data.state) && (data as Job);
    },
    withinMs,
  );
}

/** Makes a backup and waits for it; answers its job. */
export async function backUp(admin: Caller): Promise<Job> {
  const { data } = await admin.post('/backups', {});
  return endOf(admin, data.job_id);
}

/** A process of backups that stands still from its first moment on. */
export interface HeldProcess {
  /** Resolves once it has been sent word to stop. */
  askedToStop(): Promise<void>;
  goOn(): void;
}

/** Holds the next process that works on backups for an academy within this one; others may go before it: the second one is the proof's. */
export async function holdBackupProcess(nth = 1): Promise<HeldProcess> {
  const { promise, resolve } = Promise.withResolvers<ChildProcess>();
  let seen = 0;
  const look = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    child.once('spawn', () => {
      if (child.spawnargs.some(arg => /backup-process\.[jt]s$/.test(arg)) && ++seen === nth) resolve(child);
    });
  };
  subscribe('child_process', look);
  const child = await promise.finally(() => unsubscribe('child_process', look));
  const send = vi.spyOn(child, 'send');
  child.kill('SIGSTOP');
  return {
    askedToStop: async () => {
      await vi.waitFor(() => {
        if (!send.mock.calls.some(([message]) => typeof message === 'object' && 'stop' in message))
          throw new Error('Not yet.');
      }, 30_000);
    },
    goOn: () => void child.kill('SIGCONT'),
  };
}
