import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { temporaryFolder } from '../../../tests/harness/folders.ts';
import { writeDurably } from './durable.ts';

const folder = temporaryFolder('durable');
afterAll(() => folder.remove());
const path = (name: string) => join(folder.path, name);

it('replaces a file, readable for its owner alone unless told, and leaves nothing else behind', () => {
  for (const content of ['first', new Uint8Array([115, 50])]) writeDurably(path('note'), content);
  writeDurably(path('shared'), 'for the group', 0o640);
  expect(readFileSync(path('note'), 'utf8')).toBe('s2');
  expect(['note', 'shared'].map(name => statSync(path(name)).mode & 0o777)).toEqual([0o600, 0o640]);
  expect(readdirSync(folder.path).toSorted()).toEqual(['note', 'shared']);
});

it('leaves what was there when it cannot be replaced', () => {
  mkdirSync(path('a-folder'));
  expect(() => writeDurably(path('a-folder'), 'text')).toThrow('EISDIR');
  expect(() => writeDurably(path('missing/note'), 'text')).toThrow('ENOENT');
  expect(readdirSync(folder.path).toSorted()).toEqual(['a-folder', 'note', 'shared']);
});
