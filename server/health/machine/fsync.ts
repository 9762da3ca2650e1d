/** How long one small write takes until it is on the disk: measured for real, in a file of its own that never grows. */
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const BLOCK = Buffer.alloc(4096, 1);

/** Milliseconds. Throws when the folder cannot be written to. */
export async function measureFsync(folder: string): Promise<number> {
  const path = join(folder, 'pulse');
  const file = await open(path, 'r+').catch(() => open(path, 'w+', 0o600));
  try {
    const begun = performance.now();
    await file.write(BLOCK, 0, BLOCK.length, 0);
    await file.datasync();
    return Number((performance.now() - begun).toFixed(2));
  } finally {
    await file.close();
  }
}
