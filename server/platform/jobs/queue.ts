/** The jobs table: enqueued in the business transaction, claimed by one worker at a time, the same on both engines. */
import type { Knex } from 'knex';
import { type Clock, instant, MINUTE, SECOND } from '../clock.ts';
import type { Database, Engine } from '../db/database.ts';
import { insertedId } from '../db/dialect.ts';
import type { Transact } from '../db/transact.ts';
import { refuse } from '../errors/refusal.ts';
import type { Page } from '../http/contract.ts';
import type { Job, JobName, JobOptions, JobState } from './contract.ts';

export interface JobRow {
  id: number;
  name: string;
  payload: string;
  state: JobState;
  unique_key: string | null;
  run_at: string;
  attempts: number;
  max_attempts: number;
  progress: number;
  note: string | null;
  cancel_requested: boolean | number;
  claimed_until: string | null;
  last_error: string | null;
  created_at: string;
  finished_at: string | null;
}

/** A claim not renewed for this long belongs to a process that died. */
export const CLAIM_MS = 2 * MINUTE;
const DEFAULT_ATTEMPTS = 5;

/** Pause before the next try: 5 s, 20 s, 80 s … at most an hour. */
export function backOff(attempts: number): number {
  return Math.min(5 * SECOND * 4 ** (attempts - 1), 60 * MINUTE);
}

export interface Queue {
  enqueue(tx: Knex, name: JobName, payload: unknown, options?: JobOptions): Promise<number>;
  /** Takes the next due job, or one whose worker died; null when there is none. */
  claim(worker: string): Promise<JobRow | null>;
  /** Renews the claim and stores progress. Answers true when the job should stop. */
  report(id: number, progress: number, note: string | null): Promise<boolean>;
  finish(id: number, outcome: 'done' | 'cancelled'): Promise<void>;
  /** Schedules the next try, or gives the job up. Answers the state that it is in now. */
  fail(job: JobRow, error: string): Promise<JobState>;
  list(filter: { state?: JobState | undefined; page: number; per_page: number }): Promise<Page<Job>>;
  read(id: number): Promise<Job>;
  cancel(id: number): Promise<Job>;
  retry(id: number): Promise<Job>;
  /** Jobs waiting or running, and the age in seconds of the oldest one that is due. */
  depth(): Promise<{ waiting: number; oldestSeconds: number }>;
}

export function createQueue(db: Database, transact: Transact, clock: Clock): Queue {
  const now = () => instant(clock.now());
  const read = async (id: number) => {
    const row = await db.reader<JobRow>('jobs').where({ id }).first();
    return row ? toJob(row) : refuse('NOT_FOUND', 'There is no such job.');
  };
  return {
    enqueue: (tx, name, payload, options) => insert(tx, name, payload, now(), options),
    claim: worker => transact(tx => claim(tx, db.engine, worker, clock.now())),
    async report(id, progress, note) {
      const claimed_until = instant(clock.now() + CLAIM_MS);
      const [row] = await transact(tx =>
        tx<JobRow>('jobs')
          .where({ id, state: 'running' })
          .update({ progress, note, claimed_until })
          .returning('cancel_requested'),
      );
      return !row || Boolean(row.cancel_requested);
    },
    async finish(id, outcome) {
      await transact(tx =>
        tx<JobRow>('jobs')
          .where({ id })
          .update({ state: outcome, progress: outcome === 'done' ? 1 : 0, finished_at: now() }),
      );
    },
    async fail(job, error) {
      const again = job.attempts < job.max_attempts;
      const state = again ? 'queued' : 'failed';
      const run_at = instant(clock.now() + backOff(job.attempts));
      const change = { state, last_error: error.slice(0, 2000), run_at, finished_at: again ? null : now() } as const;
      await transact(tx => tx<JobRow>('jobs').where({ id: job.id }).update(change));
      return state;
    },
    async list({ state, page, per_page }) {
      const matching = () => db.reader<JobRow>('jobs').where(state ? { state } : {});
      const [count] = await matching().count({ n: '*' });
      const rows = await matching()
        .orderBy('id', 'desc')
        .limit(per_page)
        .offset((page - 1) * per_page);
      return { items: rows.map(toJob), total: Number((count as { n: number }).n) };
    },
    read,
    async cancel(id) {
      await transact(async tx => {
        await tx<JobRow>('jobs').where({ id, state: 'queued' }).update({ state: 'cancelled', finished_at: now() });
        await tx<JobRow>('jobs').where({ id, state: 'running' }).update({ cancel_requested: true });
      });
      return read(id);
    },
    async retry(id) {
      await read(id);
      const again = {
        state: 'queued',
        attempts: 0,
        run_at: now(),
        finished_at: null,
        cancel_requested: false,
      } as const;
      const changed = await transact(tx =>
        tx<JobRow>('jobs').where({ id }).whereIn('state', ['failed', 'cancelled']).update(again),
      );
      if (changed === 0) refuse('CONFLICT', 'Only a job that failed or was cancelled can be tried again.');
      return read(id);
    },
    async depth() {
      const due = await db.read.get<{ n: number; oldest: string | null }>(
        `select count(*) as n, min(case when state = 'queued' then run_at end) as oldest from jobs where state in ('queued', 'running')`,
      );
      const age = due?.oldest ? (clock.now() - Date.parse(due.oldest)) / SECOND : 0;
      return { waiting: Number(due?.n ?? 0), oldestSeconds: Math.max(0, age) };
    },
  };
}

async function insert(
  tx: Knex,
  name: string,
  payload: unknown,
  now: string,
  options: JobOptions = {},
): Promise<number> {
  if (options.uniqueKey) {
    const same = await tx<JobRow>('jobs')
      .where({ unique_key: options.uniqueKey })
      .whereIn('state', ['queued', 'running'])
      .first('id');
    if (same) return same.id;
  }
  const rows: unknown = await tx('jobs')
    .insert({
      name,
      payload: JSON.stringify(payload),
      state: 'queued',
      unique_key: options.uniqueKey ?? null,
      run_at: options.runAt ?? now,
      max_attempts: options.maxAttempts ?? DEFAULT_ATTEMPTS,
      created_at: now,
    })
    .returning<unknown>('id');
  return insertedId(rows);
}

/** One statement, so that no two workers take the same job; PostgreSQL skips rows that another one is taking. */
async function claim(tx: Knex, engine: Engine, worker: string, at: number): Promise<JobRow | null> {
  const now = instant(at);
  const skip = engine === 'postgres' ? 'for update skip locked' : '';
  const sql = `update jobs set state = 'running', attempts = attempts + 1, claimed_by = ?, claimed_until = ?, cancel_requested = ?
    where id = (select id from jobs where (state = 'queued' and run_at <= ?) or (state = 'running' and claimed_until < ?)
      order by run_at, id limit 1 ${skip}) returning *`;
  const result: unknown = await tx.raw(sql, [worker, instant(at + CLAIM_MS), false, now, now]);
  const rows = Array.isArray(result) ? (result as JobRow[]) : (result as { rows: JobRow[] }).rows;
  return rows[0] ?? null;
}

function toJob(row: JobRow): Job {
  const { id, name, state, progress, note, attempts, max_attempts, last_error, run_at, created_at, finished_at } = row;
  return { id, name, state, progress, note, attempts, max_attempts, last_error, run_at, created_at, finished_at };
}
