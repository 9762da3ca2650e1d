/** Puts together, beside the academy that still works, what will take its place. Files that have not changed are linked, not copied. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, renameSync } from 'node:fs';
import { mkdir, open, stat, statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { foldersIn } from '../platform/config/folders.ts';
import { syncFolder } from '../platform/files/durable.ts';
import type { BackupLibrary, Manifest, Place } from './library.ts';

type FileEntry = Manifest['contents']['files'][number];

export interface Staging {
  library: BackupLibrary;
  place: Place;
  manifest: Manifest;
  dataFolder: string;
  /** Where it is put together; below the data folder. */
  target: string;
  signal: AbortSignal;
  /** 0 to 1. */
  progress(done: number, note: string): void;
}

/** Left free whatever happens, bytes. */
const SPARE = 64 * 1024 * 1024;
/** Share of the progress that comparing files on the disk takes. */
const LOOKING = 0.4;

/** Answers which files could be linked. Throws in plain words: damaged, incomplete, no room. */
export async function stage(staging: Staging): Promise<{ linked: string[] }> {
  const { library, place, manifest, target, signal } = staging;
  const { files } = manifest.contents;
  const linked = await unchangedFiles(staging);
  const wanted = files.filter(file => !linked.has(file.path));
  await requireRoom(staging, wanted);
  await library.extractBackup(place, manifest.header.id, target, {
    signal,
    only: path => !linked.has(path),
    progress: part => staging.progress(LOOKING + part * (1 - LOOKING), 'Taking the backup out'),
  });
  const left = files.filter(file => linked.has(file.path) && !link(staging, file));
  if (left.length > 0) await takeOutToo(staging, left);
  await makeFolders(target);
  return { linked: [...linked] };
}

/** Files of the media folder that are, byte for byte, those of the backup: read and hashed, because disks lie. */
async function unchangedFiles({ manifest, dataFolder, signal, progress }: Staging): Promise<Set<string>> {
  const found = new Set<string>();
  const media = manifest.contents.files.filter(file => file.path.startsWith('media/'));
  const total = media.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of media) {
    signal.throwIfAborted();
    if (await isTheSame(join(dataFolder, ...file.path.split('/')), file)) found.add(file.path);
    done += file.bytes;
    progress(total === 0 ? LOOKING : (done / total) * LOOKING, 'Comparing the files that are here');
  }
  return found;
}

async function isTheSame(path: string, { bytes, parts }: FileEntry): Promise<boolean> {
  const facts = await stat(path).catch(() => null);
  if (!facts?.isFile() || facts.size !== bytes) return false;
  const file = await open(path, 'r');
  try {
    let position = 0;
    for (const part of parts) {
      const piece = Buffer.alloc(part.bytes);
      await file.read(piece, 0, part.bytes, position);
      if (createHash('sha256').update(piece).digest('hex') !== part.sha256) return false;
      position += part.bytes;
    }
    return true;
  } catch {
    // A file that the disk does not give back is taken from the backup.
    return false;
  } finally {
    await file.close();
  }
}

/** False where the disk knows no hard links (FAT). The file's times stay: they are those of the academy that still works. */
function link({ dataFolder, target }: Staging, { path }: FileEntry): boolean {
  const to = join(target, ...path.split('/'));
  mkdirSync(dirname(to), { recursive: true, mode: 0o750 });
  try {
    linkSync(join(dataFolder, ...path.split('/')), to);
    return true;
  } catch {
    return false;
  }
}

async function takeOutToo(staging: Staging, files: readonly FileEntry[]): Promise<void> {
  const { library, place, manifest, target, signal } = staging;
  await requireRoom(staging, files);
  const paths = new Set(files.map(file => file.path));
  const beside = `${target}-more`;
  await library.extractBackup(place, manifest.header.id, beside, { signal, only: path => paths.has(path) });
  for (const path of paths) renameSync(join(beside, ...path.split('/')), join(target, ...path.split('/')));
}

async function requireRoom({ dataFolder, manifest }: Staging, wanted: readonly FileEntry[]): Promise<void> {
  const { bavail, bsize } = await statfs(dataFolder);
  const free = bavail * bsize;
  const database = manifest.contents.files.find(file => file.path.startsWith('db/'))?.bytes ?? 0;
  // Twice the database: bringing an older one up to date writes most of it again.
  const needed = wanted.reduce((sum, file) => sum + file.bytes, 0) + database + SPARE;
  if (free < needed)
    throw new Error(
      `The restore needs ${megabytes(needed)} of free space in ${dataFolder}, and ${megabytes(free)} are free. Free some space, then repeat; nothing was changed.`,
    );
}

const megabytes = (bytes: number) => `${Math.ceil(bytes / 1_000_000)} MB`;

/** The folders that an academy expects to find, also where the backup has nothing in them. */
async function makeFolders(target: string): Promise<void> {
  const { media, videos, documents, images, avatars, certificates, uploads, secrets } = foldersIn(target);
  for (const path of [media, videos, documents, images, avatars, certificates, uploads])
    await mkdir(path, { recursive: true, mode: 0o750 });
  await mkdir(secrets, { recursive: true, mode: 0o700 });
  for (const path of [media, secrets]) syncFolder(path);
}

/** SHA-256 of a file, in hex, read in pieces. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(path, 'r');
  try {
    for await (const piece of file.createReadStream({ autoClose: false })) hash.update(piece as Buffer);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
