/** Files and names that are still there after a power cut. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Replaces a file, whose folder is there, in one piece: readers see the old or the whole new content, also after a power cut and
 * while other processes replace it too.
 */
export function writeDurably(path: string, content: string | Uint8Array, mode = 0o600): void {
  const draft = `${path}.${process.pid}`;
  try {
    const file = openSync(draft, 'w', mode);
    try {
      writeSync(file, typeof content === 'string' ? Buffer.from(content) : content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** Puts the names in a folder on the disk: without it a rename may be gone after a power cut. */
export function syncFolder(path: string): void {
  // Windows opens no folders; NTFS journals names by itself.
  if (process.platform === 'win32') return;
  const folder = openSync(path, 'r');
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
