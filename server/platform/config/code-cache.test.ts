import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { dropOldCode } from './code-cache.ts';

const CLI = resolve(import.meta.dirname, '../../cli.ts');
let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'lyceum-code-'));
});
afterEach(() => rmSync(data, { recursive: true, force: true }));

const call = (folder: string) =>
  spawnSync(process.execPath, [CLI, '--help'], { env: { LYCEUM_DATA: folder }, encoding: 'utf8' });
const kept = (folder: string) =>
  existsSync(join(folder, 'cache'))
    ? readdirSync(join(folder, 'cache'), { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
    : [];

test('what Node made of the sources is kept for the next command, and a damaged piece of it does no harm', () => {
  expect(call(data).status).toBe(0);
  const files = kept(data);
  expect(files.length).toBeGreaterThan(10);
  for (const { parentPath, name } of files) writeFileSync(join(parentPath, name), 'no code at all');
  expect(call(data)).toMatchObject({ status: 0, stderr: '' });
});

test('a folder that is not there is not made', () => {
  expect(call(join(data, 'absent')).status).toBe(0);
  expect(existsSync(join(data, 'absent'))).toBe(false);
});

test.skipIf(process.getuid?.() !== 0)(
  'root keeps nothing in the folder of another account, and runs nothing from it',
  () => {
    chmodSync(data, 0o777);
    const made = spawnSync('chown', ['65534', data]);
    expect(made.status).toBe(0);
    expect(call(data).status).toBe(0);
    expect(kept(data)).toEqual([]);
  },
);

test('what other versions left is removed', () => {
  for (const version of ['1.0.0', '1.1.0']) mkdirSync(join(data, 'cache', 'code', version), { recursive: true });
  dropOldCode(data, '1.1.0');
  expect(readdirSync(join(data, 'cache', 'code'))).toEqual(['1.1.0']);
  dropOldCode(join(data, 'absent'), '1.1.0');
});
