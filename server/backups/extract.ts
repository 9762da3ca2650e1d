/** Takes a backup out of its place, every byte checked on the way: a folder as the data folder was, with a dump for PostgreSQL. */
import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { type FileEntry, POSTGRES_PATH, SQLITE_PATH } from './format.ts';
import { damaged, type Manifest, readManifest } from './manifest.ts';
import { readPart } from './parts.ts';
import type { Place } from './places/place.ts';
import { BackupTrouble, troubleOf } from './trouble.ts';

export interface ExtractOptions {
  signal?: AbortSignal;
  /** 0 to 1. */
  progress?: (fraction: number, bytes: number) => void;
  /** Which files; all unless told. Paths as `media/…`, `secrets/…`, `db/…`. */
  only?: (path: string) => boolean;
}

export interface Extracted extends Pick<Manifest, 'header' | 'contents'> {
  /** `db/lyceum.db`, or `db/lyceum.dump` for pg_restore. */
  databaseFile: string;
  bytes: number;
}

/**
 * Into a folder that is empty or not there yet. Throws `damaged`, `incomplete`, `locked`, `not-found` …; what was written until
 * then stays for the caller to remove.
 */
export async function extractBackup(
  place: Place,
  id: string,
  toFolder: string,
  options: ExtractOptions = {},
): Promise<Extracted> {
  const target = resolve(toFolder);
  const { header, contents, sealer } = await readManifest(place, id);
  try {
    refuseNesting(place.store.where, target);
    await mkdir(target, { recursive: true, mode: 0o700 });
    if ((await readdir(target)).length > 0) throw new Error(`${target} is not empty.`);
    const wanted = contents.files.filter(file => options.only?.(file.path) ?? true);
    const total = wanted.reduce((sum, file) => sum + file.bytes, 0);
    let bytes = 0;
    for (const file of wanted) {
      options.signal?.throwIfAborted();
      await write(place, { id, file, sealer, path: inside(target, file.path, id) }, options.signal);
      bytes += file.bytes;
      options.progress?.(total === 0 ? 1 : bytes / total, bytes);
    }
    const databaseFile = join(target, ...(header.engine === 'sqlite' ? SQLITE_PATH : POSTGRES_PATH).split('/'));
    return { header, contents, databaseFile, bytes };
  } catch (error) {
    throw troubleOf(error, target);
  }
}

/** A restore must never write into the backups, nor backups lie in what is replaced. */
function refuseNesting(source: string, target: string): void {
  const from = resolve(source);
  if (target === from || target.startsWith(from + sep))
    throw new BackupTrouble(
      'failed',
      `${target} lies inside the backups in ${from}.`,
      'Choose a folder outside of them.',
    );
}

function inside(target: string, path: string, id: string): string {
  const whole = resolve(target, ...path.split('/'));
  const way = relative(target, whole);
  if (way === '' || way.startsWith('..') || path.includes('\\') || path.includes('\0'))
    throw damaged(id, `it names a file outside of the academy (${path})`);
  return whole;
}

interface Writing {
  id: string;
  file: FileEntry;
  sealer: Manifest['sealer'];
  path: string;
}

async function write({ store }: Place, { id, file, sealer, path }: Writing, signal?: AbortSignal): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: file.path.startsWith('secrets/') ? 0o700 : 0o750 });
  const out = await open(path, 'wx', file.path.startsWith('media/') ? 0o640 : 0o600);
  try {
    for (const part of file.parts) {
      signal?.throwIfAborted();
      const bytes = await readPart(store, sealer, part);
      if (bytes === 'missing')
        throw new BackupTrouble('incomplete', `Backup ${id} has lost a part of ${file.path}.`, 'Use another backup.');
      if (bytes === 'changed') throw damaged(id, `a part of ${file.path} is not as it was written`);
      await out.writeFile(bytes);
    }
    // As it was, so that the next backup need not read it again.
    if (file.changed > 0) await out.utimes(new Date(), new Date(file.changed));
    await out.sync();
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  } finally {
    await out.close();
  }
}
