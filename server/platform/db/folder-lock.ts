/** One server per data folder: a lock of the operating system, so that nothing is left to clean up after a crash. */
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { isBusy } from './dialect.ts';

export interface FolderLock {
  release(): void;
}

const LOCK_FILE = 'lock.db';

/**
 * Takes the data folder for this process; null when another one has it. SQLite's exclusive lock ends with the process that
 * holds it, however that ends. The file must be opened only once per process: closing any handle on it drops the lock.
 */
export function lockFolder(dbFolder: string): FolderLock | null {
  const file = new Sqlite(join(dbFolder, LOCK_FILE), { timeout: 0 });
  try {
    file.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    file.close();
    if (isBusy(error)) return null;
    throw error;
  }
  return { release: () => file.close() };
}
