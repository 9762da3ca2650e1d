import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TemporaryFolder, temporaryFolder } from '../../tests/harness/folders.ts';
import { createLocks } from './locks.ts';

let folder: TemporaryFolder;
beforeEach(() => {
  folder = temporaryFolder('locks');
});
afterEach(() => folder.remove());

const never = new AbortController().signal;

it('lets one in at a time, asks the holder to make room, and leaves nothing behind', async () => {
  const locks = createLocks(folder.path);
  const order: string[] = [];
  const first = locks.newLock('a');
  await first.lock(never, async () => {
    order.push('asked');
    await first.unlock();
  });
  const second = locks.newLock('a');
  await second.lock(never, () => {});
  order.push('second');
  await second.unlock();
  expect(order).toEqual(['asked', 'second']);
  expect(readdirSync(folder.path)).toEqual([]);
});

it('never lets two in, however many come at once', async () => {
  const locks = createLocks(folder.path);
  let inside = 0;
  let most = 0;
  await Promise.all(
    Array.from({ length: 6 }, async () => {
      const lock = locks.newLock('b');
      await lock.lock(never, () => {});
      most = Math.max(most, ++inside);
      await new Promise(setImmediate);
      inside--;
      await lock.unlock();
    }),
  );
  expect(most).toBe(1);
});

it('takes over from a process that died', async () => {
  const path = join(folder.path, 'c.lock');
  // No process has this number: Linux stops at 4194304.
  writeFileSync(path, '99999999 long-gone');
  const lock = createLocks(folder.path).newLock('c');
  await lock.lock(never, () => {});
  expect(existsSync(path)).toBe(true);
  await lock.unlock();
});

it('gives up when the request does', async () => {
  const locks = createLocks(folder.path);
  const holder = locks.newLock('d');
  await holder.lock(never, () => {});
  await expect(locks.newLock('d').lock(AbortSignal.abort(), () => {})).rejects.toMatchObject({ code: 'CONFLICT' });
  await holder.unlock();
});
