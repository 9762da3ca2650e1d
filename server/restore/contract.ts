import { z } from 'zod';
import { endpoint, Instant, line } from '../platform/http/contract.ts';
import { OperationStateName } from '../supervisor/contract.ts';

/** Which backup, and where it lies. Kept in the journal of the operation: no secrets. */
export const RestoreSource = z.object({
  /** Id of the backup: `20261121-031200-4f9a`. */
  backup: z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{4}$/),
  /** One of this machine's places for backups, by its number, or any folder that holds some. */
  place: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('own'), number: z.number().int().min(0).max(1) }),
    z.object({ kind: z.literal('folder'), path: z.string().min(1).max(1000) }),
  ]),
});
export type RestoreSource = z.output<typeof RestoreSource>;

/** Values of a plan of the kind `restore`. */
export const RestoreValues = RestoreSource.extend({
  /** Who asked for it; null for the command line and for a machine without accounts. */
  user_id: z.number().int().nullable().default(null),
  /** The keys are lost, and what they sealed is to be emptied. */
  without_keys: z.boolean().default(false),
});
export type RestoreValues = z.output<typeof RestoreValues>;

/** What is counted for people, in the order in which it is shown. */
export const Counted = z.enum(['people', 'answers', 'certificates', 'courses', 'files']);
export type Counted = z.output<typeof Counted>;

const SettingValue = z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]);
export type SettingValue = z.output<typeof SettingValue>;

/** Settings of one group that differ. */
export const SettingsDifference = z.object({
  /** `mail`; screens have its name and those of its fields. */
  group: z.string(),
  changes: z.array(
    z.object({
      field: z.string(),
      /** It differs, and how is not told: a secret or a picture. Both values are then null. */
      hidden: z.boolean(),
      now: SettingValue,
      then: SettingValue,
    }),
  ),
});
export type SettingsDifference = z.output<typeof SettingsDifference>;

const CourseSide = z.object({
  /** Number of the version that learners see; 0 before the first. */
  version: z.number().int(),
  updated_at: Instant,
});
/** A course that differs: made since, changed since, gone since, or put back to an earlier version since. */
export const CourseDifference = z.object({
  state: z.enum(['only-now', 'newer-now', 'only-then', 'older-now']),
  title: z.string(),
  now: CourseSide.nullable(),
  then: CourseSide.nullable(),
});
export type CourseDifference = z.output<typeof CourseDifference>;

/** Where the keys of the academy are that made it: in the backup, on this machine, or neither. */
const KeysPlace = z.enum(['inside', 'here', 'missing']);

export const RestorePreview = z.object({
  id: z.string(),
  made_at: Instant,
  /** Version of Lyceum that made it. */
  version: z.string(),
  academy: z.string(),
  encrypted: z.boolean(),
  keys: KeysPlace,
  /** Made by an older version: a copy is brought up to date first. */
  older: z.boolean(),
  /** When it was proved restorable; null when it was not. */
  proved_at: Instant.nullable(),
  changes: z.array(z.object({ what: Counted, now: z.number().int().nullable(), after: z.number().int() })),
  /** What differs of settings and courses; null when the backup is from before it could tell. */
  settings: z.array(SettingsDifference).nullable(),
  courses: z.array(CourseDifference).nullable(),
  /** People who are on now and would wait. */
  learning_now: z.number().int(),
  /** How long they would wait, and how long the whole takes, seconds: from the size of what is replaced. */
  pause_seconds: z.number().int(),
  total_seconds: z.number().int(),
  /** What the person types to confirm: `2026-11-19`. */
  confirmation: z.string(),
  /** Why it cannot be restored here, and what to do; null when it can. */
  refused: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).nullable(),
});
export type RestorePreview = z.output<typeof RestorePreview>;

const Passphrase = z.string().min(1).max(1000);
/** For a backup whose keys are missing: the file in which they were kept, or the word that it goes on without them. */
const KeysGiven = {
  /** Text of the key file; `passphrase` opens it. */
  key_file: z.string().min(1).max(250_000).optional(),
  without_keys: z.literal(true).optional(),
};
const BackupParams = z.object({ backupId: RestoreSource.shape.backup });

/** A backup as a list shows it to somebody who chooses one to restore. */
export const Restorable = z.object({
  id: z.string(),
  place: RestoreSource.shape.place,
  made_at: Instant,
  academy: z.string(),
  version: z.string(),
  people: z.number().int(),
  bytes: z.number(),
  encrypted: z.boolean(),
  keys: KeysPlace,
  proved_at: Instant.nullable(),
});
export type Restorable = z.output<typeof Restorable>;

export const restoreEndpoints = {
  preview: endpoint('POST /backups/:backupId/restore/preview', {
    summary: 'What a restore of this backup would change; changes nothing',
    params: BackupParams,
    body: z.object({ passphrase: Passphrase.optional() }),
    data: RestorePreview,
  }),
  restore: endpoint('POST /backups/:backupId/restore', {
    summary: 'Restores the backup: safety copy, pause, replacement, check; goes back by itself when anything fails',
    params: BackupParams,
    body: z.object({ passphrase: Passphrase.optional(), ...KeysGiven, confirmation: line(40) }),
    data: z.object({ operation_id: z.string() }),
    status: 202,
  }),
  firstList: endpoint('POST /setup/backups', {
    summary: 'For a machine without an academy: the backups in a folder of this computer',
    body: z.object({ code: line(40), folder: line(1000) }),
    data: z.array(Restorable),
  }),
  firstRestore: endpoint('POST /setup/restore', {
    summary: 'For a machine without an academy: restores a backup instead of setting up a new one',
    body: z.object({
      code: line(40),
      folder: line(1000),
      backup_id: RestoreSource.shape.backup,
      passphrase: Passphrase.optional(),
      ...KeysGiven,
    }),
    data: z.object({ operation_id: z.string() }),
    status: 202,
  }),
  firstOutcome: endpoint('POST /setup/restore/outcome', {
    summary: 'For a machine without an academy: why the last restore did not work; null when there was none',
    body: z.object({ code: line(40) }),
    data: z.object({ state: OperationStateName, reason: z.string().nullable() }).nullable(),
  }),
};
