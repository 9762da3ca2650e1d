/**
 * A check looks at one thing of the appliance and says what it found: all is well, or an issue with its remedy. Features bring
 * their checks; the composition root hands all of them to the feature `health`, which runs, remembers and tells them.
 */
import { z } from 'zod';

export const HealthState = z.enum(['ok', 'warning', 'failing']);
export type HealthState = z.output<typeof HealthState>;

/** What the admin can do about an issue: words, and where a button leads. */
export const Remedy = z.object({
  /** What to do, one or two sentences for somebody who is no administrator by trade. */
  text: z.string(),
  /** Label of the button: a verb with its object. */
  label: z.string(),
  action: z.discriminatedUnion('kind', [
    /** A page of the console, without `/console`. */
    z.object({ kind: z.literal('page'), path: z.string() }),
    /** A call of the API without parameters of its own: `POST /backups`. */
    z.object({
      kind: z.literal('call'),
      method: z.enum(['POST', 'PUT']),
      path: z.string(),
      body: z.unknown().optional(),
    }),
    /** Only words help: plug the disk in, buy a larger one. */
    z.object({ kind: z.literal('none') }),
  ]),
});
export type Remedy = z.output<typeof Remedy>;

export const Finding = z.object({
  state: HealthState,
  /** Stable name of what was found, `backup-late`; screens translate by it. */
  code: z.string(),
  /** What the sentences are filled with. */
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** The verdict as a sentence: "The backup disk is not connected." */
  title: z.string(),
  /** What it means for the people who use the academy. */
  detail: z.string(),
  remedy: Remedy.nullable(),
});
export type Finding = z.output<typeof Finding>;

export interface Check {
  /** Stable: `backup-age`. */
  name: string;
  /** What is looked at: "Age of the last backup". */
  title: string;
  /** How often it runs by itself: every hour unless told. What runs each minute must cost next to nothing. */
  every?: 'minute' | 'hour';
  /** Room of the console that shows a dot while there is an issue: the key of rooms.ts, `health` unless told. */
  room?: string;
  /** Milliseconds after which the check counts as not answered, ten seconds unless told. */
  timeoutMs?: number;
  run(): Promise<Finding>;
}
