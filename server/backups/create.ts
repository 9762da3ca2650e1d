/**
 * Makes a backup. Order matters: the database first, then the files it names, then the manifest; what an interruption leaves is
 * objects without a manifest, which the next backup uses. Runs anywhere, best in a child process: it hashes and packs.
 */
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, instant } from '../platform/clock.ts';
import { bothNeeds, needsOf } from './academy-keys.ts';
import type { BackupKind } from './contract.ts';
import {
  backupId,
  type Contents,
  DATABASE_PART_BYTES,
  type FileEntry,
  FORMAT,
  folderOf,
  type Header,
  PART_BYTES,
  POSTGRES_PATH,
  SQLITE_PATH,
} from './format.ts';
import { createSealer, type Sealer } from './keys.ts';
import { listBackups, packContents, readManifest } from './manifest.ts';
import { createPartWriter, type PartWriter, pieces } from './parts.ts';
import { lockPlace } from './places/lock.ts';
import type { Place } from './places/place.ts';
import { type DatabaseFacts, mediaPaths, siteOf } from './repository/facts.ts';
import { dumpPostgres } from './repository/postgres.ts';
import { readSqliteFacts, snapshotSqlite } from './repository/sqlite.ts';
import { makeScratch } from './scratch.ts';
import { type SourceFile, sourceFiles } from './source.ts';
import { BackupTrouble, troubleOf } from './trouble.ts';

export interface Step {
  name: 'database' | 'files' | 'manifest';
  /** 0 to 1 over the whole backup. */
  fraction: number;
  /** Bytes of the academy dealt with, and in all as far as known. */
  bytes: number;
  total: number;
}

export interface CreateOptions {
  place: Place;
  /** Key of the backup; null leaves it in the clear. Its envelope must be among the place's. */
  keyId: string | null;
  dataFolder: string;
  /** PostgreSQL address; undefined for SQLite in the data folder. */
  databaseUrl: string | undefined;
  kind: BackupKind;
  reason: string | null;
  version: string;
  clock: Clock;
  signal: AbortSignal;
  progress?: (step: Step) => void;
}

interface Making extends CreateOptions {
  sealer: Sealer;
  scratch: string;
  writer: PartWriter;
  /** Files of the last backup by path: what did not change since is not read. */
  before: Map<string, FileEntry>;
  /** Objects of the place, by name. */
  known: ReadonlySet<string>;
  filesRead: number;
}

/** How much of the time the database takes, for the progress. */
const DATABASE_SHARE = 0.3;

/** Answers the header; throws a BackupTrouble whose message names the step. */
export async function createBackup(options: CreateOptions): Promise<Header & { files_read: number }> {
  const { place, clock, dataFolder, keyId } = options;
  const { store } = place;
  const lock = await lockPlace(store, clock).catch((error: unknown) => {
    throw troubleOf(error, store.where);
  });
  let scratch: string | undefined;
  try {
    await store.tidy();
    scratch = await makeScratch(dataFolder, 'backup');
    const key = keyId === null ? null : place.keys.get(keyId);
    if (key === undefined)
      throw new BackupTrouble(
        'locked',
        'The key of the backups is not on this machine.',
        'Enter the passphrase again.',
      );
    const sealer = createSealer(key);
    const known = await objectsOf(place);
    const writer = createPartWriter(store, sealer, known, options.signal);
    const before = await filesBefore(place, keyId);
    return await make({ ...options, sealer, scratch, writer, known, before, filesRead: 0 });
  } catch (error) {
    throw troubleOf(error, store.where);
  } finally {
    if (scratch) await rm(scratch, { recursive: true, force: true });
    await lock.release();
  }
}

async function make(making: Making): Promise<Header & { files_read: number }> {
  const { clock, kind, reason, version, databaseUrl, writer, sealer, signal } = making;
  const secrets = join(making.dataFolder, 'secrets');
  const before = needsOf(secrets);
  const made = clock.now();
  const id = backupId(made, randomBytes(2).toString('hex'));
  const { facts, entry } = databaseUrl ? await storePostgres(making, databaseUrl) : await storeSqlite(making);
  // A new key may have come, and an old one gone, while the database was copied.
  const keys = sealer.keyId === null ? bothNeeds(before, needsOf(secrets)) : null;
  const { files, missing } = await storeFiles(making, facts);
  await writer.finish();
  signal.throwIfAborted();
  const { tables, settings, courses } = facts;
  const contents: Contents = { id, tables, files: [entry, ...files], missing, notes: { settings, courses } };
  const packed = packContents(contents, sealer, `${folderOf({ kind, id })}/contents`);
  const bytes = contents.files.reduce((sum, file) => sum + file.bytes, 0);
  const header: Omit<Header, 'check'> = {
    format: FORMAT,
    id,
    kind,
    reason,
    made_at: instant(made),
    site: siteOf(facts),
    version,
    engine: databaseUrl ? 'postgres' : 'sqlite',
    migrations: facts.migrations,
    key_id: sealer.keyId,
    keys,
    people: facts.tables['users']?.rows ?? 0,
    files: contents.files.length,
    bytes,
    new_bytes: writer.newBytes(),
    contents: packed.facts,
  };
  const whole: Header = { ...header, check: sealer.checkOf(header) };
  await publish(making.place, whole, packed.bytes);
  making.progress?.({ name: 'manifest', fraction: 1, bytes, total: bytes });
  return { ...whole, files_read: making.filesRead };
}

/** Objects are on the disk before the manifest is, and the manifest's last file makes it a backup. */
async function publish({ store, envelopes }: Place, header: Header, contents: Buffer): Promise<void> {
  const folder = folderOf(header);
  await store.settle();
  const envelope = envelopes.find(each => each.key_id === header.key_id);
  if (envelope) await store.put(`${folder}/key.json`, Buffer.from(JSON.stringify(envelope, null, 2)));
  await store.put(`${folder}/contents`, contents);
  await store.settle();
  await store.put(`${folder}/backup.json`, Buffer.from(JSON.stringify(header, null, 2)));
  await store.settle();
}

/** What lies there and was not found damaged by a proof: that is written again. */
async function objectsOf(place: Place): Promise<Set<string>> {
  const names = new Set<string>();
  for await (const { name, bytes } of place.store.list('objects'))
    if (bytes > 0) names.add(name.split('/').at(-1) ?? '');
  for (const { proof } of await listBackups(place)) for (const name of proof?.damaged ?? []) names.delete(name);
  return names;
}

/** Of the newest backup with the same key that can be read; parts are trusted only where the object is still there. */
async function filesBefore(place: Place, keyId: string | null): Promise<Map<string, FileEntry>> {
  for (const { id, header } of await listBackups(place)) {
    if (header?.key_id !== keyId) continue;
    try {
      const { contents } = await readManifest(place, id);
      return new Map(contents.files.map(file => [file.path, file]));
    } catch (error) {
      if (!(error instanceof BackupTrouble) || error.code === 'place-missing') throw error;
    }
  }
  return new Map();
}

async function storeSqlite(making: Making): Promise<{ facts: DatabaseFacts; entry: FileEntry }> {
  const { dataFolder, scratch, signal, clock } = making;
  const copy = join(scratch, 'lyceum.db');
  const tell = (part: number) =>
    making.progress?.({ name: 'database', fraction: part * DATABASE_SHARE, bytes: 0, total: 0 });
  await snapshotSqlite(join(dataFolder, SQLITE_PATH), copy, { signal, progress: part => tell(part / 2) });
  const facts = readSqliteFacts(copy);
  const { size } = await stat(copy);
  const stream = createReadStream(copy, { highWaterMark: DATABASE_PART_BYTES });
  const entry = await storeStream(making, SQLITE_PATH, stream, clock.now(), done => tell(0.5 + done / size / 2));
  await rm(copy, { force: true });
  return { facts, entry };
}

async function storePostgres(making: Making, url: string): Promise<{ facts: DatabaseFacts; entry: FileEntry }> {
  const dump = await dumpPostgres(url, making.signal);
  try {
    making.progress?.({ name: 'database', fraction: DATABASE_SHARE / 2, bytes: 0, total: 0 });
    const entry = await storeStream(making, POSTGRES_PATH, dump.stream, making.clock.now());
    await dump.finish();
    return { facts: dump.facts, entry };
  } finally {
    await dump.close();
  }
}

async function storeStream(
  { writer }: Making,
  path: string,
  stream: AsyncIterable<Buffer>,
  changed: number,
  told?: (bytes: number) => void,
): Promise<FileEntry> {
  const parts: FileEntry['parts'] = [];
  let bytes = 0;
  for await (const piece of pieces(stream, DATABASE_PART_BYTES)) {
    parts.push(await writer.write(piece, true));
    bytes += piece.length;
    told?.(bytes);
  }
  return { path, bytes, changed, parts };
}

async function storeFiles(making: Making, facts: DatabaseFacts): Promise<Pick<Contents, 'files' | 'missing'>> {
  const { dataFolder, signal, keyId } = making;
  const found: SourceFile[] = [];
  for await (const file of sourceFiles(dataFolder, keyId === null ? 'open' : 'all')) found.push(file);
  const total = found.reduce((sum, file) => sum + file.bytes, 0);
  const files: FileEntry[] = [];
  let done = 0;
  for (const file of found) {
    signal.throwIfAborted();
    const entry = unchanged(making, file) ?? (await storeFile(making, file));
    if (entry) files.push(entry);
    done += file.bytes;
    const fraction = DATABASE_SHARE + (1 - DATABASE_SHARE) * 0.98 * (total === 0 ? 1 : done / total);
    making.progress?.({ name: 'files', fraction, bytes: done, total });
  }
  const there = new Set(files.map(file => file.path));
  return { files, missing: mediaPaths(facts).filter(path => !there.has(path)) };
}

/** Stored names are never written twice, so that size and time tell whether a file is the one of the last backup. */
function unchanged({ before, known }: Making, file: SourceFile): FileEntry | undefined {
  const last = before.get(file.path);
  const same = last?.bytes === file.bytes && last.changed === file.changed && file.path.startsWith('media/');
  return same && last.parts.every(part => known.has(part.object)) ? last : undefined;
}

/** null when the file was removed meanwhile, which its academy may do at any time. */
async function storeFile(making: Making, { path, bytes, changed }: SourceFile): Promise<FileEntry | null> {
  const parts: FileEntry['parts'] = [];
  let read = 0;
  making.filesRead++;
  try {
    const stream = createReadStream(join(making.dataFolder, ...path.split('/')), { highWaterMark: 1024 * 1024 });
    for await (const piece of pieces(stream, PART_BYTES)) {
      parts.push(await making.writer.write(piece, false));
      read += piece.length;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && read === 0) return null;
    throw error;
  }
  // What was written to in between is read again next time.
  return { path, bytes: read, changed: read === bytes ? changed : 0, parts };
}
