/**
 * Which database the admin chose in the console: `database.json` of the data folder (0600, the address holds a password). It belongs to
 * this machine alone and is in no backup. `DATABASE_URL` of the environment goes before it.
 */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeDurably } from '../files/durable.ts';

const FILE = 'database.json';

/** PostgreSQL address; undefined for SQLite in the data folder. Throws an Error that names the file when it cannot be understood. */
export function readChosenDatabase(dataFolder: string): string | undefined {
  const path = join(dataFolder, FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const { url } = JSON.parse(text) as { url?: unknown };
    if (typeof url !== 'string' || !/^postgres(ql)?:\/\//.test(url)) throw new Error('no address');
    return url;
  } catch (cause) {
    throw new Error(`${path} does not name a PostgreSQL database. Remove the file to go on with SQLite.`, { cause });
  }
}

/** On the disk when it returns. undefined chooses SQLite again. */
export function chooseDatabase(dataFolder: string, url: string | undefined): void {
  const path = join(dataFolder, FILE);
  if (url === undefined) rmSync(path, { force: true });
  else writeDurably(path, JSON.stringify({ url }));
}
