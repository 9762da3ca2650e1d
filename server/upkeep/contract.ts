/** The nightly upkeep: when it runs, what is kept how long, and what it did. */
import { z } from 'zod';
import { endpoint, Id, Instant, someOf } from '../platform/http/contract.ts';

const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 03:00.');

export const UpkeepSettings = z.object({
  /** In the time zone of the machine. It begins within the window and stops where it is when the window ends. */
  window_start: TimeOfDay.default('03:00'),
  window_end: TimeOfDay.default('05:00'),
  /** Days for which the record of who did what is kept; never fewer than the law asks for. */
  activity_days: z.number().int().min(30).max(3650).default(1095),
  /** Days for which the law, or a contract, asks that it be kept. */
  activity_least_days: z.number().int().min(30).max(3650).default(365),
  /** Days for which finished background jobs are kept; failed ones are kept three times as long. */
  job_days: z.number().int().min(1).max(365).default(14),
});
export type UpkeepSettings = z.output<typeof UpkeepSettings>;

export const UpkeepStep = z.object({
  /** Stable; screens translate by it. */
  name: z.string(),
  state: z.enum(['done', 'warning', 'failed', 'skipped']),
  /** What was counted, by stable names: `removed`, `kept`, `percent_used`. */
  counts: z.record(z.string(), z.number()),
  bytes_freed: z.number(),
  seconds: z.number(),
  /** Longest time for which writers had to wait for it, in milliseconds; null where nothing was locked. */
  longest_write_ms: z.number().nullable(),
  /** Why it failed or was left out, in a sentence. */
  reason: z.string().nullable(),
});
export type UpkeepStep = z.output<typeof UpkeepStep>;

export const UpkeepReport = z.object({
  id: Id,
  occasion: z.enum(['night', 'by-hand']),
  /** `attention`: a step failed or warns; `cut-short`: the window ended; `cancelled`: somebody stopped it. */
  state: z.enum(['done', 'attention', 'cut-short', 'cancelled']),
  started_at: Instant,
  ended_at: Instant,
  bytes_freed: z.number(),
  steps: z.array(UpkeepStep),
});
export type UpkeepReport = z.output<typeof UpkeepReport>;

export const upkeepEndpoints = {
  read: endpoint('GET /upkeep', {
    summary: 'When upkeep runs, whether it runs now, and what it did the last times, newest first.',
    data: z.object({
      settings: UpkeepSettings,
      /** The job that waits or runs now. */
      job_id: Id.nullable(),
      reports: z.array(UpkeepReport),
    }),
  }),
  update: endpoint('PUT /upkeep/settings', {
    summary: 'Changes when upkeep runs and how long things are kept.',
    body: someOf(UpkeepSettings),
    data: UpkeepSettings,
  }),
  run: endpoint('POST /upkeep', {
    summary: 'Runs upkeep now, in the background, whatever the time.',
    data: z.object({ job_id: Id }),
    status: 202,
  }),
};
