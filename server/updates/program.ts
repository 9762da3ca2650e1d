/** The program of a version below `<data>/programs/`: unpacked whole or not at all, cleared away when nothing needs it. */
import { mkdir, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { programFolder, programsFolder, readPointer, type StoredProgram } from '../platform/programs/pointer.ts';
import type { TrustedKey } from './package/keys.ts';
import { type Manifest, unpackedBytes } from './package/manifest-rules.ts';
import { readManifest, unpack } from './package/reading.ts';

interface Installing {
  dataFolder: string;
  /** The package. */
  path: string;
  trusted: readonly TrustedKey[];
  signal: AbortSignal;
  progress(done: number, file: string): void;
}

const MB = 1024 * 1024;
/** Left free on the disk besides the program itself. */
const RESERVE = 200 * MB;

/** Checks the package and unpacks it. Throws an Error in plain words when there is no room or anything is not as it was signed. */
export async function installProgram({ dataFolder, path, ...rest }: Installing): Promise<Manifest> {
  const manifest = await readManifest(path, rest.trusted);
  const target = programFolder(dataFolder, manifest.version);
  if (readPointer(dataFolder)?.version === manifest.version)
    throw new Error(`Lyceum ${manifest.version} is in use already.`);
  const half = `${target}.half`;
  await rm(half, { recursive: true, force: true });
  await rm(target, { recursive: true, force: true });
  await requireRoom(dataFolder, unpackedBytes(manifest) + RESERVE);
  await mkdir(programsFolder(dataFolder), { recursive: true, mode: 0o750 });
  await unpack({ path, folder: half, ...rest });
  await rename(half, target);
  return manifest;
}

/** Throws an Error in plain words when the disk of the data folder has less than so many bytes free. */
export async function requireRoom(dataFolder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(dataFolder);
  const free = bavail * bsize;
  if (free < bytes)
    throw new Error(
      `The update needs ${Math.ceil(bytes / MB)} MB on the disk of ${dataFolder}; ${Math.floor(free / MB)} MB are free. Make room, then try again.`,
    );
}

export const asStored = ({ version, entry, node }: Pick<Manifest, 'version' | 'entry' | 'node'>): StoredProgram => ({
  version,
  entry,
  node,
});

/** Removes the programs that neither run nor are the ones before. Answers their versions. */
export async function clearPrograms(dataFolder: string, keep: readonly string[]): Promise<string[]> {
  const pointer = readPointer(dataFolder);
  const needed = new Set([pointer?.version, pointer?.previous?.version, ...keep]);
  const folder = programsFolder(dataFolder);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const gone = entries.filter(entry => entry.isDirectory() && !needed.has(entry.name)).map(({ name }) => name);
  for (const name of gone) await rm(join(folder, name), { recursive: true, force: true });
  return gone;
}
