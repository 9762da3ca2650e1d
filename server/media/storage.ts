/** Files on the disk of the data folder: written whole and flushed before anything refers to them. */
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { constants, copyFile, link, open, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** 128 random bits as hex: names of stored files and of uploads. */
export const randomName = () => randomBytes(16).toString('hex');

/** Writes the bytes under the name; the name never shows a half-written file. */
export async function putBytes(target: string, body: Uint8Array): Promise<void> {
  const part = `${target}.part`;
  await writeFile(part, body, { mode: 0o640 });
  await flush(part);
  await rename(part, target);
}

/** The file under a second name: a link where the disk can, else a copy. The first name stays until `rm`. */
export async function putFile(source: string, target: string): Promise<void> {
  await rm(target, { force: true });
  try {
    await link(source, target);
  } catch {
    const part = `${target}.part`;
    await copyFile(source, part, constants.COPYFILE_FICLONE);
    await flush(part);
    await rename(part, target);
  }
  await flush(target);
}

/** Waits until the names of a folder are on the disk; Windows does that by itself and has no such call. */
export async function flushFolderOf(path: string): Promise<void> {
  if (process.platform !== 'win32') await flush(dirname(path));
}

async function flush(path: string): Promise<void> {
  const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Hex SHA-256 of a file of any size, with little memory. */
export async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1024 * 1024 }), hash);
  return hash.digest('hex');
}

/** Bytes that this account may still write to the disk of the folder. */
export async function freeBytes(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
