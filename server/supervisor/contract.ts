/**
 * How the console and other programs on this machine speak with the server's supervisor: a control file in the data folder,
 * and an HTTP server on the loopback address. All requests carry `Authorization: Bearer <token of the control file>`.
 */
import { z } from 'zod';
import { Instant } from '../platform/http/contract.ts';

/** `control.json` of the data folder (0600). A file whose process no longer lives is stale and means nothing. */
export const CONTROL_FILE = 'control.json';

export const ControlFile = z.object({
  /** Process id of the supervisor. */
  pid: z.number().int().positive(),
  /** Port of the control server, on 127.0.0.1. */
  port: z.number().int().positive(),
  token: z.string().min(20),
  /** Where people reach the academy from this machine. */
  url: z.string(),
});
export type ControlFile = z.output<typeof ControlFile>;

/** What the server as a whole is doing; see states.ts for the diagram. */
export const ServerState = z.discriminatedUnion('name', [
  z.object({ name: z.literal('preparing') }),
  z.object({ name: z.literal('starting') }),
  z.object({ name: z.literal('ready') }),
  z.object({ name: z.literal('restarting') }),
  z.object({ name: z.literal('recovering'), reason: z.string() }),
  z.object({ name: z.literal('failed'), reason: z.string() }),
  z.object({ name: z.literal('stopping') }),
  z.object({ name: z.literal('stopped') }),
]);
export type ServerState = z.output<typeof ServerState>;

export const WorkerReport = z.object({
  /** `all` when one process does everything. */
  role: z.enum(['web', 'jobs', 'all']),
  state: z.enum(['starting', 'serving', 'draining', 'waiting']),
  /** null while it waits to be started again. */
  pid: z.number().int().nullable(),
  /** Start of this process. */
  since: Instant,
  /** Times it was started again after a crash. */
  restarts: z.number().int(),
});
export type WorkerReport = z.output<typeof WorkerReport>;

export const ServerReport = z.object({
  state: ServerState,
  /** Since when it is in this state. */
  since: Instant,
  started_at: Instant,
  pid: z.number().int(),
  version: z.string(),
  data_folder: z.string(),
  /** Addresses of the academy, best first: those of the network, then this machine's own. */
  addresses: z.array(z.string()),
  workers: z.array(WorkerReport),
  last_crash: z.object({ at: Instant, reason: z.string() }).nullable(),
  /** Address of the first-run set-up with its one-time code; null once that is done. */
  setup_link: z.string().nullable(),
});
export type ServerReport = z.output<typeof ServerReport>;

/** `GET` answers a ServerReport; `POST` is answered with 202 before it is carried out. */
export const CONTROL_PATHS = {
  state: 'GET /state',
  /** Server-sent events: a ServerReport as `data` now and after every change. */
  events: 'GET /events',
  stop: 'POST /stop',
  /** Replaces the workers one by one; the academy stays reachable. */
  restart: 'POST /restart',
} as const;
