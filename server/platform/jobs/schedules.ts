/** Jobs that come round: each firing adds one, unless the one before still waits or runs. */
import cron from 'node-cron';
import type { Transact } from '../db/transact.ts';
import type { Log } from '../logging/log.ts';
import type { JobName, Jobs } from './contract.ts';
import { type Queue, SCHEDULED } from './queue.ts';

export type Schedule = {
  [N in JobName]: {
    /** Minute, hour, day of the month, month, day of the week, in the time zone of the machine. */
    cron: string;
    name: N;
    payload: Jobs[N];
  };
}[JobName];

interface SchedulesParts {
  schedules: readonly Schedule[];
  queue: Pick<Queue, 'enqueue'>;
  transact: Transact;
  log: Log;
  /** Tells the runner that there is work. */
  wake(): void;
}

/** Throws when a time is not written as cron writes it. */
export function startSchedules(parts: SchedulesParts): { stop(): void } {
  const tasks = parts.schedules.map(({ cron: times, name, payload }) =>
    cron.schedule(times, () =>
      enqueueScheduled(parts, name, payload).catch((err: unknown) =>
        parts.log.error({ err, name }, 'could not schedule'),
      ),
    ),
  );
  return {
    stop() {
      for (const task of tasks) void task.destroy();
    },
  };
}

/** Answers the id of the job, which is an older one when that has not ended yet. */
export async function enqueueScheduled(
  { queue, transact, wake }: Pick<SchedulesParts, 'queue' | 'transact' | 'wake'>,
  name: JobName,
  payload: unknown,
): Promise<number> {
  const id = await transact(tx => queue.enqueue(tx, name, payload, { uniqueKey: SCHEDULED + name }));
  wake();
  return id;
}
