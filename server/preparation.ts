/** What must be done once before anybody works on a data folder: folders, a disk that takes data, the database's schema. */
import { closeSync, fsyncSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from './platform/config/configuration.ts';
import { type Folders, folderTrouble, prepareFolders } from './platform/config/folders.ts';
import { openDatabase } from './platform/db/database.ts';
import { isDiskFull } from './platform/db/dialect.ts';
import { migrate } from './platform/db/migrate.ts';
import { createSettings } from './site/repository.ts';
import { removeSetupCode, setupCode, setupCodePath } from './site/setup-code.ts';

const PROBE_BYTES = 256 * 1024;

/** Creates the folders and really writes to the disk. Throws an Error in plain words. */
export function prepareDataFolder(dataFolder: string): Folders {
  const folders = prepareFolders(dataFolder);
  const path = join(dataFolder, `.probe-${process.pid}`);
  try {
    const file = openSync(path, 'w', 0o600);
    writeSync(file, Buffer.alloc(PROBE_BYTES));
    fsyncSync(file);
    closeSync(file);
  } catch (cause) {
    throw new Error(folderTrouble(dataFolder, cause), { cause });
  } finally {
    rmSync(path, { force: true });
  }
  return folders;
}

/** Brings the database up to date and sees to the set-up code: there before set-up, gone after. Throws an Error in plain words. */
export async function prepareDatabase({ dataFolder, databaseUrl }: Configuration): Promise<void> {
  const db = openDatabase({ url: databaseUrl, folder: join(dataFolder, 'db') });
  try {
    await migrate(db.writer);
    if (await createSettings(db).read()) removeSetupCode(dataFolder);
    else setupCode(dataFolder);
  } catch (cause) {
    throw new Error(databaseTrouble(db.location, cause), { cause });
  } finally {
    await db.close();
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
  if (code === 'SQLITE_CORRUPT' || code === 'SQLITE_NOTADB')
    return `The database file ${location} is damaged. Restore the last backup; the file was not touched.`;
  return `The database ${location} cannot be prepared: ${message}`;
}
