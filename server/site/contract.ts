/** The academy as a whole: first-run set-up, its name, what the sign-in page may know, health. */
import { z } from 'zod';
import { Email, NewPassword, SignedIn } from '../accounts/contract.ts';
import { endpoint, Id, line } from '../platform/http/contract.ts';

export const Site = z.object({
  name: z.string(),
  /** Stable key of this academy; its engraving is drawn from it. */
  key: z.string(),
  registration: z.enum(['open', 'closed']),
  set_up: z.boolean(),
  version: z.string(),
});
export type Site = z.output<typeof Site>;

export const SetupFacts = z.object({
  data_folder: z.string(),
  free_bytes: z.number(),
  total_bytes: z.number(),
  database: z.enum(['sqlite', 'postgres']),
});

export const HealthState = z.enum(['ok', 'warning', 'failing']);
export const HealthCheck = z.object({ name: z.string(), state: HealthState, detail: z.string() });
export const Health = z.object({
  state: HealthState,
  version: z.string(),
  uptime_seconds: z.number(),
  checks: z.array(HealthCheck),
});
export type Health = z.output<typeof Health>;

export const siteEndpoints = {
  read: endpoint('GET /site', { summary: 'What everybody may know of this academy.', data: Site }),
  update: endpoint('PUT /site', {
    summary: 'Changes name and registration.',
    body: z.object({ name: line(80), registration: z.enum(['open', 'closed']) }).partial(),
    data: Site,
  }),
  setupFacts: endpoint('POST /setup/check', {
    summary: 'Checks the one-time code and tells where data will live.',
    body: z.object({ code: z.string().max(100) }),
    data: SetupFacts,
  }),
  setup: endpoint('POST /setup', {
    summary: 'Creates the first administrator with the one-time code of the first start.',
    body: z.object({
      code: z.string().max(100),
      site_name: line(80),
      admin: z.object({ email: Email, password: NewPassword, first_name: line(80), last_name: line(80) }),
      sample_course: z.boolean().default(false),
      client: z.enum(['bearer', 'cookie']).default('bearer'),
    }),
    data: SignedIn.extend({ sample_course_id: Id.nullable() }),
    status: 201,
  }),
  health: endpoint('GET /health', {
    summary: 'Database, disk, memory and queue, each really tried; 503 when one fails.',
    data: Health,
  }),
  live: endpoint('GET /health/live', { summary: 'The process answers.', data: z.object({ state: z.literal('ok') }) }),
  ready: endpoint('GET /health/ready', {
    summary: 'Requests can be served; 503 while starting or draining.',
    data: z.object({ state: z.literal('ok') }),
  }),
};
