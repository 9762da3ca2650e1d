/**
 * How the console and other programs on this machine speak with the server's supervisor: a control file in the data folder,
 * and an HTTP server on the loopback address. All requests carry `Authorization: Bearer <token of the control file>`.
 */
import { z } from 'zod';
import { Instant } from '../platform/http/contract.ts';
import { OperationPlan, OperationReport, type OperationRequest } from './operations/contract.ts';

export {
  OperationOutcome,
  OperationPlan,
  OperationReport,
  OperationRequest,
  OperationStateName,
} from './operations/contract.ts';

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
  /** Nobody serves while an operation replaces data or program; `operation` of the report tells of it. */
  z.object({ name: z.literal('operating') }),
  /** The data cannot be used. `file` is the one that is damaged or missing. */
  z.object({ name: z.literal('damaged'), reason: z.string(), file: z.string() }),
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

/** A backup that could be restored, as the plan that would do it. */
export const Offer = z.object({
  plan: OperationPlan,
  made_at: Instant,
  /** When it was proved restorable; null when it never was. */
  proved_at: Instant.nullable(),
  /** Its passphrase has to be given: this machine has not its key. */
  encrypted: z.boolean(),
  /** The keys of the academy are not in it, and those of this machine are others or gone. */
  keys_missing: z.boolean().default(false),
  people: z.number().int(),
  version: z.string(),
});
export type Offer = z.output<typeof Offer>;

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
  /** Where it listens; an older server does not say. */
  ports: z.object({ http: z.number().int(), https: z.number().int() }).optional(),
  workers: z.array(WorkerReport),
  last_crash: z.object({ at: Instant, reason: z.string() }).nullable(),
  /** How far the look at the data is, 0 to 1; null when none is under way. */
  checking: z.number().nullable(),
  /** In the state `damaged`: what could be restored, the last proved backup first. */
  offers: z.array(Offer),
  /** The operation that runs, or the last one that ran. */
  operation: OperationReport.nullable(),
  /** Address of the first-run set-up with its one-time code; null once that is done. */
  setup_link: z.string().nullable(),
  /** True when the system started it at boot, false when a person or the console did. */
  is_service: z.boolean().default(false),
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
  /** Body: an OperationRequest. Answers `{ id }`, or 409 with `{ error }` when it cannot begin. */
  operate: 'POST /operations',
  /** Calls the operation off that runs; 409 when it is too late for that. */
  cancel: 'POST /operations/cancel',
} as const;

/** Whether the academy starts with this computer: what `service-process status` answers. */
export const ServiceStatus = z.object({
  /** False where the system offers nothing of the kind. */
  supported: z.boolean(),
  /** The service is known to the system, switched on or not. */
  installed: z.boolean(),
  /** It starts at the next boot. */
  enabled: z.boolean(),
  /** It runs now. */
  active: z.boolean(),
  data_folder: z.string().nullable(),
  /** As whom it runs. */
  user: z.string().nullable(),
  port: z.number().int().nullable(),
});
export type ServiceStatus = z.output<typeof ServiceStatus>;

/** Exit codes of a server that could not start, so that the console can offer what helps; its last line says it in words. */
export const START_TROUBLE = { other: 1, portTaken: 81, portRefused: 82, alreadyRunning: 83, folder: 84 } as const;
export type StartTrouble = keyof typeof START_TROUBLE;

/** Why a server refuses an operation that ends with another program. */
export const NO_LAUNCHER =
  'This server was started without its launcher, so nothing could start the new version. Start Lyceum as usual: by its window, its service, or npm start.';

/** The supervisor, as those see it who serve under it. */
export interface Appliance {
  report(): Promise<ServerReport>;
  /** Begins an operation. Rejects with an Error in plain words when it cannot begin. */
  operate(request: OperationRequest): Promise<{ id: string }>;
  /** Calls off the operation that runs. Rejects when it is too late for that. */
  cancel(): Promise<void>;
}

/** Whoever asked for an operation and looks on. */
export interface Watch {
  /** Every change, to show how far it is. */
  onReport(report: OperationReport): void;
  /** Calls the operation off, as long as that is possible. */
  signal: AbortSignal;
  /** It was to be called off, but goes on: why, in plain words. */
  onTooLate(reason: string): void;
}
