/** Waiting for the jobs of backups through the API. */
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
