/** Is the academy well, what happened in the last three days, and who is told when something is wrong. */
import { z } from 'zod';
import { Finding, HealthState } from '../platform/health/contract.ts';
import { endpoint, Instant, someOf } from '../platform/http/contract.ts';

export const HealthProbe = z.object({ name: z.string(), state: HealthState, detail: z.string() });
/** What programs ask for: short, without a sign-in, 503 when the academy cannot do its work. */
export const Health = z.object({
  state: HealthState,
  version: z.string(),
  uptime_seconds: z.number(),
  checks: z.array(HealthProbe),
});
export type Health = z.output<typeof Health>;

/** One check with what it found last. */
export const Standing = z.object({
  name: z.string(),
  /** What is looked at. */
  title: z.string(),
  /** Room of the console that it belongs to. */
  room: z.string(),
  finding: Finding,
  /** Since when the state is what it is. */
  since: Instant,
  checked_at: Instant,
  /** The administrator does not want to hear of it until then. */
  silenced_until: Instant.nullable(),
  /** It changed so often that it counts as an issue until it has been calm for a while. */
  comes_and_goes: z.boolean(),
});
export type Standing = z.output<typeof Standing>;

export const HealthReport = z.object({
  /** The worst state of what is not silenced. */
  state: HealthState,
  /** When the latest check ended; null before the first. */
  checked_at: Instant.nullable(),
  /** A check of everything that runs now. */
  running: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  /** Worst first; silenced ones after those that are not. */
  checks: z.array(Standing),
});
export type HealthReport = z.output<typeof HealthReport>;

/** One minute of the flight recorder; null where this machine does not tell. Shares are 0 to 1, sizes bytes, times milliseconds. */
export const Minute = z.object({
  /** Begin of the minute, milliseconds since 1970. */
  at: z.number(),
  cpu: z.number().nullable(),
  load: z.number(),
  memory: z.number(),
  swap: z.number().nullable(),
  /** Memory of all our processes. */
  rss: z.number(),
  processes: z.array(z.object({ role: z.string(), pid: z.number(), rss: z.number() })),
  disk_free: z.number().nullable(),
  disk_total: z.number().nullable(),
  /** Bytes a second. */
  disk_read: z.number().nullable(),
  disk_write: z.number().nullable(),
  temperature: z.number().nullable(),
  /** How late the event loop was, 99 of 100 times, in the worst process. */
  loop: z.number(),
  answer_p50: z.number().nullable(),
  answer_p95: z.number().nullable(),
  /** In this minute. */
  requests: z.number(),
  errors: z.number(),
  /** Processor time of our processes in seconds, in this minute. */
  cpu_seconds: z.number(),
  connections: z.number(),
  queue: z.number().nullable(),
  /** Duration of one small write that was flushed to the disk. */
  fsync: z.number().nullable(),
  network_up: z.boolean().nullable(),
  /** Bytes a second. */
  network_in: z.number().nullable(),
  network_out: z.number().nullable(),
  database: z.number().nullable(),
  sign_ins_refused: z.number(),
});
export type Minute = z.output<typeof Minute>;

export const RecordedEvent = z.object({
  at: Instant,
  /** `server-started`, `disk-slow` …; screens translate by it. */
  code: z.string(),
  state: HealthState,
  /** Minutes that it lasted; null for what has no length. */
  minutes: z.number().nullable(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The sentence: "The disk was slow for 4 minutes". */
  text: z.string(),
});
export type RecordedEvent = z.output<typeof RecordedEvent>;

/** A figure of the recorder as it stands now. */
export const Gauge = z.object({ name: z.string(), state: HealthState, value: z.number().nullable() });
export type Gauge = z.output<typeof Gauge>;

export const Recording = z.object({
  from: Instant,
  to: Instant,
  /** Minutes that one point stands for. */
  step_minutes: z.number().int(),
  points: z.array(Minute.omit({ processes: true })),
  gauges: z.array(Gauge),
  /** The newest minute's processes. */
  processes: Minute.shape.processes,
  /** Newest first. */
  events: z.array(RecordedEvent),
});
export type Recording = z.output<typeof Recording>;

export const Advice = z.object({
  /** What was measured, or assumed where there is too little to go by. */
  basis: z.object({
    measured: z.boolean(),
    users: z.number().int(),
    peak_people: z.number(),
    requests_measured: z.number().int(),
    cpu_ms_per_request: z.number(),
    requests_per_person: z.number(),
    answer_p95: z.number().nullable(),
    cores: z.number().int(),
    memory_bytes: z.number(),
    engine: z.enum(['sqlite', 'postgres']),
  }),
  steps: z.array(
    z.object({
      users: z.number().int(),
      state: HealthState,
      /** `fits`, `cpu`, `memory`, `disk`, `database`: what decides. */
      code: z.string(),
      values: z.record(z.string(), z.union([z.string(), z.number()])),
      text: z.string(),
    }),
  ),
});
export type Advice = z.output<typeof Advice>;

const Address = z.url({ protocol: /^https?$/, error: () => 'Write an address that begins with http:// or https://.' });
const UpsServer = z
  .string()
  .max(120)
  .regex(/^[a-zA-Z0-9.-]+(:\d{1,5})?$/, 'Write a name or an address, like nas.local.');
/** Who is told of trouble, and how. */
export const AlertSettings = z.object({
  /** Notifications of the system, where the console runs. */
  desktop: z.boolean().default(true),
  /** From which state on somebody is told. */
  least: z.enum(['warning', 'failing']).default('warning'),
  mail: z.boolean().default(false),
  mail_to: z.array(z.email().max(254)).max(10).default([]),
  webhook: z.boolean().default(false),
  webhook_url: z.union([Address.max(500), z.literal('')]).default(''),
  /** Signs what is posted (HMAC with SHA-256). */
  webhook_secret: z.string().max(200).default(''),
  /** Where Network UPS Tools answer. */
  ups_server: UpsServer.default('localhost'),
});
export type AlertSettings = z.output<typeof AlertSettings>;

export const ShownAlertSettings = AlertSettings.omit({ webhook_secret: true }).extend({
  secrets_set: z.array(z.string()),
  /** Mail can be sent at all. */
  mail_ready: z.boolean(),
});
export type ShownAlertSettings = z.output<typeof ShownAlertSettings>;

const Ok = z.object({ state: z.literal('ok') });
const CheckName = z.object({
  name: z
    .string()
    .max(60)
    .regex(/^[a-z-]+$/, 'must be the name of a check'),
});

export const healthEndpoints = {
  health: endpoint('GET /health', {
    rate: 'none',
    summary:
      'For monitors: database, limits, disk (more than 10 % free), memory (less than 90 % used), queue and last backup, each really tried; 503 when one fails.',
    data: Health,
  }),
  live: endpoint('GET /health/live', { rate: 'none', summary: 'The process answers.', data: Ok }),
  ready: endpoint('GET /health/ready', {
    rate: 'none',
    summary: 'For load balancers: requests can be served; 503 while starting or draining.',
    data: Ok,
  }),
  report: endpoint('GET /health/report', {
    summary: 'Every check with what it found, its remedy, and since when.',
    data: HealthReport,
  }),
  check: endpoint('POST /health/check', {
    summary: 'Checks everything now; the report tells how far it is.',
    data: z.object({ started: z.boolean() }),
    status: 202,
  }),
  silence: endpoint('POST /health/checks/:name/silence', {
    summary: 'Does not speak of an issue for a while.',
    params: CheckName,
    body: z.object({ days: z.union([z.literal(1), z.literal(7)]) }),
    data: z.object({ silenced_until: Instant }),
  }),
  listen: endpoint('DELETE /health/checks/:name/silence', {
    summary: 'Speaks of the issue again.',
    params: CheckName,
    data: z.object({}),
  }),
  recording: endpoint('GET /health/recording', {
    summary: 'The flight recorder: figures and events of the last hours.',
    query: z.object({ hours: z.coerce.number().int().min(1).max(72).default(1) }),
    data: Recording,
  }),
  advice: endpoint('GET /health/advice', {
    summary: 'How many people this machine can carry, from what was measured.',
    data: Advice,
  }),
  mendPermissions: endpoint('POST /health/remedies/permissions', {
    summary: 'Makes the keys and the set-up code readable for nobody but the account of the server.',
    data: z.object({ changed: z.number().int() }),
  }),
  alerts: endpoint('GET /alerts/settings', { summary: 'Who is told of trouble, and how.', data: ShownAlertSettings }),
  changeAlerts: endpoint('PUT /alerts/settings', {
    summary: 'Changes who is told of trouble.',
    body: someOf(AlertSettings),
    data: ShownAlertSettings,
  }),
  testAlert: endpoint('POST /alerts/test', {
    summary: 'Sends a test by mail or to the webhook and waits for the outcome.',
    body: z.object({ channel: z.enum(['mail', 'webhook']) }),
    data: z.object({ delivered: z.boolean(), detail: z.string() }),
  }),
};

/** News for people, as a notification shows them. */
export interface HealthNews {
  kind: 'begun' | 'again' | 'over';
  check: string;
  title: string;
  detail: string;
}

declare module '../platform/realtime/contract.ts' {
  interface Messages {
    /** The report is another one. `news` holds what people should be told now, nothing most of the time. */
    'health.changed': { state: HealthState; news: HealthNews[] };
  }
}
