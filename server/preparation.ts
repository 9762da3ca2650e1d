/** What must be done once before anybody works on a data folder: folders, a disk that takes data, the database's schema. */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../migrations/index.ts';
import type { Configuration } from './platform/config/configuration.ts';
import { type Folders, foldersIn, folderTrouble, prepareFolders } from './platform/config/folders.ts';
import { openDatabase, SQLITE_FILE } from './platform/db/database.ts';
import { isDamaged, isDiskFull } from './platform/db/dialect.ts';
import { migrate, migrationsDone } from './platform/db/migrate.ts';
import { createSiteSettings } from './site/repository.ts';
import { troubled } from './supervisor/trouble.ts';
import { removeSetupCode, setupCode, setupCodePath } from './site/setup-code.ts';
import type { Damage } from './supervisor/index.ts';

const PROBE_BYTES = 256 * 1024;

/** Creates the folders and really writes to the disk. Throws an Error in plain words. */
export function prepareDataFolder(dataFolder: string): Folders {
  const folders = createFolders(dataFolder);
  const path = join(dataFolder, `.probe-${process.pid}`);
  try {
    const file = openSync(path, 'w', 0o600);
    writeSync(file, Buffer.alloc(PROBE_BYTES));
    fsyncSync(file);
    closeSync(file);
  } catch (cause) {
    throw troubled('folder', folderTrouble(dataFolder, cause), cause);
  } finally {
    rmSync(path, { force: true });
  }
  return folders;
}

function createFolders(dataFolder: string): Folders {
  try {
    return prepareFolders(dataFolder);
  } catch (cause) {
    throw troubled('folder', (cause as Error).message, cause);
  }
}

/** Brings the database up to date and sees to the set-up code: there before set-up, gone after. Throws an Error in plain words. */
export async function prepareDatabase({ dataFolder, databaseUrl }: Configuration): Promise<void> {
  const db = openDatabase({ url: databaseUrl, folder: join(dataFolder, 'db') });
  try {
    await migrate(db.writer);
    if (await createSiteSettings(db).read()) removeSetupCode(dataFolder);
    else setupCode(dataFolder);
  } catch (cause) {
    throw new Error(databaseTrouble(db.location, cause), { cause });
  } finally {
    await db.close();
  }
}

/**
 * For programs that work on the data beside the server: throws an Error in plain words when the folder holds no academy, or one
 * whose database another version of the product has made.
 */
export async function requirePrepared({ dataFolder, databaseUrl }: Configuration): Promise<void> {
  const { db: folder, secrets } = foldersIn(dataFolder);
  const none = `There is no academy in the data folder ${dataFolder}. Name another one with --data, or start Lyceum there first.`;
  if (!existsSync(secrets) || (!databaseUrl && !existsSync(join(folder, SQLITE_FILE)))) throw new Error(none);
  const db = openDatabase({ url: databaseUrl, folder });
  try {
    const done = await migrationsDone(db.read);
    if (done.some(name => !migrations.some(migration => migration.name === name)))
      throw new Error(`The database ${db.location} was made by a newer version of Lyceum. Use that version.`);
    if (done.length < migrations.length)
      throw new Error(
        `The database ${db.location} is of an older version. Start Lyceum once: it brings it up to date.`,
      );
  } catch (cause) {
    if ((cause as { code?: string }).code === undefined) throw cause;
    throw new Error(databaseTrouble(db.location, cause), { cause });
  } finally {
    await db.close();
  }
}

/** The same, but damage is answered instead of thrown. */
export async function prepareOrTell(configuration: Configuration): Promise<Damage | null> {
  try {
    await prepareDatabase(configuration);
    return null;
  } catch (error) {
    const { cause, message } = error as Error;
    if (!isDamaged(cause)) throw error;
    return { file: join(configuration.dataFolder, 'db', SQLITE_FILE), reason: message };
  }
}

/** The one-time code while the academy is not set up; null afterwards. */
export function existingSetupCode(dataFolder: string): string | null {
  try {
    return readFileSync(setupCodePath(dataFolder), 'utf8').trim();
  } catch {
    return null;
  }
}

function databaseTrouble(location: string, cause: unknown): string {
  const { code, message } = cause as NodeJS.ErrnoException;
  if (isDiskFull(cause)) return `The disk is full: ${location} cannot grow. Free some space, then start again.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND' || code === 'ETIMEDOUT')
    return `The database ${location} does not answer. Start PostgreSQL, or correct DATABASE_URL.`;
  if (code === '28P01' || code === '28000')
    return `The database ${location} refuses the user or password of DATABASE_URL.`;
  if (isDamaged(cause))
    return `The database file ${location} is damaged. Restore the last backup; the file was not touched.`;
  return `The database ${location} cannot be prepared: ${message}`;
}
