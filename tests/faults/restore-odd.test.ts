/** Restores on odd ground: an older backup, a clock in 1970, a folder that turned read-only, a database server that goes away. */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { openRecorder } from '../../server/health/repository/recorder.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { knownMigrations, migrationsDone } from '../../server/platform/db/migrate.ts';
import { readOnly } from '../harness/disks.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import {
  buildRestoreRoom,
  controlOf,
  copyOf,
  digestOf,
  type RestoreRoom,
  untilEnded,
} from '../harness/restore-room.ts';

const folder = temporaryFolder('restore-odd');
const running: TestServer[] = [];
let room: RestoreRoom;
let postgres: TestPostgres;

beforeAll(async () => {
  room = await buildRestoreRoom(join(folder.path, 'template'));
  postgres = await startPostgres();
});
afterEach(async () => {
  for (const server of running.splice(0)) if (server.isRunning()) await server.kill();
});
afterAll(async () => {
  await postgres.stop();
  folder.remove();
});

async function serve(dataFolder: string, env: Record<string, string | undefined> = {}): Promise<TestServer> {
  const settings = { LYCEUM_PAUSE_NOTICE: '0', ...env };
  const server = await startServer({ dataFolder, port: await freePort(), env: settings });
  running.push(server);
  return server;
}

/** What the academy remembers of operations and says of the last one. */
function remembered(dataFolder: string) {
  const recorder = openRecorder(join(dataFolder, 'db'));
  try {
    const told = recorder.events(0, Number.MAX_SAFE_INTEGER).filter(({ code }) => code.startsWith('operation-'));
    const finding = recorder.kept().get('operation-outcome')?.standing.finding;
    return { events: told.map(({ code }) => code), finding };
  } finally {
    recorder.close();
  }
}

test.each(['SQLite', 'PostgreSQL'])('on %s: the backup of an older Lyceum is brought up to date', async engine => {
  const url = engine === 'SQLite' ? undefined : await postgres.createDatabase('older');
  const older = await buildRestoreRoom(join(folder.path, `older-${engine}`), url, migrations.slice(0, -3));
  const server = await serve(older.template, { DATABASE_URL: url });
  await controlOf(older.template).restore(older.backup);
  expect(await untilEnded(older.template)).toMatchObject({ state: 'done', reason: null });
  await server.stop();
  const db = openDatabase({ url, folder: join(older.template, 'db') });
  expect(await migrationsDone(db.read)).toEqual(knownMigrations);
  await db.close();
  expect(await digestOf(older.template, url)).toBe(older.then);
});

test('with the clock in 1970 a restore and its safety backup work, and that one brings back what was', async () => {
  const data = copyOf(room, join(folder.path, 'clock'));
  const preload = resolve(import.meta.dirname, '../harness/clock-1970.mjs');
  const server = await serve(data, { NODE_OPTIONS: `--import=${preload}` });
  await controlOf(data).restore(room.backup);
  const report = await untilEnded(data);
  expect(report).toMatchObject({ state: 'done', reason: null });
  expect(report.started_at).toMatch(/^1970-/);
  expect(await digestOf(data)).toBe(room.then);
  const safetyFolder = join(data, 'backups', 'safety');
  const [safety = ''] = readdirSync(safetyFolder).filter(id => existsSync(join(safetyFolder, id, 'backup.json')));
  expect(safety).toMatch(/^1970/);
  await controlOf(data).restore(safety);
  expect(await untilEnded(data)).toMatchObject({ state: 'done', reason: null });
  await server.stop();
  expect(await digestOf(data)).toBe(room.now);
});

test('a data folder that turned read-only: refused in words, people work on, and later it works', async context => {
  const data = copyOf(room, join(folder.path, 'read-only'));
  const server = await serve(data);
  {
    using disk = readOnly(data);
    if (!disk) return context.skip();
    const { status, body } = await controlOf(data).restore(room.backup);
    expect([status, body['error']]).toEqual([409, expect.stringMatching(/cannot be written.* Nothing was changed/)]);
    expect((await fetch(`${server.url}/api/v1/site`)).status).toBe(200);
    expect((await controlOf(data).report()).state.name).toBe('ready');
  }
  expect(await digestOf(data)).toBe(room.now);
  await controlOf(data).restore(room.backup);
  expect(await untilEnded(data)).toMatchObject({ state: 'done' });
});

test('what did not work is announced once and said in words, also after the next start', async () => {
  const data = copyOf(room, join(folder.path, 'told'));
  const server = await serve(data);
  await controlOf(data).restore('20200101-000000-0000');
  expect(await untilEnded(data)).toMatchObject({ state: 'rolled-back', cause: 'fault' });
  await eventually('health says it', () => remembered(data).finding?.code === 'restore-undone');
  expect(remembered(data).finding).toMatchObject({ state: 'warning', title: 'The restore did not work.' });
  await server.stop();
  await serve(data);
  await eventually('health has looked', () => remembered(data).finding?.code === 'restore-undone');
  expect(remembered(data).events).toEqual(['operation-undone']);
  await controlOf(data).restore(room.backup);
  expect(await untilEnded(data)).toMatchObject({ state: 'done' });
  // It ended while nobody served: the next process to serve announces it.
  await eventually('health says that all is well', () => remembered(data).finding?.code === 'operation-ok');
  expect(remembered(data).events).toEqual(['operation-undone', 'operation-done']);
});

test('PostgreSQL stops while the backup is read: undone once it is back, and nothing is changed', async () => {
  const url = await postgres.createDatabase('away');
  const away = await buildRestoreRoom(join(folder.path, 'away'), url);
  const data = away.template;
  const server = await serve(data, { DATABASE_URL: url });
  await controlOf(data).restore(away.backup);
  await postgres.pause();
  const { operation } = await eventually(
    'the operation has ended',
    async () => {
      const report = await controlOf(data).report();
      return report.operation?.ended_at ? report : false;
    },
    60_000,
  );
  expect(operation?.state).toMatch(/^(failed|rolled-back)$/);
  await postgres.resume();
  await server.stop();
  await serve(data, { DATABASE_URL: url });
  expect(await untilEnded(data)).toMatchObject({ state: 'rolled-back' });
  expect(await digestOf(data, url)).toBe(away.now);
  expect(existsSync(join(data, '.operation')) ? readdirSync(join(data, '.operation')) : []).toEqual([]);
});
