/** The files of a backup, as docs/formats/backup.md describes them. Whoever changes this raises FORMAT and keeps reading the old one. */
import { z } from 'zod';
import { BackupId, BackupKind, ProofStep } from './contract.ts';

/** Version of the format; a reader refuses newer ones. 2: a backup in the clear leaves the keys of the academy out. */
export const FORMAT = 2;

export const KINDS = BackupKind.options;

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const Bytes = z.number().int().nonnegative();

/** `keys/<key id>.json`, and beside each encrypted backup: the key of the backups, locked with the passphrase. */
export const KeyEnvelope = z.object({
  format: z.literal(1),
  key_id: z.string().regex(/^[0-9a-f]{16}$/),
  kdf: z.object({
    name: z.literal('argon2id'),
    /** KiB; bounded, so that a foreign file cannot ask for all the memory there is. */
    memory: z.number().int().min(8192).max(1_048_576),
    passes: z.number().int().min(1).max(20),
    lanes: z.number().int().min(1).max(8),
    salt: z.string(),
  }),
  /** Nonce (12 bytes), tag (16) and the encrypted key (32), base64url. */
  locked: z.string(),
  made_at: z.string(),
});
export type KeyEnvelope = z.output<typeof KeyEnvelope>;

/** `place.json` at the top of a place. */
export const PlaceMark = z.object({
  format: z.literal(1),
  place_id: z.string(),
  site: z.object({ key: z.string(), name: z.string() }),
  made_at: z.string(),
});
export type PlaceMark = z.output<typeof PlaceMark>;

/** What of `secrets/` a backup without them needs: names of keys and their public halves, nothing that leads to one. */
export const NeededKeys = z.object({
  /** Ids of the keys that seal: the start of their SHA-256. */
  sealing: z.array(z.string().regex(/^[0-9a-f]{8}$/)),
  /** Public keys (PEM) under which certificates were signed, the one in use first. */
  certificates: z.array(z.string()),
  /** The same for seals of the ledger, with the entry up to which each sealed; null for the one in use. */
  ledger: z.array(z.object({ public_key: z.string(), last_entry: z.number().int().nullable() })),
});
export type NeededKeys = z.output<typeof NeededKeys>;

/** `backup.json`: what may be known without the passphrase. Written last: a folder without it is no backup. */
export const Header = z.object({
  format: z.number().int(),
  id: BackupId,
  kind: BackupKind,
  /** What it was made for, for example `before-update 1.4.1`; null for the ordinary. */
  reason: z.string().nullable(),
  made_at: z.string(),
  site: z.object({ key: z.string(), name: z.string() }),
  /** Version of Lyceum that made it, and the migrations its database has. */
  version: z.string(),
  engine: z.enum(['sqlite', 'postgres']),
  migrations: z.array(z.string()),
  /** Id of the key that the objects are encrypted with; null for a backup in the clear. */
  key_id: z.string().nullable(),
  /** null when the keys of the academy are in the backup. */
  keys: NeededKeys.nullable().default(null),
  people: z.number().int(),
  files: z.number().int(),
  /** Bytes of the academy in it, and bytes that the place did not have before. */
  bytes: Bytes,
  new_bytes: Bytes,
  /** `contents.json.gz`, encrypted where key_id is set: its bytes as they lie there. */
  contents: z.object({ bytes: Bytes, sha256: Sha256 }),
  /** Over everything above: SHA-256, or HMAC-SHA-256 with the key where key_id is set. */
  check: Sha256,
});
export type Header = z.output<typeof Header>;

/** A file in parts of at most PART_BYTES; each part is an object, named by its content. */
export const FileEntry = z.object({
  /** Below the data folder, with `/`: `media/courses/videos/ab….mp4`. */
  path: z.string().min(1).max(1000),
  bytes: Bytes,
  /** Milliseconds since 1970, as the disk said: with path and size it tells whether the file must be read again. */
  changed: z.number(),
  parts: z.array(z.object({ object: Sha256, sha256: Sha256, bytes: Bytes })),
});
export type FileEntry = z.output<typeof FileEntry>;

/** What people compare before they restore, without opening the database. */
export const Notes = z.object({
  /** Rows of `settings`; secrets as they are sealed there, so that one can tell that they differ and nothing more. */
  settings: z.array(z.object({ key: z.string(), value: z.string() })),
  courses: z.array(
    z.object({
      id: z.number().int(),
      title: z.string(),
      /** Number of the version that learners see; 0 before the first. */
      version: z.number().int(),
      created_at: z.string(),
      updated_at: z.string(),
    }),
  ),
});
export type Notes = z.output<typeof Notes>;

/** `contents.json.gz`. */
export const Contents = z.object({
  id: BackupId,
  /** Rows of each table; `checksum` where the engine gives no identical file back (PostgreSQL). */
  tables: z.record(z.string(), z.object({ rows: z.number().int(), checksum: z.string().nullable() })),
  files: z.array(FileEntry),
  /** Media that the database names and that was not on the disk any more when the backup was made. */
  missing: z.array(z.string()),
  /** null in backups that were made before there were notes. */
  notes: Notes.nullable().default(null),
});
export type Contents = z.output<typeof Contents>;

/** `proof.json`: written after the backup was restored into a scratch place, opened, compared and served. */
export const Proof = z.object({
  id: BackupId,
  /** The header's check: a proof belongs to exactly these bytes. */
  check: Sha256,
  ok: z.boolean(),
  at: z.string(),
  seconds: z.number(),
  /** Why it is not proved; null when it is. */
  reason: z.string().nullable(),
  /** Objects found damaged or missing; the next backup writes them again. */
  damaged: z.array(z.string()),
  steps: z.array(ProofStep),
});
export type Proof = z.output<typeof Proof>;

/** Largest part of a media file. The database has smaller ones, because its pages change here and there. */
export const PART_BYTES = 16 * 1024 * 1024;
export const DATABASE_PART_BYTES = 1024 * 1024;

export const SQLITE_PATH = 'db/lyceum.db';
export const POSTGRES_PATH = 'db/lyceum.dump';

export const folderOf = (header: { kind: BackupKind; id: string }) => `${header.kind}/${header.id}`;
export const objectPath = (name: string) => `objects/${name.slice(0, 2)}/${name}`;

/** `made` in milliseconds since 1970; `random` four hex digits. */
export function backupId(made: number, random: string): string {
  const [day = '', time = ''] = new Date(made).toISOString().split('T');
  return `${day.replaceAll('-', '')}-${time.slice(0, 8).replaceAll(':', '')}-${random}`;
}
