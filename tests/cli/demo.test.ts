/** The academy to look around in: `npm run demo`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../server/platform/db/database.ts';
import { commandLine, type CommandLine } from '../harness/command-line.ts';
import { freshDatabase, type TestDatabase } from '../harness/engine.ts';
import { temporaryFolder } from '../harness/folders.ts';

const folder = temporaryFolder('demo');
const dataFolder = join(folder.path, 'data');
let database: TestDatabase;
let demo: CommandLine;

beforeAll(async () => {
  database = await freshDatabase();
  demo = commandLine({ LYCEUM_DATA: dataFolder, DATABASE_URL: database.url }, 'build/demo/main.ts');
});
afterAll(async () => {
  await database?.drop();
  folder.remove();
});

it('says how it is called, and makes nothing, where the words are none of its', async () => {
  for (const words of [['--help'], ['--days', '3']])
    expect(await demo.run(...words)).toMatchObject({ code: 2, err: expect.stringContaining('Usage: ') });
  expect(existsSync(dataFolder)).toBe(false);
});

it('is made with people, courses, progress and results, once', async () => {
  const { code, out, err } = await demo.run('--days', '4');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out).toMatch(/Sign in as marisol\.vega@northgate\.test, .+; the password is ".+"\./);
  const db = openDatabase({ url: database.url, folder: join(dataFolder, 'db') });
  try {
    const count = async (table: string) => Number((await db.reader(table).count({ n: '*' }).first())?.n);
    expect(await count('users')).toBeGreaterThan(50);
    expect(await db.reader('courses').where({ status: 'published' })).toHaveLength(await count('courses'));
    for (const table of ['course_enrollments', 'user_progress', 'assessment_submissions'])
      expect(await count(table), table).toBeGreaterThan(0);
  } finally {
    await db.close();
  }
  expect(await demo.run()).toMatchObject({ code: 1, err: expect.stringContaining('holds an academy already') });
});
