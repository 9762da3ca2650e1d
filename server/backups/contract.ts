/** Backups: what there is, making and proving one, where they go, when, and how they are protected. */
import { z } from 'zod';
import { endpoint, Instant, line, Paging, someOf } from '../platform/http/contract.ts';

export const BackupKind = z.enum(['daily', 'weekly', 'monthly', 'manual', 'safety']);
export type BackupKind = z.output<typeof BackupKind>;

/** `20261121-031200-4f9a`: UTC, then four random hex digits. Sorts by time. */
export const BackupId = z.string().regex(/^\d{8}-\d{6}-[0-9a-f]{4}$/);

export const ProofStep = z.object({ name: z.string(), ok: z.boolean(), detail: z.string() });

const text = (max: number) => z.string().trim().max(max);

/** A folder of this machine, a USB disk, or a share that the system has mounted. */
const FolderPlace = z.object({
  kind: z.enum(['folder', 'usb', 'network']),
  /** Absolute; the backups lie right in it. */
  path: text(1000).min(1),
  /** Where the disk or share is mounted; null for a plain folder. What is not mounted is not written to. */
  mount: text(1000).nullable().default(null),
  /** Id of the volume, by which a disk is known again wherever it is mounted. */
  volume: text(100).nullable().default(null),
  label: text(100).nullable().default(null),
});
const BucketPlace = z.object({
  kind: z.literal('bucket'),
  endpoint: z.url({ protocol: /^https?$/, error: 'Write an address like https://s3.example.org.' }),
  region: text(60).default(''),
  bucket: text(100).min(1),
  /** Folder inside the bucket. */
  prefix: text(200)
    .transform(prefix => prefix.replace(/^\/+|\/+$/g, ''))
    .default(''),
  access_key: text(200).min(1),
});

/** Where backups go, with what opens a bucket. */
export const PlaceAddress = z.discriminatedUnion('kind', [
  FolderPlace,
  BucketPlace.extend({ secret_key: z.string().max(200) }),
]);
export type PlaceAddress = z.output<typeof PlaceAddress>;

/** As screens send it: a secret key that is left out stays what it was for this bucket. */
const GivenPlace = z.discriminatedUnion('kind', [
  FolderPlace,
  BucketPlace.extend({ secret_key: z.string().max(200).optional() }),
]);
export type GivenPlace = z.output<typeof GivenPlace>;

export const Place = z.object({
  /** 0 is the first place, 1 the second. */
  index: z.number().int(),
  address: z.discriminatedUnion('kind', [FolderPlace, BucketPlace.extend({ secret_set: z.boolean() })]),
  /** What people call it: the label of the disk, the last part of the path, the bucket. */
  name: z.string(),
  where: z.string(),
  connected: z.boolean(),
  /** Why it cannot be used now, and what to do. */
  trouble: z.object({ code: z.string(), text: z.string(), remedy: z.string() }).nullable(),
  missing_since: Instant.nullable(),
  /** null where the place does not tell (a bucket) or is not connected. */
  free_bytes: z.number().nullable(),
  total_bytes: z.number().nullable(),
  /** Days for which the room lasts as things went lately; null when not known. */
  days_left: z.number().nullable(),
  /** On the same disk as the academy: helps against mistakes, not against a broken disk. */
  same_disk: z.boolean(),
});
export type Place = z.output<typeof Place>;

/** A place that this machine offers. */
export const Candidate = z.object({
  kind: z.enum(['folder', 'usb', 'network']),
  path: z.string(),
  mount: z.string().nullable(),
  volume: z.string().nullable(),
  label: z.string().nullable(),
  name: z.string(),
  /** Maker and model, or the name of the share. */
  detail: z.string(),
  free_bytes: z.number().nullable(),
  total_bytes: z.number().nullable(),
  same_disk: z.boolean(),
  days_left: z.number().nullable(),
  /** Whose backups lie there already, when they are another academy's. */
  belongs_to: z.string().nullable(),
});
export type Candidate = z.output<typeof Candidate>;

export const Backup = z.object({
  id: z.string(),
  /** The places that have it; what is said of its proof is of the first of them. */
  places: z.array(z.number().int()),
  kind: BackupKind,
  reason: z.string().nullable(),
  made_at: Instant,
  version: z.string(),
  people: z.number().int(),
  bytes: z.number(),
  new_bytes: z.number(),
  encrypted: z.boolean(),
  /** `waiting`: made, not proved yet. */
  state: z.enum(['proved', 'waiting', 'refused']),
  proved_at: Instant.nullable(),
  proof_seconds: z.number().nullable(),
  /** Why it is not proved. */
  proof_reason: z.string().nullable(),
  proof_steps: z.array(ProofStep),
});
export type Backup = z.output<typeof Backup>;

export const Night = z.object({
  /** `2026-11-21`, in the time zone of the machine. */
  day: z.string(),
  new_bytes: z.number(),
  /** `late`: made up the same day. `none`: nothing was planned. */
  state: z.enum(['proved', 'late', 'unproved', 'failed', 'none']),
});
export type Night = z.output<typeof Night>;

export const Schedule = z.object({
  enabled: z.boolean().default(true),
  /** Hours and minutes in the time zone of the machine. */
  at: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time like 03:00.')
    .default('03:00'),
  /** Every day; else only the weekly and monthly ones. */
  daily: z.boolean().default(true),
  /** 0 is Sunday; null for no weekly one. */
  weekly_on: z.number().int().min(0).max(6).nullable().default(0),
  /** Day of the month; null for no monthly one. */
  monthly_on: z.number().int().min(1).max(28).nullable().default(1),
  keep_daily: z.number().int().min(1).max(365).default(7),
  keep_weekly: z.number().int().min(1).max(104).default(4),
  keep_monthly: z.number().int().min(1).max(120).default(12),
  keep_manual: z.number().int().min(1).max(100).default(10),
  keep_safety: z.number().int().min(1).max(100).default(5),
});
export type Schedule = z.output<typeof Schedule>;

export const Protection = z.object({
  encrypted: z.boolean(),
  /** Short name of the key, as the emergency sheet shows it. */
  key_name: z.string().nullable(),
  written_down_at: Instant.nullable(),
});

/** The keys of the academy, which backups in the clear leave out. */
const KeysKept = z.object({
  /** Short name of the key in use. */
  id: z.string(),
  /** When a file of the keys of now was saved; null when there is none. */
  kept_at: Instant.nullable(),
  /** They are nowhere but on this computer. */
  due: z.boolean(),
});

export const Failure = z.object({
  at: Instant,
  /** What was being done: `database`, `files`, `manifest`, `proof`, `place`. */
  step: z.string(),
  cause: z.string(),
  remedy: z.string(),
});

export const BackupState = z.object({
  places: z.array(Place),
  schedule: Schedule,
  protection: Protection,
  keys: KeysKept,
  next_at: Instant.nullable(),
  next_kind: BackupKind.nullable(),
  /** The last days, oldest first. */
  nights: z.array(Night),
  /** Backups in all places and those of them that are proved. */
  total: z.number().int(),
  proved: z.number().int(),
  /** Those that were made and neither proved nor refused yet. */
  waiting: z.number().int(),
  last_proved_at: Instant.nullable(),
  /** The job that makes or proves one now. */
  job_id: z.number().int().nullable(),
  /** Of the last try, when it failed. */
  failure: Failure.nullable(),
});
export type BackupState = z.output<typeof BackupState>;

const Enqueued = z.object({ job_id: z.number().int() });
const IdParam = z.object({ id: z.string().max(40) });
const Passphrase = z.string().trim().min(12).max(200);

export const backupEndpoints = {
  list: endpoint('GET /backups', {
    summary: 'Backups of all places, newest first.',
    query: Paging,
    data: z.array(Backup),
    paged: true,
  }),
  state: endpoint('GET /backups/state', {
    summary: 'Whether backups are made and proved: places, nights, what comes next, what failed.',
    data: BackupState,
  }),
  create: endpoint('POST /backups', {
    summary: 'Makes a backup now and proves it.',
    body: z.object({ reason: line(100).optional() }).prefault({}),
    data: Enqueued,
    status: 202,
  }),
  prove: endpoint('POST /backups/:id/prove', {
    summary: 'Proves a backup again: taken out, opened, compared, served.',
    params: IdParam,
    data: Enqueued,
    status: 202,
  }),
  remove: endpoint('DELETE /backups/:id', {
    summary: 'Removes a backup from its places; not the last proved one.',
    params: IdParam,
    data: Enqueued,
    status: 202,
  }),
  settings: endpoint('PUT /backups/settings', {
    summary: 'Changes when backups are made, where they go and how they are protected.',
    body: z.object({
      schedule: someOf(Schedule).optional(),
      places: z.array(GivenPlace).min(1).max(2).optional(),
      /** Encryption with this passphrase; null leaves new backups in the clear. */
      passphrase: Passphrase.nullable().optional(),
      /** The admin has the passphrase on paper. */
      written_down: z.literal(true).optional(),
    }),
    data: BackupState,
  }),
  readSettings: endpoint('GET /backups/settings', {
    summary: 'When backups are made, where they go and how they are protected. Secrets are never answered.',
    data: BackupState.pick({ places: true, schedule: true, protection: true, next_at: true, next_kind: true }),
  }),
  candidates: endpoint('GET /backups/places', {
    summary: 'Disks and shares of this machine that backups could go to.',
    data: z.array(Candidate),
  }),
  test: endpoint('POST /backups/places/test', {
    summary: 'Tries a place: writes, reads back and removes a small file.',
    body: z.object({ place: GivenPlace }),
    data: Place.pick({ connected: true, trouble: true, free_bytes: true, total_bytes: true, same_disk: true }),
  }),
  passphrase: endpoint('GET /backups/passphrase', {
    summary: 'A fresh passphrase of words that can be read out and written down.',
    data: z.object({ passphrase: z.string() }),
  }),
  keys: endpoint('POST /backups/keys', {
    summary: 'The keys of the academy as a file locked with its own passphrase: what backups in the clear leave out.',
    body: z.object({ passphrase: Passphrase }),
    data: z.object({ name: z.string(), content: z.string() }),
  }),
  sheet: endpoint('POST /backups/emergency-sheet', {
    summary: 'The sheet for the safe, as PDF: where the backups are and how to restore them.',
    body: z
      .object({
        /** Printed on it when given; it is stored nowhere. */
        passphrase: z.string().max(200).optional(),
        paper: z.enum(['a4', 'letter']).default('a4'),
      })
      .prefault({}),
    data: z.object({ name: z.string(), pdf_base64: z.string() }),
  }),
};

declare module '../platform/realtime/contract.ts' {
  interface Messages {
    /** A backup was made, proved, removed, or the settings changed. */
    'backup.changed': { backup_id: string | null };
  }
}
