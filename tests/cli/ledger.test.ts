/** The record of who did what, from the command line and without a server: taken along, and verified. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { insertPerson } from '../factories/people.ts';
import { commandLine, type CommandLine } from '../harness/command-line.ts';
import { freshDatabase, type TestDatabase } from '../harness/engine.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { plantActs, withoutGuards } from '../harness/ledger.ts';

const folder = temporaryFolder('command-line-ledger');
const dataFolder = join(folder.path, 'data');
let database: TestDatabase;
let db: Database;
let lyceum: CommandLine;

beforeAll(async () => {
  database = await freshDatabase();
  db = openDatabase({ url: database.url, folder: prepareFolders(dataFolder).db });
  await migrate(db.writer);
  await insertPerson(db, { email: 'ada@example.org', roles: ['administrator'] });
  await plantActs(db, 20, '2026-11-21T09:00:00.000Z');
  lyceum = commandLine({ LYCEUM_DATA: dataFolder, DATABASE_URL: database.url });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
  folder.remove();
});

const file = (name: string) => join(folder.path, name);

it('is written into a new file, as a table or as lines of JSON, whole or narrowed down', async () => {
  const table = file('acts.csv');
  expect(await lyceum.run('ledger', 'export', table)).toMatchObject({ code: 0, out: `The record is in ${table}.\n` });
  expect(readFileSync(table, 'utf8')).toMatch(/^\uFEFFentry,at,action,who,/);
  const again = await lyceum.run('ledger', 'export', table, '--json');
  expect(again).toMatchObject({ code: 1, json: { error: { code: 'CONFLICT' } } });
  expect(again.err).toContain('There is a file');
  const lines = file('exports.ndjson');
  await lyceum.run('ledger', 'export', lines, '--format', 'json', '--action', 'ledger.export', '--from', '2026-01-01');
  const [head, ...exports] = readFileSync(lines, 'utf8')
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(head).toMatchObject({ format: 'lyceum-ledger-1', whole: false });
  // Each is an entry before it is written, and a refused file is none.
  expect(exports.map(({ entry }) => entry.details.format)).toEqual(['csv', 'json']);
});

it('is broken where it was changed behind the academy’s back: the first entry is named, and the exit code is 1', async () => {
  await withoutGuards(db);
  const changing = (action: string) => db.writer('user_activity_logs').where({ id: 2 }).update({ action });
  await changing('nothing.happened');
  const broken = await lyceum.run('ledger', 'verify', '--json');
  expect(broken).toMatchObject({ code: 1, json: { ok: false, trouble: { kind: 'changed', entry: 2, until: 2 } } });
  expect(broken.err).toContain('Entry 2 was changed after it was written');
  await changing('test.write');
  const { code, out } = await lyceum.run('ledger', 'verify');
  expect(out).toMatch(/^Intact: \d+ entries, 1 to \d+/);
  expect(code).toBe(0);
});
