import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspectSqlite } from './inspection.ts';

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lyceum-inspection-'));
  file = join(folder, 'a.db');
  const db = new Sqlite(file);
  db.exec('create table plenty (id integer primary key, text text); create index by_text on plenty (text)');
  const insert = db.prepare('insert into plenty (text) values (?)');
  db.transaction(() => {
    for (let n = 0; n < 2000; n++) insert.run(`row ${n} ${'x'.repeat(50)}`);
  })();
  db.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

test('a sound file is sound, and progress is told by table', () => {
  const told: string[] = [];
  expect(inspectSqlite(file, { thorough: true, progress: (_done, table) => told.push(table) })).toBeNull();
  expect(told).toEqual(['plenty']);
});

test('bytes in the middle, a file cut short, and something else altogether are found', () => {
  const bytes = readFileSync(file);
  const broken = Buffer.from(bytes);
  broken.fill(0xff, 8192, 8192 + 3 * 4096);
  writeFileSync(file, broken);
  expect(inspectSqlite(file, { thorough: false })).not.toBeNull();
  writeFileSync(file, bytes.subarray(0, 3 * 4096));
  expect(inspectSqlite(file, { thorough: false })).not.toBeNull();
  writeFileSync(file, 'This is a letter to the editor. '.repeat(500));
  expect(inspectSqlite(file, { thorough: false })).toBe('file is not a database');
});
