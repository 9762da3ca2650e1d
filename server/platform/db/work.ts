/**
 * The unit of work: one transaction with one owner. Facts are announced and jobs woken after the commit, never before.
 *
 * On SQLite, units that wait for the writer are committed as a group: each in its own savepoint, one fsync for all, and each
 * is acknowledged after that fsync. PostgreSQL groups commits itself.
 */
import type { Knex } from 'knex';
import { type Clock, instant } from '../clock.ts';
import type { Events, Fact, FactName, Facts } from '../events/events.ts';
import type { JobOptions, JobName, Jobs } from '../jobs/contract.ts';
import type { Database } from './database.ts';
import { isBusy, isSerializationFailure } from './dialect.ts';

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
  db: Database;
  clock: Clock;
  events: Events;
  enqueue: (tx: Knex.Transaction, name: JobName, payload: unknown, options?: JobOptions) => Promise<number>;
  /** Called after a commit that enqueued something. */
  wakeJobs: () => void;
}

type Transact = <T>(use: (tx: Knex.Transaction) => Promise<T>) => Promise<T>;

export function createWork({ db, clock, events, enqueue, wakeJobs }: WorkDeps): Work {
  const transact = db.engine === 'sqlite' ? groupCommit(db.writer) : separately(db.writer);
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

const SERIALIZATION_TRIES = 3;

function separately(writer: Knex): Transact {
  return async use => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await writer.transaction(use);
      } catch (error) {
        if (!isSerializationFailure(error) || attempt === SERIALIZATION_TRIES) throw error;
      }
    }
  };
}

/** Units committed together at the most; bounds how long the first of them waits for the last. */
const GROUP = 64;

interface Ticket {
  use: (tx: Knex.Transaction) => Promise<unknown>;
  settle: (outcome: PromiseSettledResult<unknown>) => void;
}

function groupCommit(writer: Knex): Transact {
  const waiting: Ticket[] = [];
  let running = false;
  const drain = async () => {
    running = true;
    while (waiting.length > 0) await commitTogether(writer, waiting.splice(0, GROUP));
    running = false;
  };
  return use =>
    new Promise((resolve, reject) => {
      waiting.push({
        use,
        settle: outcome =>
          outcome.status === 'fulfilled' ? resolve(outcome.value as Awaited<ReturnType<typeof use>>) : reject(outcome.reason),
      });
      if (!running) void drain();
    });
}

async function commitTogether(writer: Knex, tickets: Ticket[]): Promise<void> {
  let outcomes: PromiseSettledResult<unknown>[] = [];
  try {
    const tx = await begin(writer);
    outcomes = await runEach(tx, tickets);
    // A rollback is what the only unit of a group without savepoints asked for.
    if (tickets.length === 1 && outcomes[0]?.status === 'rejected') await tx.rollback();
    else await tx.commit();
  } catch (reason) {
    outcomes = tickets.map(() => ({ status: 'rejected', reason }));
  }
  tickets.forEach((ticket, i) => ticket.settle(outcomes[i] as PromiseSettledResult<unknown>));
}

async function runEach(tx: Knex.Transaction, tickets: Ticket[]): Promise<PromiseSettledResult<unknown>[]> {
  if (tickets.length === 1) return Promise.allSettled(tickets.map(ticket => ticket.use(tx)));
  const outcomes: PromiseSettledResult<unknown>[] = [];
  for (const ticket of tickets) outcomes.push(...(await Promise.allSettled([tx.transaction(ticket.use)])));
  return outcomes;
}

const PATIENCE_MS = 15_000;
const LONGEST_PAUSE_MS = 12;

/** Begins, waiting for other processes' transactions without blocking the event loop. */
async function begin(writer: Knex): Promise<Knex.Transaction> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      return await writer.transaction();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await new Promise(resolve => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }
}
