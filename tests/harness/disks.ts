import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';

/** A folder with a disk of its own, which `[Symbol.dispose]` takes away again. */
export interface TestDisk extends Disposable {
  path: string;
}

/**
 * Mounts at `path`, with the arguments given to mount. Mounting needs root, which machines that build have and people's own
 * have not; undefined then, and said aloud.
 */
function mounted(path: string, commands: string[][]): TestDisk | undefined {
  try {
    mkdirSync(path, { recursive: true });
    for (const args of commands) execFileSync('mount', [...args, path], { stdio: 'ignore' });
  } catch {
    console.warn('Disks cannot be mounted here (that needs root): tests of full and read-only disks are skipped.');
    return undefined;
  }
  return { path, [Symbol.dispose]: () => void execFileSync('umount', ['-l', path]) };
}

/** An empty disk of so many megabytes. */
export const smallDisk = (path: string, megabytes: number) =>
  mounted(path, [['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs']]);

/** The folder as it is, but nothing can be written to it any more. */
export const readOnly = (path: string) =>
  mounted(path, [
    ['--bind', path],
    ['-o', 'remount,bind,ro'],
  ]);
