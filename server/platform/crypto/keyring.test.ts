import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openKeyring, retire, RETIRED_KEYS, retiredIn } from './keyring.ts';
import { createSealing } from './sealing.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyring-'));
  path = join(folder, 'sealing-key');
  writeFileSync(path, Buffer.alloc(32, 7).toString('base64'), { mode: 0o600 });
});
afterEach(() => rmSync(folder, { recursive: true }));

it('seals with the newest key, opens with every one, and retires the old ones: they open, and nothing else', () => {
  const ring = openKeyring(path);
  const sealing = createSealing(ring);
  const before = sealing.seal('one', 'place');
  const id = ring.add();
  const after = sealing.seal('two', 'place');
  expect(after).toContain(`1.${id}.`);
  expect([sealing.isCurrent(before), sealing.isCurrent(after)]).toEqual([false, true]);
  expect([before, after].map(text => sealing.open(text, 'place'))).toEqual(['one', 'two']);
  expect(ring.keepCurrent()).toHaveLength(1);
  expect(ring.ids()).toEqual([id]);
  expect(sealing.open(after, 'place')).toBe('two');
  // For what comes out of a backup.
  expect(sealing.open(before, 'place')).toBe('one');
  expect(sealing.isCurrent(before)).toBe(false);
  expect(statSync(join(folder, RETIRED_KEYS)).mode & 0o777).toBe(0o600);
  rmSync(join(folder, RETIRED_KEYS));
  expect(() => sealing.open(before, 'place')).toThrow(/place was encrypted with another key.*Enter it again/);
  expect(readFileSync(path, 'utf8')).not.toContain(Buffer.alloc(32, 7).toString('base64'));
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

it('is heard of by another process with the next text', () => {
  const [one, other] = [openKeyring(path), openKeyring(path)];
  other.current();
  const id = one.add();
  expect(other.current().id).toBe(id);
});

it.each(['', 'c2hvcnQ=', `${Buffer.alloc(32, 7).toString('base64')}\nhalf`])('refuses a file that holds %j', text => {
  writeFileSync(path, text);
  expect(() => openKeyring(path).current()).toThrow(/does not hold the keys/);
});

it('keeps every key that ever was among the retired ones, once', () => {
  const ring = openKeyring(path);
  const ids = [ring.current().id, ring.add(), ring.add()];
  ring.keepCurrent();
  const last = ring.add();
  ring.keepCurrent();
  expect(ring.ids()).toEqual([last]);
  expect(
    retiredIn(folder)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual(ids.toSorted());
  retire(folder, retiredIn(folder));
  expect(retiredIn(folder)).toHaveLength(3);
});
