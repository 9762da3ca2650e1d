/** A damaged database is found, named, and never served; what is disposable is made anew; the last proved backup is offered. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CODE_CACHE } from '../harness/code-cache.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startProcess, startServer, type TestProcess } from '../harness/processes.ts';
import {
  buildRestoreRoom,
  controlOf,
  copyOf,
  digestOf,
  type RestoreRoom,
  spoilDatabase,
  untilEnded,
} from '../harness/restore-room.ts';

const folder = temporaryFolder('damage');
let room: RestoreRoom;
let count = 0;
const running: TestProcess[] = [];

beforeAll(async () => {
  room = await buildRestoreRoom(join(folder.path, 'template'));
});
afterEach(async () => {
  for (const server of running.splice(0)) if (server.isRunning()) await server.kill();
});
afterAll(() => folder.remove());

/** A copy that has run once, as an academy that lives. */
async function lived(end: 'stopped' | 'killed'): Promise<string> {
  const data = copyOf(room, join(folder.path, `run-${++count}`));
  const server = await serve(data);
  await (end === 'killed' ? server.kill() : server.stop());
  return data;
}

async function serve(dataFolder: string, workers = 0) {
  const server = await startServer({ dataFolder, port: await freePort(), workers, env: { LYCEUM_PAUSE_NOTICE: '0' } });
  running.push(server);
  return server;
}

/** Starts a server that cannot serve; answers its port. */
async function begin(dataFolder: string): Promise<number> {
  const port = await freePort();
  const env = {
    PATH: process.env['PATH'],
    ...CODE_CACHE,
    LYCEUM_DATA: dataFolder,
    LYCEUM_HOST: '127.0.0.1',
    LYCEUM_PORT: String(port),
    LYCEUM_WORKERS: '0',
  };
  running.push(startProcess(process.execPath, ['server/main.ts'], env));
  return port;
}

const untilDamaged = (data: string) =>
  eventually(
    'the damage is found',
    async () => {
      const report = await controlOf(data).report();
      return report.state.name === 'damaged' && report;
    },
    90_000,
  );

const database = (data: string) => join(data, 'db', 'lyceum.db');

test('after an unclean end a damaged database is found at the start, named, and its last backup restored', async () => {
  const data = await lived('killed');
  spoilDatabase(data);
  const port = await begin(data);
  const report = await untilDamaged(data);
  expect(report.state).toMatchObject({ file: database(data), reason: expect.stringContaining('is damaged') });
  const page = await fetch(`http://127.0.0.1:${port}/learn`, { headers: { 'accept-language': 'es-MX,es;q=0.9' } });
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('no se puede abrir por ahora');
  const call = await fetch(`http://127.0.0.1:${port}/api/v1/courses`);
  expect(call.headers.get('retry-after')).toBe('5');
  expect(await call.json()).toMatchObject({ status: 'error', errors: [{ code: 'MAINTENANCE' }] });
  const [offer] = report.offers;
  expect(offer?.plan.values).toMatchObject({ backup: room.backup });
  expect((await controlOf(data).operate(offer?.plan)).status).toBe(202);
  expect(await untilEnded(data)).toMatchObject({ state: 'done' });
  expect((await fetch(`http://127.0.0.1:${port}/api/v1/site`)).status).toBe(200);
  await running.at(-1)?.stop();
  expect(await digestOf(data)).toBe(room.then);
  // Too damaged for a safety backup: the file itself was kept.
  expect(keptFile(data)).toBe(true);
});

const keptFile = (data: string) => {
  const id = JSON.parse(readFileSync(join(data, 'operation.json'), 'utf8')).id as string;
  return existsSync(join(data, 'backups', `as-it-was-${id}`, 'lyceum.db'));
};

test('a file that is no database, and one that is gone, are named as well after a clean end', async () => {
  const spoiled = await lived('stopped');
  writeFileSync(database(spoiled), 'not a database at all, but long enough to be taken for one '.repeat(100));
  await begin(spoiled);
  expect((await untilDamaged(spoiled)).state).toMatchObject({ file: database(spoiled) });
  const gone = await lived('stopped');
  rmSync(database(gone));
  await begin(gone);
  expect((await untilDamaged(gone)).state).toMatchObject({ reason: expect.stringContaining('is missing') });
  const keyless = await lived('stopped');
  rmSync(join(keyless, 'secrets', 'sealing-key'));
  await begin(keyless);
  expect((await untilDamaged(keyless)).state).toMatchObject({ file: join(keyless, 'secrets', 'sealing-key') });
});

test('damage that appears while it runs is noticed, looked at, and the page stands in', async () => {
  const data = copyOf(room, join(folder.path, `run-${++count}`));
  const server = await serve(data, 1);
  spoilDatabase(data);
  await eventually(
    'somebody meets it',
    async () => {
      await fetch(`${server.url}/api/v1/courses`);
      return (await controlOf(data).report()).state.name === 'damaged';
    },
    90_000,
  );
  expect((await controlOf(data).report()).state).toMatchObject({ file: database(data) });
  expect((await fetch(`${server.url}/`)).status).toBe(503);
});

test('counts of attempts that are damaged are made anew without a word', async () => {
  const data = await lived('killed');
  writeFileSync(join(data, 'db', 'limits.db'), 'x'.repeat(9000));
  for (const more of ['-wal', '-shm']) rmSync(join(data, 'db', `limits.db${more}`), { force: true });
  const server = await serve(data);
  expect((await fetch(`${server.url}/api/v1/site`)).status).toBe(200);
});
