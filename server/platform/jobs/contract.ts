/** Durable background work. Features add their jobs to `Jobs` by declaration merging in their jobs.ts. */
import { z } from 'zod';
import { endpoint, Id, IdParams, Instant, Paging } from '../http/contract.ts';

// biome-ignore lint: an interface so that features can merge their jobs into it
export interface Jobs {}
export type JobName = keyof Jobs & string;

export interface JobOptions {
  /** Not before this moment (UTC instant); at once when left out. */
  runAt?: string;
  /** Tries before the job is given up, 5 unless told. */
  maxAttempts?: number;
  /** While a job with this key waits or runs, another one with it is not added. */
  uniqueKey?: string;
  /** When a job with this key waits already: it shall not wait longer than this one would. */
  bringForward?: boolean;
}

/**
 * Jobs of one lane run one after another, lanes run side by side, so that an hour of work in one holds up nobody in another:
 * `quick` for what takes seconds, `mail` for talking to the mail server, `long` for backups, proofs and the like.
 */
export const lanes = ['quick', 'mail', 'long'] as const;
export type Lane = (typeof lanes)[number];

export const JobState = z.enum(['queued', 'running', 'done', 'failed', 'cancelled']);
export type JobState = z.output<typeof JobState>;

export const Job = z.object({
  id: Id,
  name: z.string(),
  state: JobState,
  /** 0 to 1. */
  progress: z.number().min(0).max(1),
  note: z.string().nullable(),
  /** Whole seconds until it is done, reckoned from its progress; null while that cannot be said. */
  seconds_left: z.number().int().nullable(),
  attempts: z.number().int(),
  max_attempts: z.number().int(),
  last_error: z.string().nullable(),
  run_at: Instant,
  created_at: Instant,
  /** When the present or last try began. */
  started_at: Instant.nullable(),
  finished_at: Instant.nullable(),
});
export type Job = z.output<typeof Job>;

export const jobEndpoints = {
  list: endpoint('GET /jobs', {
    summary: 'Background jobs, newest first; without the routine ones, where that is asked for, unless they failed.',
    query: Paging.extend({ state: JobState.optional(), routine: z.enum(['true', 'false']).default('true') }),
    data: z.array(Job),
    paged: true,
  }),
  read: endpoint('GET /jobs/:id', { summary: 'One background job.', params: IdParams, data: Job }),
  cancel: endpoint('POST /jobs/:id/cancel', { summary: 'Asks a job to stop.', params: IdParams, data: Job }),
  retry: endpoint('POST /jobs/:id/retry', {
    summary: 'Queues a failed or cancelled job again.',
    params: IdParams,
    data: Job,
  }),
};
