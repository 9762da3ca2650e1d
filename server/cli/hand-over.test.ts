import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { onTrial, writePointer } from '../platform/programs/pointer.ts';
import { handOver, successorIn } from './hand-over.ts';

const PROGRAM = { version: '2.0.0', entry: 'dist/server/main.js', node: null };
let data: string;
let folder: string;

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'lyceum-hand-over-'));
  folder = join(data, 'programs', '2.0.0');
  mkdirSync(join(folder, 'dist/server'), { recursive: true });
  for (const name of ['main', 'cli'])
    writeFileSync(join(folder, `dist/server/${name}.js`), 'process.exit(process.argv.length)');
  writePointer(data, { ...onTrial(PROGRAM, null), confirmed: true });
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

test('the program in use speaks for the academy, with the same words', async () => {
  const successor = successorIn(data, '1.0.0');
  expect(successor).toMatchObject({
    node: process.execPath,
    script: join(folder, 'dist/server/cli.js'),
    account: null,
  });
  expect(await handOver(successor as NonNullable<typeof successor>, ['user', 'list'])).toBe(4);
});

test('this program speaks itself while it is the one in use, or the other has not served yet', () => {
  expect(successorIn(data, '2.0.0')).toBeNull();
  expect(successorIn(data, '2.1.0')).toBeNull();
  writePointer(data, onTrial(PROGRAM, null));
  expect(successorIn(data, '1.0.0')).toBeNull();
  writePointer(data, null);
  expect(successorIn(data, '1.0.0')).toBeNull();
});

test('a program that has no command line is left alone', () => {
  rmSync(join(folder, 'dist/server/cli.js'));
  expect(successorIn(data, '1.0.0')).toBeNull();
});

test.skipIf(process.getuid?.() !== 0)('root runs it as its owner, and other people do not run it', () => {
  chownSync(folder, 1234, 5678);
  expect(successorIn(data, '1.0.0', 0)).toMatchObject({ account: { uid: 1234, gid: 5678 } });
  expect(successorIn(data, '1.0.0', 1234)).toMatchObject({ account: null });
  expect(successorIn(data, '1.0.0', 4321)).toBeNull();
});
