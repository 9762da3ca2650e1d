import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createLock, type LockParts } from './lock.ts';

let folder: string;
let now: number;
let signedIn: boolean;
const PASSWORD = 'four words in a row';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lyceum-lock-'));
  now = 1_000_000;
  signedIn = true;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (parts: Partial<LockParts> = {}) =>
  createLock({
    file: join(folder, 'lock.json'),
    now: () => now,
    isSignedIn: () => signedIn,
    isPassword: async password => password === PASSWORD,
    onState: () => {},
    ...parts,
  });

test('locks after ten minutes without a touch, not before, and not when nobody is signed in', () => {
  const lock = open();
  now += 599_000;
  lock.touch();
  now += 599_000;
  lock.look();
  expect(lock.state().locked).toBe(false);
  signedIn = false;
  now += 1_000_000;
  lock.look();
  expect(lock.state().locked).toBe(false);
  signedIn = true;
  lock.look();
  expect(lock.state().locked).toBe(true);
});

test('stays locked over a new start, and opens with the password', async () => {
  open().lock();
  const again = open();
  expect(again.state().locked).toBe(true);
  expect(await again.unlock({ password: 'guess' })).toMatchObject({ outcome: 'wrong' });
  expect(await again.unlock({ password: PASSWORD })).toEqual({ outcome: 'open' });
  expect(again.state().locked).toBe(false);
});

test('the PIN is set with the password, kept as a hash in a file of its owner, and opens it', async () => {
  const lock = open();
  expect(await lock.setPin({ pin: '271828', password: 'guess' })).toMatchObject({ outcome: 'refused' });
  expect(await lock.setPin({ pin: '271828', password: PASSWORD })).toEqual({ outcome: 'done' });
  const file = join(folder, 'lock.json');
  expect(readFileSync(file, 'utf8')).not.toContain('271828');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  lock.lock();
  expect(await lock.unlock({ pin: '271829' })).toMatchObject({ outcome: 'wrong' });
  expect(await lock.unlock({ pin: '271828' })).toEqual({ outcome: 'open' });
});

test('tries are limited: pauses that a new start does not shorten, then only the password', async () => {
  const first = open();
  await first.setPin({ pin: '2718', password: PASSWORD });
  first.lock();
  const tries = await Promise.all(['1', '2', '3', '4', '5', '2718'].map(pin => first.unlock({ pin })));
  expect(tries.map(each => each.outcome)).toEqual(Array(6).fill('wrong'));
  const again = open();
  expect(again.state()).toMatchObject({ wait_seconds: 30, pin_spent: false });
  expect(await again.unlock({ pin: '2718' })).toMatchObject({ outcome: 'wrong' });
  for (let round = 0; round < 5; round++) {
    now += 1_000_000;
    await again.unlock({ pin: '0000' });
  }
  now += 1_000_000;
  expect(again.state().pin_spent).toBe(true);
  expect(await again.unlock({ pin: '2718' })).toMatchObject({ outcome: 'refused' });
  expect(await again.unlock({ password: PASSWORD })).toEqual({ outcome: 'open' });
  expect(again.state().pin_spent).toBe(false);
});

test('a spoilt file locks; a server that cannot be asked is said', async () => {
  writeFileSync(join(folder, 'lock.json'), '{"locked": fal');
  const lock = open({ isPassword: () => Promise.reject(new Error('The server does not run.')) });
  expect(lock.state().locked).toBe(true);
  expect(await lock.unlock({ password: PASSWORD })).toEqual({ outcome: 'refused', reason: 'The server does not run.' });
  lock.release();
  expect(lock.state().locked).toBe(false);
});
