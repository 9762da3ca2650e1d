/** The jobs table: enqueued in the business transaction, claimed by one worker at a time, the same on both engines. */
import type { Knex } from 'knex';
import { type Clock, instant, MINUTE, SECOND } from '../clock.ts';
import type { Database, Engine } from '../db/database.ts';
import type { Transact } from '../db/transact.ts';
import { refuse } from '../errors/refusal.ts';
import { scrub } from '../logging/scrubbing.ts';
import type { Page } from '../http/contract.ts';
import type { Job, JobName, JobOptions, JobState } from './contract.ts';
import { secondsLeft } from './progress-rules.ts';

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
  started_at: string | null;
  finished_at: string | null;
}

/** A claim not renewed for this long belongs to a process that died. */
export const CLAIM_MS = 2 * MINUTE;
const DEFAULT_ATTEMPTS = 5;
/** What keys of scheduled jobs begin with. */
export const SCHEDULED = 'schedule:';

/** Pause before the next try: 5 s, 20 s, 80 s … at most an hour. */
export function backOff(attempts: number): number {
  return Math.min(5 * SECOND * 4 ** (attempts - 1), 60 * MINUTE);
}

/** Which jobs a lane takes: only the named ones, or all but them. */
export interface NameFilter {
  only: boolean;
  names: readonly string[];
}
const EVERY_NAME: NameFilter = { only: false, names: [] };

interface Listed {
  state?: JobState | undefined;
  routine?: boolean;
  page: number;
  per_page: number;
}

export interface Queue {
  enqueue(tx: Knex, name: JobName, payload: unknown, options?: JobOptions): Promise<number>;
  /** Takes the next due job, or one whose worker died; null when there is none. */
  claim(worker: string, which?: NameFilter): Promise<JobRow | null>;
  /** True when somebody asked the running job to stop, or when it is not ours any more. */
  stopAsked(id: number): Promise<boolean>;
  /** Keeps the claim on a running job that has no progress to tell. */
  renew(id: number): Promise<void>;
  /** Gives a running job back without counting the try: the server stops, or the job asked to run later. */
  release(job: JobRow, runAt: string, note: string | null): Promise<void>;
  /** Gives back the jobs of workers that are gone, so that they need not wait for their claims to run out. */
  releaseClaims(isGone: (worker: string) => boolean): Promise<number>;
  /** Renews the claim and stores progress. Answers true when the job should stop. */
  report(id: number, progress: number, note: string | null): Promise<boolean>;
  finish(id: number, outcome: 'done' | 'cancelled'): Promise<void>;
  /** Schedules the next try, or gives the job up. Answers the state that it is in now. */
  fail(job: JobRow, error: string): Promise<JobState>;
  /** `routine` false leaves out what came by a schedule, unless it failed. */
  list(filter: Listed): Promise<Page<Job>>;
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
    return row ? toJob(row, clock.now()) : refuse('NOT_FOUND', 'There is no such job.');
  };
  return {
    enqueue: (tx, name, payload, options) => insert(tx, name, payload, now(), options),
    claim: (worker, which = EVERY_NAME) => transact(tx => claim(tx, db.engine, worker, which, clock.now())),
    async stopAsked(id) {
      const row = await db.read.get<Pick<JobRow, 'state' | 'cancel_requested'>>(
        'select state, cancel_requested from jobs where id = ?',
        [id],
      );
      return row?.state !== 'running' || Boolean(row.cancel_requested);
    },
    async renew(id) {
      const claimed_until = instant(clock.now() + CLAIM_MS);
      await transact(tx => tx<JobRow>('jobs').where({ id, state: 'running' }).update({ claimed_until }));
    },
    async release(job, run_at, note) {
      const told = note === null ? null : scrub(note).slice(0, 300);
      const again = { state: 'queued', attempts: job.attempts - 1, run_at, note: told, claimed_until: null } as const;
      await transact(tx => tx<JobRow>('jobs').where({ id: job.id, state: 'running' }).update(again));
    },
    releaseClaims: isGone => transact(tx => releaseClaims(tx, isGone, now())),
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
      const change = {
        state,
        last_error: scrub(error).slice(0, 2000),
        run_at,
        finished_at: again ? null : now(),
      } as const;
      await transact(tx => tx<JobRow>('jobs').where({ id: job.id }).update(change));
      return state;
    },
    async list({ state, routine = true, page, per_page }) {
      const matching = () => {
        const some = db.reader<JobRow>('jobs').where(state ? { state } : {});
        return routine ? some : some.andWhere(telling);
      };
      const [count] = await matching().count({ n: '*' });
      const rows = await matching()
        .orderBy('id', 'desc')
        .limit(per_page)
        .offset((page - 1) * per_page);
      return { items: rows.map(row => toJob(row, clock.now())), total: Number((count as { n: number }).n) };
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

/** Whether a schedule asked for it, and nobody else. */
export const isRoutine = ({ unique_key }: Pick<JobRow, 'unique_key'>): boolean =>
  unique_key?.startsWith(SCHEDULED) ?? false;

/** Jobs that somebody or something asked for, and whatever failed. */
const telling = (query: Knex.QueryBuilder) =>
  void query.whereNull('unique_key').orWhereNot('unique_key', 'like', `${SCHEDULED}%`).orWhere('state', 'failed');

/** The id of the new job, or of the one that is already waiting or running under the same key. */
async function insert(
  tx: Knex,
  name: string,
  payload: unknown,
  now: string,
  options: JobOptions = {},
): Promise<number> {
  const { uniqueKey = null, runAt = now, maxAttempts: max_attempts = DEFAULT_ATTEMPTS, bringForward } = options;
  const row = { name, payload: JSON.stringify(payload), state: 'queued', unique_key: uniqueKey, run_at: runAt };
  for (;;) {
    // Two transactions may both find no such job: the unique index lets one in, and the other one waits for it here.
    const [added] = await tx('jobs')
      .insert({ ...row, max_attempts, created_at: now })
      .onConflict(tx.raw(`(unique_key) where state in ('queued', 'running')`))
      .ignore()
      .returning<{ id: number }[]>('id');
    if (added) return added.id;
    const same = await tx<JobRow>('jobs')
      .where({ unique_key: uniqueKey })
      .whereIn('state', ['queued', 'running'])
      .first('id');
    if (!same) continue;
    if (bringForward)
      await tx<JobRow>('jobs')
        .where({ id: same.id, state: 'queued' })
        .where('run_at', '>', runAt)
        .update({ run_at: runAt });
    return same.id;
  }
}

/** One statement, so that no two workers take the same job; PostgreSQL skips rows that another one is taking. */
async function claim(
  tx: Knex,
  engine: Engine,
  worker: string,
  { only, names }: NameFilter,
  at: number,
): Promise<JobRow | null> {
  const now = instant(at);
  const skip = engine === 'postgres' ? 'for update skip locked' : '';
  const named = names.length > 0 ? `and name ${only ? '' : 'not '}in (${names.map(() => '?').join(', ')})` : '';
  const sql = `update jobs set state = 'running', attempts = attempts + 1, claimed_by = ?, claimed_until = ?, started_at = ?
    where id = (select id from jobs where ((state = 'queued' and run_at <= ?) or (state = 'running' and claimed_until < ?))
      ${named} order by run_at, id limit 1 ${skip}) returning *`;
  const until = instant(at + CLAIM_MS);
  const result: unknown = await tx.raw(sql, [worker, until, now, now, now, ...names]);
  const rows = Array.isArray(result) ? (result as JobRow[]) : (result as { rows: JobRow[] }).rows;
  return rows[0] ?? null;
}

async function releaseClaims(tx: Knex, isGone: (worker: string) => boolean, now: string): Promise<number> {
  const running = await tx('jobs')
    .where({ state: 'running' })
    .select<{ id: number; claimed_by: string | null }[]>('id', 'claimed_by');
  const ids = running.filter(job => isGone(job.claimed_by ?? '')).map(job => job.id);
  if (ids.length > 0) await tx('jobs').whereIn('id', ids).update({ claimed_until: now, state: 'queued', run_at: now });
  return ids.length;
}

function toJob(row: JobRow, now: number): Job {
  const { id, name, state, note, attempts, max_attempts, last_error, run_at, created_at, started_at } = row;
  const progress = Number(row.progress);
  const running = state === 'running' && started_at !== null;
  return {
    id: Number(id),
    name,
    state,
    progress,
    note,
    seconds_left: running ? secondsLeft(progress, now - Date.parse(started_at)) : null,
    attempts,
    max_attempts,
    last_error,
    run_at,
    created_at,
    started_at,
    finished_at: row.finished_at,
  };
}
