/** Work that comes back by the clock. The schedule only enqueues; the queue keeps it from running twice. */
import { schedule as cron, type ScheduledTask } from 'node-cron';
import type { Work } from '../db/work.ts';
import type { Log } from '../logging/log.ts';
import type { JobName } from './contract.ts';

export interface Schedule {
  /** Five fields, local time of the machine. */
  cron: string;
  /** A job without payload. */
  name: JobName;
}

/** Starts every schedule; answers how to stop them. */
export function startSchedules(schedules: readonly Schedule[], work: Work, log: Log): () => Promise<void> {
  const tasks: ScheduledTask[] = schedules.map(({ cron: expression, name }) =>
    cron(expression, () =>
      work
        .run(async ({ enqueue }) => void (await enqueue(name, {} as never, { uniqueKey: name, maxAttempts: 1 })))
        .catch(error => log.error({ err: error as Error, name }, 'could not enqueue scheduled work')),
    ),
  );
  return async () => {
    await Promise.all(tasks.map(task => task.stop()));
  };
}
