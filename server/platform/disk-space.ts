import { statfs } from 'node:fs/promises';

/** Bytes of the disk that holds the folder: what this account may still write, and all of it. */
export async function diskSpace(folder: string): Promise<{ free: number; total: number }> {
  const { bavail, bsize, blocks } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}
