/** The process that imports people is killed in the middle: the import goes on where it was, nobody is there twice, nobody is missing. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Import } from '../../server/accounts/import/contract.ts';
import { setupCode } from '../../server/site/setup-code.ts';
import { ServerReport } from '../../server/supervisor/contract.ts';
import { readControlFile } from '../../server/supervisor/control-file.ts';
import { caller, type Caller } from '../harness/academy.ts';
import { freshDatabase, type TestDatabase } from '../harness/engine.ts';
import { eventually } from '../harness/eventually.ts';
import { type TemporaryFolder, temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';

const PEOPLE = 3000;

let folder: TemporaryFolder;
let database: TestDatabase;
let dataFolder: string;
let server: TestServer;
let admin: Caller;

beforeEach(async () => {
  folder = temporaryFolder('import-faults');
  database = await freshDatabase();
  dataFolder = join(folder.path, 'data');
  server = await startServer({ dataFolder, port: await freePort(), workers: 1, env: { DATABASE_URL: database.url } });
  const { data } = await caller(server.url, null, null).post('/setup', {
    code: setupCode(dataFolder),
    site_name: 'Northgate Academy',
    admin: { email: 'marisol@example.org', password: 'correct horse', first_name: 'Marisol', last_name: 'Vega' },
  });
  admin = caller(server.url, data.user.id as number, data.token as string);
});
afterEach(async () => {
  await server?.kill();
  await database?.drop();
  folder.remove();
});

async function killJobs(): Promise<void> {
  const control = readControlFile(dataFolder);
  const headers = { authorization: `Bearer ${control?.token}` };
  const report = await fetch(`http://127.0.0.1:${control?.port}/state`, { headers });
  const { workers } = ServerReport.parse(await report.json());
  const worker = workers.find(({ role }) => role === 'jobs');
  if (worker?.pid == null) throw new Error('there is no jobs worker now');
  process.kill(worker.pid, 'SIGKILL');
}

const read = async (id: number) => (await admin.get(`/users/imports/${id}`)).data as Import;
const until = (id: number, state: Import['state'], ms = 60_000) =>
  eventually(`the import is ${state}`, async () => (await read(id)).state === state && read(id), ms);
const people = async () => (await admin.get('/users?search=crowd.example')).meta.pagination?.total;

test('kill -9 while applying and while taking back: each goes on, whole', { timeout: 180_000 }, async () => {
  const rows = Array.from({ length: PEOPLE }, (_, n) => `p${n}@crowd.example,Person,Number ${n}`);
  const content = Buffer.from(`email,first name,last name\n${rows.join('\n')}\n`).toString('base64');
  const { data } = await admin.post('/users/imports', { content });
  const id = data.id as number;
  expect((await until(id, 'preview')).figures.new).toBe(PEOPLE);

  await admin.post(`/users/imports/${id}/apply`);
  await eventually('some are created', async () => ((await read(id)).figures.outcomes['created'] ?? 0) > 0);
  await killJobs();
  const between = (await read(id)).figures.outcomes['created'] ?? 0;
  expect(between).toBeLessThan(PEOPLE);
  const done = await until(id, 'done');
  expect(done.figures.outcomes).toEqual({ created: PEOPLE });
  expect(await people()).toBe(PEOPLE);

  await admin.post(`/users/imports/${id}/undo`);
  await eventually('some are removed', async () => ((await read(id)).figures.outcomes['removed'] ?? 0) > 0);
  await killJobs();
  const undone = await until(id, 'undone');
  expect(undone.figures.outcomes).toEqual({ removed: PEOPLE });
  expect(await people()).toBe(0);
});
