/**
 * Running one transaction, on either engine.
 *
 * On SQLite, transactions that wait for the writer are committed as a group: each in its own savepoint, one fsync for all, and
 * each is acknowledged after that fsync. COMMIT itself only writes (see sqlite.ts); the fsync runs beside the event loop, so that
 * who reads meanwhile does not wait for the disk. PostgreSQL does all of this itself.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { open } from 'node:fs/promises';
import type Sqlite from 'better-sqlite3';
import type { Knex } from 'knex';
import type { Database } from './database.ts';
import { isBusy, isSerializationFailure, sqliteConnectionOf } from './dialect.ts';

export type Transact = <T>(use: (tx: Knex.Transaction) => Promise<T>) => Promise<T>;

export function createTransact(db: Pick<Database, 'engine' | 'writer' | 'location'>): Transact {
  return db.engine === 'sqlite' ? groupCommit(db.writer, `${db.location}-wal`) : separately(db.writer);
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

function groupCommit(writer: Knex, log: string): Transact {
  const waiting: Ticket[] = [];
  let running = false;
  const drain = async () => {
    running = true;
    while (waiting.length > 0) await commitTogether(writer, log, waiting.splice(0, GROUP));
    running = false;
  };
  return use =>
    new Promise((resolve, reject) => {
      waiting.push({
        // A group is worked through in the context of whoever came first; each unit belongs to who asked for it.
        use: AsyncLocalStorage.bind(use),
        settle: outcome =>
          outcome.status === 'fulfilled'
            ? resolve(outcome.value as Awaited<ReturnType<typeof use>>)
            : reject(outcome.reason as Error),
      });
      if (!running) void drain();
    });
}

async function commitTogether(writer: Knex, log: string, tickets: Ticket[]): Promise<void> {
  let outcomes: PromiseSettledResult<unknown>[] = [];
  try {
    const tx = await begin(writer);
    outcomes = await runEach(tx, tickets);
    // A rollback is what the only unit of a group without savepoints asked for.
    if (tickets.length === 1 && outcomes[0]?.status === 'rejected') await tx.rollback();
    else await commit(writer, tx).then(() => onDisk(log));
  } catch (reason) {
    outcomes = tickets.map(() => ({ status: 'rejected', reason }));
  }
  tickets.forEach((ticket, i) => ticket.settle(outcomes[i] as PromiseSettledResult<unknown>));
}

/** Danger: knex resolves `commit()` even when COMMIT failed; only `executionPromise` tells. */
async function commit(writer: Knex, tx: Knex.Transaction): Promise<void> {
  await tx.commit();
  try {
    await tx.executionPromise;
  } catch (error) {
    // A transaction whose COMMIT failed may still be open on the only connection. Without one, ROLLBACK fails, rightly.
    await writer.raw('rollback').catch(() => {});
    throw error;
  }
}

/**
 * Waits until what was committed is on the disk: it is in the write-ahead log, or a checkpoint has brought it into the database and
 * synced that. Opened each time, because the log is another file once the last connection to the database was closed.
 */
async function onDisk(log: string): Promise<void> {
  const file = await open(log, 'r+');
  try {
    await file.datasync();
  } finally {
    await file.close();
  }
}

async function runEach(tx: Knex.Transaction, tickets: Ticket[]): Promise<PromiseSettledResult<unknown>[]> {
  if (tickets.length === 1) return Promise.allSettled(tickets.map(ticket => ticket.use(tx)));
  const connection = (await sqliteConnectionOf(tx)) as Sqlite.Database;
  const outcomes: PromiseSettledResult<unknown>[] = [];
  for (const ticket of tickets) {
    connection.exec('savepoint unit');
    const [outcome] = await Promise.allSettled([ticket.use(tx)]);
    if (outcome.status === 'rejected') connection.exec('rollback to unit');
    connection.exec('release unit');
    outcomes.push(outcome);
  }
  return outcomes;
}

const PATIENCE_MS = 15_000;
const LONGEST_PAUSE_MS = 12;

/** Begins, waiting for other processes' transactions without blocking the event loop. */
async function begin(writer: Knex): Promise<Knex.Transaction> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let pause = 1; ; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
    try {
      const tx = await writer.transaction();
      // When BEGIN failed, knex hands out a transaction that is over already; this promise holds the reason.
      if (tx.isCompleted()) await tx.executionPromise;
      return tx;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      await new Promise(resolve => setTimeout(resolve, pause * (0.5 + Math.random())));
    }
  }
}
