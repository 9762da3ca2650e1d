/** Runs jobs in the jobs process: one after another within a lane, the lanes side by side. */
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, instant, SECOND, systemClock } from '../clock.ts';
import { withinWork } from '../context.ts';
import type { Log } from '../logging/log.ts';
import { type JobName, type Jobs, type Lane, lanes } from './contract.ts';
import { CLAIM_MS, isRoutine, type JobRow, type NameFilter, type Queue } from './queue.ts';

export interface JobContext {
  /** Aborted when the job is cancelled or the process drains. */
  signal: AbortSignal;
  /** Tells how far it is, 0 to 1, with a short note for people; renews the claim. Throws once the job is cancelled. */
  progress(fraction: number, note?: string): Promise<void>;
}

export type JobHandler<N extends JobName> = (payload: Jobs[N], context: JobContext) => Promise<void>;
/** A plain function is a `quick` job; what takes longer says its lane: `{ lane: 'long', run }`. */
export type JobHandlers = { [N in JobName]?: JobHandler<N> | { lane: Lane; run: JobHandler<N> } };

type AnyHandler = (payload: unknown, context: JobContext) => Promise<void>;

class Cancelled extends Error {}

/** Thrown by a handler whose time has not come: the job waits until then, and the try does not count. */
export class Later extends Error {
  readonly runAt: string;
  constructor(runAt: string, why: string) {
    super(why);
    this.runAt = runAt;
  }
}

export interface Runner {
  /** Looks for due jobs now instead of at the next poll. */
  wake(): void;
  /** Stops taking jobs and waits for the running ones, which are asked to stop. */
  stop(): Promise<void>;
}

export interface RunnerParts {
  queue: Queue;
  handlers: JobHandlers;
  log: Log;
  /** Process id that stands in the claims; this process's own unless told. */
  pid?: number;
  clock?: Clock;
  /** Milliseconds between looks at the table when nobody wakes us. */
  pollMs: number;
  /** Milliseconds between looks whether somebody cancelled the running job. */
  watchMs?: number;
  /** Told when a job begins, moves or ends. */
  onChange?: (id: number) => void;
  /** Told of every error that a job, or the look for one, met. */
  onFault?: (error: unknown) => void;
}

/** Which jobs each lane takes. `quick` takes whatever no other lane claims, so that a job without a handler is found too. */
export function laneFilter(lane: Lane, handlers: JobHandlers): NameFilter {
  const entries = Object.entries(handlers) as [string, AnyHandler | { lane: Lane }][];
  const laneOf = (handler: AnyHandler | { lane: Lane }): Lane =>
    typeof handler === 'function' ? 'quick' : handler.lane;
  if (lane === 'quick')
    return { only: false, names: entries.filter(([, h]) => laneOf(h) !== 'quick').map(([name]) => name) };
  return { only: true, names: entries.filter(([, h]) => laneOf(h) === lane).map(([name]) => name) };
}

export function startRunner(parts: RunnerParts): Runner {
  const { log, queue, handlers, pid = process.pid } = parts;
  const host = hostname().slice(0, 40);
  const drain = new AbortController();
  const sleeping = new Map<Lane, () => void>();
  const wake = () => {
    for (const resume of sleeping.values()) resume();
  };
  const recovered = queue
    .releaseClaims(worker => isGone(worker, host, pid))
    .catch((err: unknown) => {
      log.error({ err }, 'could not take over the jobs of workers that are gone');
    });
  const loop = async (lane: Lane) => {
    const which = laneFilter(lane, handlers);
    if (which.only && which.names.length === 0) return;
    await recovered;
    while (!drain.signal.aborted) {
      const job = await queue.claim(`${host}:${pid}`, which).catch((err: unknown) => {
        log.error({ err, lane }, 'could not look for jobs');
        parts.onFault?.(err);
        return null;
      });
      if (job) await runJob(job, parts, drain.signal);
      else if (!drain.signal.aborted) await pause(parts.pollMs, resume => sleeping.set(lane, resume));
    }
  };
  const running = Promise.all(lanes.map(loop));
  return {
    wake,
    async stop() {
      drain.abort(new Cancelled('The server is stopping.'));
      wake();
      await running;
    },
  };
}

/** A claim of this machine whose process has ended. One with our own number was made before we started. */
function isGone(worker: string, host: string, pid: number): boolean {
  const [where, number] = [worker.slice(0, worker.lastIndexOf(':')), Number(worker.split(':').at(-1))];
  if (where !== host || !Number.isInteger(number) || number <= 0) return false;
  if (number === pid) return true;
  try {
    process.kill(number, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
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

/** Progress is stored at most this often, milliseconds; its end always. */
const REPORT_MS = 250;

async function runJob(job: JobRow, parts: RunnerParts, draining: AbortSignal): Promise<void> {
  const { queue, handlers, onChange } = parts;
  const cancel = new AbortController();
  const stop = () => cancel.abort(new Cancelled('Cancelled.'));
  let reported = Number.NEGATIVE_INFINITY;
  const context: JobContext = {
    signal: AbortSignal.any([cancel.signal, draining]),
    async progress(fraction, note) {
      const at = performance.now();
      if (at - reported >= REPORT_MS || fraction >= 1) {
        reported = at;
        if (await queue.report(job.id, Math.min(1, Math.max(0, fraction)), note?.slice(0, 300) ?? null)) stop();
        onChange?.(job.id);
      }
      context.signal.throwIfAborted();
    },
  };
  onChange?.(job.id);
  const unwatch = watch(job.id, parts, stop);
  let end = () => endWell(job, parts);
  try {
    // Asked before the worker that ran it died.
    if (job.cancel_requested) stop();
    context.signal.throwIfAborted();
    if (job.attempts > job.max_attempts)
      throw new Error(`The server ended ${job.max_attempts} times while this was running.`);
    const handler = handlers[job.name as JobName] as AnyHandler | { run: AnyHandler } | undefined;
    if (!handler) throw new Error(`No handler for jobs named ${job.name}.`);
    const run = typeof handler === 'function' ? handler : handler.run;
    await withinWork(`job:${job.name}`, () => run(JSON.parse(job.payload), context));
  } catch (error) {
    parts.onFault?.(error);
    end = () => endEarly(job, error as Error, parts, { cancelled: cancel.signal.aborted, draining: draining.aborted });
  } finally {
    unwatch();
  }
  await noted(end, job, parts, draining);
  onChange?.(job.id);
}

const NOTE_AGAIN_MS = 2 * SECOND;

/** Writes down how a job ended, again and again while the database is away; once the claim has run out, the job is done anew. */
async function noted(
  write: () => Promise<void>,
  job: JobRow,
  parts: RunnerParts,
  draining: AbortSignal,
): Promise<void> {
  const until = performance.now() + CLAIM_MS;
  for (;;) {
    try {
      return await write();
    } catch (err) {
      parts.onFault?.(err);
      if (!draining.aborted && performance.now() < until) await untilNextTry(draining);
      else return parts.log.error({ err, job: job.id, name: job.name }, 'how a job ended could not be noted');
    }
  }
}

const untilNextTry = (draining: AbortSignal) => sleep(NOTE_AGAIN_MS, undefined, { signal: draining }).catch(() => {});

async function endWell(job: JobRow, { queue, log }: RunnerParts): Promise<void> {
  await queue.finish(job.id, 'done');
  // What comes by a schedule, some of it every minute, would bury the rest.
  log[isRoutine(job) ? 'debug' : 'info']({ job: job.id, name: job.name }, 'job done');
}

/** A job ended before it was done: cancelled, interrupted because the server stops, put off by itself, or failed. */
async function endEarly(
  job: JobRow,
  error: Error,
  { queue, log, clock = systemClock }: RunnerParts,
  { cancelled, draining }: { cancelled: boolean; draining: boolean },
): Promise<void> {
  const about = { job: job.id, name: job.name };
  if (cancelled) return queue.finish(job.id, 'cancelled');
  if (error instanceof Later) return queue.release(job, error.runAt, error.message.slice(0, 300));
  if (draining) {
    await queue.release(job, instant(clock.now()), null);
    return log.info(about, 'job interrupted, it begins again after the start');
  }
  const state = await queue.fail(job, error.message);
  log.warn({ ...about, state, err: error }, 'job failed');
}

const WATCH_MS = SECOND;

/** Keeps the claim while the job runs and notices a cancellation even when the job has no progress to tell. */
function watch(id: number, { queue, log, watchMs = WATCH_MS }: RunnerParts, stop: () => void): () => void {
  let renewed = performance.now();
  const look = async () => {
    try {
      if (await queue.stopAsked(id)) stop();
      if (performance.now() - renewed < CLAIM_MS / 4) return;
      renewed = performance.now();
      await queue.renew(id);
    } catch (err) {
      log.warn({ err, job: id }, 'could not look after a running job');
    }
  };
  const timer = setInterval(() => void look(), watchMs);
  return () => clearInterval(timer);
}
