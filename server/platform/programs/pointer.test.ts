import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  afterFailure,
  confirmProgram,
  isUsable,
  onTrial,
  programFolder,
  readPointer,
  TRIES,
  writePointer,
} from './pointer.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'lyceum-pointer-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const old = { version: '0.2.0', entry: 'dist/server/main.js', node: 'node/node' };
const fresh = { version: '0.3.0', entry: 'dist/server/main.js', node: null };

test('what was written is read; without a file the installed program runs', () => {
  expect(readPointer(data)).toBeNull();
  writePointer(data, onTrial(fresh, old));
  expect(readPointer(data)).toMatchObject({ ...fresh, confirmed: false, failures: 0, previous: old });
  confirmProgram(data, '0.2.0');
  expect(readPointer(data)?.confirmed).toBe(false);
  confirmProgram(data, '0.3.0');
  expect(readPointer(data)?.confirmed).toBe(true);
  writePointer(data, null);
  expect(readPointer(data)).toBeNull();
});

test.each([
  ['damaged', '{"format":1,"version":"0.3'],
  ['of a later format', JSON.stringify({ ...onTrial(fresh, null), format: 2 })],
  ['that leads out of its folder', JSON.stringify({ ...onTrial(fresh, null), entry: '../../../bin/sh' })],
  ['with an absolute path', JSON.stringify({ ...onTrial(fresh, null), node: '/bin/sh' })],
  ['with a version that is a path', JSON.stringify({ ...onTrial(fresh, null), version: '..' })],
])('a file %s is as if it were not there', (_, text) => {
  mkdirSync(join(data, 'programs'));
  writeFileSync(join(data, 'programs', 'current.json'), text);
  expect(readPointer(data)).toBeNull();
});

test('only what is there runs, and not when a newer program was installed since', () => {
  const pointer = onTrial(fresh, null);
  expect(isUsable(data, pointer, '0.1.0')).toBe(false);
  mkdirSync(join(programFolder(data, '0.3.0'), 'dist/server'), { recursive: true });
  writeFileSync(join(programFolder(data, '0.3.0'), fresh.entry), '');
  expect(isUsable(data, pointer, '0.1.0')).toBe(true);
  expect(isUsable(data, pointer, '0.3.0')).toBe(true);
  expect(isUsable(data, pointer, '0.4.0')).toBe(false);
});

test('after three failed starts the one before runs again, and stays', () => {
  let pointer = onTrial(fresh, old);
  for (let failure = 1; failure < TRIES; failure++) {
    const { next, gaveUp } = afterFailure(pointer, false);
    expect([next?.version, next?.failures, gaveUp]).toEqual(['0.3.0', failure, false]);
    pointer = next ?? pointer;
  }
  expect(afterFailure(pointer, false)).toMatchObject({
    gaveUp: true,
    next: { ...old, confirmed: true, previous: null },
  });
  expect(afterFailure({ ...onTrial(fresh, null) }, true)).toEqual({ gaveUp: true, next: null });
});
