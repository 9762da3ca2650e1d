/** Folders that somebody entered the path of. */
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, with the mode where they are new. Throws as the system says it, ENOTDIR where a file is in the way.
 * Not mkdir's own `recursive`: where a file system refuses with ENOENT below a folder that is there, as /proc and shares that are mounted
 * on demand do, that one tries for ever and takes a thread of the process with it.
 */
export async function makeFolders(path: string, mode: number): Promise<void> {
  const missing: string[] = [];
  for (let level = path; !(await isFolder(level)); level = dirname(level)) missing.push(level);
  for (const level of missing.reverse()) await mkdir(level, { mode }).catch(unlessThere);
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && dirname(path) !== path) return null;
    throw error;
  });
  if (found && !found.isDirectory())
    throw Object.assign(new Error(`ENOTDIR: not a directory, '${path}'`), { code: 'ENOTDIR' });
  return found !== null;
}

/** Somebody else made it in this moment. */
function unlessThere(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
}
