import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { temporaryFolder } from './folders.ts';

/** A folder with a disk of its own, which `[Symbol.dispose]` takes away again. */
export interface TestDisk extends Disposable {
  path: string;
}

const mount = (...args: string[]) => execFileSync('mount', args, { stdio: 'ignore' });
const unmount = (path: string) => execFileSync('umount', ['-l', path]);

/** The folder once that is mounted. Mounting needs root, which machines that build have and people's own have not; undefined then, and said aloud. */
function mounted(path: string, args: string[]): TestDisk | undefined {
  try {
    mkdirSync(path, { recursive: true });
    mount(...args, path);
  } catch {
    console.warn('Disks cannot be mounted here (that needs root): tests of full and read-only disks are skipped.');
    return undefined;
  }
  return { path, [Symbol.dispose]: () => void unmount(path) };
}

/** An empty disk of so many megabytes. */
export const smallDisk = (path: string, megabytes: number) =>
  mounted(path, ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs']);

/** The folder as it is, but from one moment to the next nothing can be written to it any more. */
export function readOnly(path: string): TestDisk | undefined {
  // Made where nobody writes: a mount through which a server has a file open for writing does not become read-only.
  using aside = temporaryFolder('read-only');
  const made = mounted(aside.path, ['--bind', path]);
  if (!made) return undefined;
  try {
    mount('-o', 'remount,bind,ro', aside.path);
    return mounted(path, ['--bind', aside.path]);
  } finally {
    unmount(aside.path);
  }
}
