/** Runs jobs one after another in the jobs process; several runners may work side by side. */
import type { Log } from '../logging/log.ts';
import type { JobName, Jobs } from './contract.ts';
import type { JobRow, Queue } from './queue.ts';

export interface JobContext {
  /** Aborted when the job is cancelled or the process drains. */
  signal: AbortSignal;
  /** Tells how far it is, 0 to 1, with a short note for people; renews the claim. Throws once the job is cancelled. */
  progress(fraction: number, note?: string): Promise<void>;
}

export type JobHandler<N extends JobName> = (payload: Jobs[N], context: JobContext) => Promise<void>;
export type JobHandlers = { [N in JobName]?: JobHandler<N> };

class Cancelled extends Error {}

export interface Runner {
  /** Looks for due jobs now instead of at the next poll. */
  wake(): void;
  /** Stops taking jobs and waits for the running one, which is asked to stop. */
  stop(): Promise<void>;
}

export interface RunnerParts {
  queue: Queue;
  handlers: JobHandlers;
  log: Log;
  /** Name of this worker, for the claim. */
  worker: string;
  /** Milliseconds between looks at the table when nobody wakes us. */
  pollMs: number;
  /** Told when a job begins, moves or ends. */
  onChange?: (id: number) => void;
}

export function startRunner(parts: RunnerParts): Runner {
  let stopping = false;
  let wake = () => {};
  const drain = new AbortController();
  const loop = async () => {
    while (!stopping) {
      const job = await parts.queue.claim(parts.worker).catch((err: unknown) => {
        parts.log.error({ err }, 'could not look for jobs');
        return null;
      });
      if (job) await runJob(job, parts, drain.signal);
      else await pause(parts.pollMs, resume => (wake = resume));
    }
  };
  const running = loop();
  return {
    wake: () => wake(),
    async stop() {
      stopping = true;
      drain.abort(new Cancelled('The server is stopping.'));
      wake();
      await running;
    },
  };
}

function pause(ms: number, expose: (resume: () => void) => void): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(resolve, ms);
    expose(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}

async function runJob(
  job: JobRow,
  { queue, handlers, log, onChange }: RunnerParts,
  draining: AbortSignal,
): Promise<void> {
  const cancel = new AbortController();
  const context: JobContext = {
    signal: AbortSignal.any([cancel.signal, draining]),
    async progress(fraction, note) {
      const stop = await queue.report(job.id, Math.min(1, Math.max(0, fraction)), note?.slice(0, 300) ?? null);
      onChange?.(job.id);
      if (stop) cancel.abort(new Cancelled('Cancelled.'));
      context.signal.throwIfAborted();
    },
  };
  onChange?.(job.id);
  try {
    const handler = handlers[job.name as JobName] as
      | ((payload: unknown, context: JobContext) => Promise<void>)
      | undefined;
    if (!handler) throw new Error(`No handler for jobs named ${job.name}.`);
    await handler(JSON.parse(job.payload), context);
    await queue.finish(job.id, 'done');
    log.info({ job: job.id, name: job.name }, 'job done');
  } catch (error) {
    if (cancel.signal.aborted) await queue.finish(job.id, 'cancelled');
    else {
      const state = await queue.fail(job, (error as Error).message);
      log.warn({ job: job.id, name: job.name, state, err: error }, 'job failed');
    }
  }
  onChange?.(job.id);
}
