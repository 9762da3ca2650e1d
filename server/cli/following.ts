/** Follows a job that the running server works on, as if it were done here. */
import type { Queue } from '../platform/jobs/queue.ts';
import type { Watch } from '../supervisor/contract.ts';
import type { Screen } from './screen.ts';

const ASK_MS = 300;

/** Resolves when it is done; throws with its reason when it failed. Ctrl-C cancels the job and waits for its end. */
export async function followJob(queue: Queue, id: number, screen: Screen, signal: AbortSignal): Promise<void> {
  let cancelled = false;
  for (;;) {
    const job = await queue.read(id);
    if (job.state === 'done') return;
    if (job.state === 'cancelled') throw new Error('It was cancelled.');
    // One that will be tried again says now why it was not done.
    if (job.state === 'failed' || (job.state === 'queued' && job.attempts > 0 && job.last_error))
      throw new Error(job.last_error ?? 'It failed.');
    screen.progress(job.progress, job.note ?? undefined);
    if (signal.aborted && !cancelled) {
      cancelled = true;
      await queue.cancel(id);
    }
    await new Promise(resolve => setTimeout(resolve, ASK_MS));
  }
}

/** Shows how far an operation is; Ctrl-C calls it off while that is possible. */
export const lookingOn = (screen: Screen, signal: AbortSignal): Watch => ({
  signal,
  onReport: ({ progress, title, note }) => screen.progress(progress, note ?? title),
  onTooLate: reason => screen.say(`${reason} It goes on; its end is awaited.`),
});
