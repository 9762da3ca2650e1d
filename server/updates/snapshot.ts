/**
 * What an update may change, as it was: the database and the keys, copied when nobody works any more, and put back when the update
 * does not stay. Media are not copied: versions add files and never change one. The copy stays until the new program has served.
 */
import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Configuration } from '../platform/config/configuration.ts';

/** PostgreSQL's own copy, through its tools. */
export interface DatabaseCopy {
  dump(url: string, file: string, signal: AbortSignal): Promise<void>;
  /** Replaces everything in the database by the dump, or leaves it as it is. */
  load(url: string, file: string, signal: AbortSignal): Promise<void>;
}

interface Snapshot {
  configuration: Pick<Configuration, 'dataFolder' | 'databaseUrl'>;
  /** Of the operation. */
  folder: string;
  copy: DatabaseCopy;
  signal: AbortSignal;
}

const DATABASE = /^lyceum\.db(-wal|-shm)?$/;
const before = (folder: string) => join(folder, 'before');
const whole = (folder: string) => join(before(folder), 'whole');
const dumpIn = (folder: string) => join(before(folder), 'lyceum.dump');

/** Copies what is there; begins again when it was cut off. All of it is on the disk when this resolves. */
export async function takeSnapshot({ configuration, folder, copy, signal }: Snapshot): Promise<void> {
  const { dataFolder, databaseUrl } = configuration;
  await rm(before(folder), { recursive: true, force: true });
  await mkdir(before(folder), { recursive: true, mode: 0o700 });
  if (databaseUrl) await copy.dump(databaseUrl, dumpIn(folder), signal);
  for (const name of await namesOf(dataFolder)) await copyOnDisk(join(dataFolder, name), join(before(folder), name));
  await (await open(whole(folder), 'w', 0o600)).close();
  await syncFolder(before(folder));
}

/** Puts everything back as it was; does nothing when there was no snapshot yet, for then nothing was changed. */
export async function putBack({ configuration, folder, copy, signal }: Snapshot): Promise<void> {
  if (!existsSync(whole(folder))) return;
  const { dataFolder, databaseUrl } = configuration;
  if (databaseUrl) await copy.load(databaseUrl, dumpIn(folder), signal);
  const kept = await namesOf(before(folder));
  // A write-ahead log of the new program must never meet the database of the old one.
  for (const name of await namesOf(dataFolder)) if (!kept.includes(name)) await rm(join(dataFolder, name));
  for (const name of kept) {
    const live = join(dataFolder, name);
    await copyOnDisk(join(before(folder), name), `${live}.before`);
    await rename(`${live}.before`, live);
  }
  for (const unit of new Set(kept.map(dirname))) await syncFolder(join(dataFolder, unit));
}

/** The files in question below a folder that is like the data folder. */
async function namesOf(folder: string): Promise<string[]> {
  const database = (await names(join(folder, 'db'))).filter(name => DATABASE.test(name)).map(name => `db/${name}`);
  // Companions first: in the moment between, a database without its log is old but sound, a log without its database is not.
  return [...(await below(folder, 'secrets')), ...database.toSorted((a, b) => b.length - a.length)];
}

async function names(folder: string): Promise<string[]> {
  return existsSync(folder) ? readdir(folder) : [];
}

async function below(folder: string, unit: string): Promise<string[]> {
  const path = join(folder, unit);
  if (!existsSync(path)) return [];
  const found: string[] = [];
  for (const entry of await readdir(path, { withFileTypes: true })) {
    if (entry.isDirectory()) found.push(...(await below(folder, `${unit}/${entry.name}`)));
    else if (entry.isFile() && !entry.name.endsWith('.before')) found.push(`${unit}/${entry.name}`);
  }
  return found;
}

async function copyOnDisk(source: string, target: string): Promise<void> {
  await mkdir(dirname(target), { recursive: true, mode: 0o700 });
  await rm(target, { force: true });
  await copyFile(source, target, constants.COPYFILE_FICLONE);
  const file = await open(target, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; NTFS journals names by itself.
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
