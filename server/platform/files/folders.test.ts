import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { makeFolders } from './folders.ts';

async function scratch(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'lyceum-folders-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

it('makes a folder and those above it, and does nothing where it is there', async () => {
  const path = join(await scratch(), 'disk', 'backups', 'lyceum');
  await makeFolders(path, 0o700);
  await makeFolders(path, 0o700);
  expect((await stat(path)).isDirectory()).toBe(true);
  if (process.platform !== 'win32') expect((await stat(path)).mode & 0o777).toBe(0o700);
});

it('two at once make one', async () => {
  const path = join(await scratch(), 'a', 'b', 'c');
  await Promise.all([makeFolders(path, 0o700), makeFolders(path, 0o700)]);
  expect(existsSync(path)).toBe(true);
});

it('names a file that is in the way', async () => {
  const file = join(await scratch(), 'note.txt');
  await writeFile(file, 'here');
  await expect(makeFolders(file, 0o700)).rejects.toMatchObject({ code: 'ENOTDIR' });
  await expect(makeFolders(join(file, 'backups'), 0o700)).rejects.toMatchObject({ code: 'ENOTDIR' });
});

it.runIf(existsSync('/proc/self'))('gives up where the system takes no folders', async () => {
  await expect(makeFolders('/proc/lyceum/backups', 0o700)).rejects.toMatchObject({ code: 'ENOENT' });
});
