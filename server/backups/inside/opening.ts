/**
 * A backup opened beside the academy: its database in `scratch/inside/<backup>/`, or on PostgreSQL in a database of its own on the same
 * server. `open.json` is written last; a folder without it was interrupted and is made anew. The academy is never written to.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Database, openDatabase } from '../../platform/db/database.ts';
import { extractBackup } from '../extract.ts';
import { type Here, requireFitting } from '../fitting.ts';
import { openOwnPlace, placesOf, readMachine } from '../machine.ts';
import { findHeader } from '../manifest.ts';
import type { Place } from '../places/place.ts';
import { dropInside, fillInside } from '../repository/inside-postgres.ts';
import { BackupTrouble } from '../trouble.ts';

const Opened = z.object({
  made_at: z.string(),
  /** Milliseconds since 1970. */
  opened_at: z.number(),
  /** PostgreSQL address of the copy; null for SQLite in the folder. */
  database_url: z.string().nullable(),
});
export type Opened = z.output<typeof Opened>;

const homeOf = (dataFolder: string) => join(dataFolder, 'scratch', 'inside');
const folderOf = (dataFolder: string, backupId: string) => join(homeOf(dataFolder), backupId);

/** null while it is not open. */
export function readOpened(dataFolder: string, backupId: string): Opened | null {
  const path = join(folderOf(dataFolder, backupId), 'open.json');
  if (!existsSync(path)) return null;
  return Opened.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** The copy's database, for reading. */
export function openInside(dataFolder: string, backupId: string, { database_url }: Opened): Database {
  return openDatabase({ url: database_url ?? undefined, folder: join(folderOf(dataFolder, backupId), 'db') });
}

/** The place that holds the backup, for the caller to close (`store.close`). Throws `not-found`, or why a place cannot be reached. */
export async function placeHolding(dataFolder: string, backupId: string): Promise<Place> {
  const count = placesOf(readMachine(dataFolder), dataFolder).length;
  let trouble: unknown;
  for (let which = 0; which < count; which++) {
    try {
      const place = await openOwnPlace(dataFolder, which);
      try {
        await findHeader(place, backupId);
        return place;
      } catch (error) {
        place.store.close();
        throw error;
      }
    } catch (error) {
      // A place that is not there says more than one that does not have it.
      if (!(trouble instanceof BackupTrouble) || trouble.code === 'not-found') trouble = error;
    }
  }
  throw trouble;
}

export interface OpeningOptions {
  dataFolder: string;
  backupId: string;
  /** Of the academy; undefined on SQLite. */
  databaseUrl: string | undefined;
  here: Here;
  /** Brings the copy's database up to date. */
  migrate(db: Database): Promise<unknown>;
  now: number;
  signal: AbortSignal;
  /** 0 to 1. */
  progress(fraction: number): void;
}

/** Does nothing when it is open already. Throws a BackupTrouble in plain words. */
export async function openBackupInside(options: OpeningOptions): Promise<void> {
  const { dataFolder, backupId, signal, progress } = options;
  if (readOpened(dataFolder, backupId)) return;
  await closeInside(dataFolder, backupId, options.databaseUrl);
  const folder = folderOf(dataFolder, backupId);
  await mkdir(homeOf(dataFolder), { recursive: true, mode: 0o700 });
  const place = await placeHolding(dataFolder, backupId);
  try {
    requireFitting(await findHeader(place, backupId), options.here);
    const only = (path: string) => path.startsWith('db/');
    const { header, databaseFile } = await extractBackup(place, backupId, folder, {
      signal,
      only,
      progress: part => progress(part * 0.8),
    });
    const database_url =
      header.engine === 'postgres' ? await fillInside(options.databaseUrl, backupId, databaseFile, signal) : null;
    const opened: Opened = { made_at: header.made_at, opened_at: options.now, database_url };
    const db = openInside(dataFolder, backupId, opened);
    try {
      await options.migrate(db);
    } finally {
      await db.close();
    }
    const draft = join(folder, 'open.json.part');
    await writeFile(draft, JSON.stringify(opened), { mode: 0o600 });
    await rename(draft, join(folder, 'open.json'));
  } catch (error) {
    await closeInside(dataFolder, backupId, options.databaseUrl);
    throw error;
  } finally {
    place.store.close();
  }
}

/** Frees its room. */
export async function closeInside(
  dataFolder: string,
  backupId: string,
  databaseUrl: string | undefined,
): Promise<void> {
  const folder = folderOf(dataFolder, backupId);
  await rm(join(folder, 'open.json'), { force: true });
  if (databaseUrl) await dropInside(databaseUrl, backupId);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Those opened before the moment (milliseconds since 1970), and those whose opening was interrupted. */
export function openedBefore(dataFolder: string, moment: number): string[] {
  const home = homeOf(dataFolder);
  if (!existsSync(home)) return [];
  return readdirSync(home).filter(id => (readOpened(dataFolder, id)?.opened_at ?? 0) < moment);
}
