/** The unit of work: one transaction with one owner. Facts are announced and jobs woken after the commit, never before. */
import type { Knex } from 'knex';
import { type Clock, instant } from '../clock.ts';
import { contextNow } from '../context.ts';
import type { Events, Fact, FactName, Facts } from '../events/events.ts';
import type { JobName, JobOptions, Jobs } from '../jobs/contract.ts';
import { type Act, appendActs } from './acts.ts';
import type { Transact } from './transact.ts';

export interface Unit {
  tx: Knex.Transaction;
  /** Told to listeners after the commit. */
  announce<N extends FactName>(name: N, data: Facts[N]): void;
  /** Durable work; its row joins this transaction. */
  enqueue<N extends JobName>(name: N, payload: Jobs[N], options?: JobOptions): Promise<number>;
  /** Written into the ledger in this transaction, as the last thing before its commit. */
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
        const acts: Act[] = [];
        const value = await use({
          tx,
          announce: (name, data) => void facts.push({ name, data } as Fact),
          enqueue: (name, payload, options) => {
            enqueued++;
            return enqueue(tx, name, payload, options);
          },
          record: async act => void acts.push(act),
        });
        if (acts.length > 0) await appendActs(tx, acts, instant(clock.now()), contextNow());
        return value;
      });
      if (enqueued > 0) wakeJobs();
      if (facts.length > 0) await events.deliver(facts);
      return result;
    },
  };
}
