/**
 * Operations: what replaces the academy's data or program while nobody serves (a restore, an update, a move of the database).
 * The supervisor carries them out; who asks for one hands it a plan and follows its report.
 */
import { z } from 'zod';

/** The states of an operation that goes well, in their order. */
export const FORWARD = [
  'verifying',
  'saving',
  'draining',
  'stopping',
  'replacing',
  'migrating',
  'starting',
  'probing',
  'done',
] as const;

/** Where an operation stands; states.ts has the diagram. */
export const OperationStateName = z.enum([...FORWARD, 'rolling-back', 'rolled-back', 'failed']);
export type OperationStateName = z.output<typeof OperationStateName>;

export const OperationPlan = z.object({
  /** Which kind carries it out: `restore`, `update`, `move-database`. */
  kind: z.string().min(1).max(40),
  /** What people read: "Restore to Thursday 19 Nov, 03:11". */
  title: z.string().min(1).max(200),
  /** Name of the academy, for the page that stands in meanwhile. */
  academy: z.string().max(200).default(''),
  /** What the kind needs; it checks that itself. Kept in the journal, so no secrets. */
  values: z.record(z.string(), z.unknown()).default({}),
  /** After the change another program has to run: the supervisor hands over to it before `starting`. */
  relaunch: z.boolean().default(false),
});
export type OperationPlan = z.output<typeof OperationPlan>;

export const OperationReport = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: OperationStateName,
  /** Of the whole operation, 0 to 1. */
  progress: z.number(),
  /** null while nothing can be said yet, and when it has ended. */
  seconds_left: z.number().int().nullable(),
  /** What is being done, more exactly: "media/courses/videos/17.mp4". */
  note: z.string().nullable(),
  /** Why it was rolled back, or failed: a sentence for people. */
  reason: z.string().nullable(),
  /** Why, for programs: somebody called it off, the power went or the server was killed, or something did not work. */
  cause: z.enum(['cancelled', 'interrupted', 'fault']).nullable().default(null),
  started_at: z.string(),
  ended_at: z.string().nullable(),
});
export type OperationReport = z.output<typeof OperationReport>;

/** What stays to be told of one that is over. */
export const OperationOutcome = OperationReport.pick({
  id: true,
  kind: true,
  title: true,
  state: true,
  reason: true,
  cause: true,
  started_at: true,
  ended_at: true,
});
export type OperationOutcome = z.output<typeof OperationOutcome>;

/** Body of `POST /operations` at the control server. */
export const OperationRequest = z.object({
  plan: OperationPlan,
  /** What the plan needs and nobody may write down: a passphrase, a key file. Used before anything is replaced, then forgotten. */
  secret: z.string().max(300_000).nullable().default(null),
});
export type OperationRequest = z.input<typeof OperationRequest>;
