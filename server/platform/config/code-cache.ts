/**
 * Node keeps what it makes of our sources in `<data>/cache/code`, so that the next process of the server, and the next command, starts
 * in two thirds of the time. All of it can be thrown away at any moment.
 */
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

const folderIn = (dataFolder: string) => join(dataFolder, 'cache', 'code');

/** To be called before anything large is loaded. Does nothing where the folder is not this account's alone: what lies there is run. */
export function keepCode(dataFolder: string, version: string): void {
  const folder = join(folderIn(dataFolder), version);
  try {
    // Root, in the folder of the service, neither runs what the service left nor leaves what it cannot change.
    if (!isOurs(dataFolder)) return;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (isOurs(folder) && isOurs(folderIn(dataFolder))) enableCompileCache(folder);
  } catch {
    // There is no academy yet, or the disk is full or read-only: it starts all the same.
  }
}

const isOurs = (path: string) => process.getuid === undefined || statSync(path).uid === process.getuid();

/** Writes what was loaded until now: a server that is never stopped properly finds it at its next start too. */
export const writeCode = (): void => flushCompileCache();

/** Removes what other versions have left. */
export function dropOldCode(dataFolder: string, version: string): void {
  try {
    for (const name of readdirSync(folderIn(dataFolder)))
      if (name !== version) rmSync(join(folderIn(dataFolder), name), { recursive: true, force: true });
  } catch {
    // Nothing is kept there, or it cannot be removed: it is found again at the next start.
  }
}
