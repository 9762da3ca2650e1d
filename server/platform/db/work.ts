/** The unit of work: one transaction with one owner. Facts are announced and jobs woken after the commit, never before. */
import type { Knex } from 'knex';
import { type Clock, instant } from '../clock.ts';
import type { Events, Fact, FactName, Facts } from '../events/events.ts';
import type { JobName, JobOptions, Jobs } from '../jobs/contract.ts';
import type { Transact } from './transact.ts';

/** Who did what to which thing, for the activity log. */
export interface Act {
  userId: number | null;
  /** `course.publish` style. */
  action: string;
  resourceType: string;
  resourceId: number | null;
  ip?: string | undefined;
  userAgent?: string | undefined;
}

export interface Unit {
  tx: Knex.Transaction;
  /** Told to listeners after the commit. */
  announce<N extends FactName>(name: N, data: Facts[N]): void;
  /** Durable work; its row joins this transaction. */
  enqueue<N extends JobName>(name: N, payload: Jobs[N], options?: JobOptions): Promise<number>;
  /** Writes the activity log in this transaction. */
  record(act: Act): Promise<void>;
}

export interface Work {
  /** Runs the use case in a transaction and answers after it is on disk. Whatever it throws rolls everything back. */
  run<T>(use: (unit: Unit) => Promise<T>): Promise<T>;
}

export interface WorkDeps {
  transact: Transact;
  clock: Clock;
  events: Events;
  enqueue: (tx: Knex.Transaction, name: JobName, payload: unknown, options?: JobOptions) => Promise<number>;
  /** Called after a commit that enqueued something. */
  wakeJobs: () => void;
}

export function createWork({ transact, clock, events, enqueue, wakeJobs }: WorkDeps): Work {
  return {
    async run(use) {
      let facts: Fact[] = [];
      let enqueued = 0;
      const result = await transact(async tx => {
        facts = [];
        enqueued = 0;
        return use({
          tx,
          announce: (name, data) => void facts.push({ name, data } as Fact),
          enqueue: (name, payload, options) => {
            enqueued++;
            return enqueue(tx, name, payload, options);
          },
          record: act => recordAct(tx, act, instant(clock.now())),
        });
      });
      if (enqueued > 0) wakeJobs();
      if (facts.length > 0) await events.deliver(facts);
      return result;
    },
  };
}

async function recordAct(tx: Knex.Transaction, act: Act, at: string): Promise<void> {
  await tx('user_activity_logs').insert({
    user_id: act.userId,
    action: act.action,
    resource_type: act.resourceType,
    resource_id: act.resourceId,
    ip: act.ip ?? null,
    user_agent: act.userAgent?.slice(0, 300) ?? null,
    created_at: at,
  });
}
