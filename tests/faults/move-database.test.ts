/** The academy moves from SQLite to PostgreSQL and back: every row, and back to what it was when anything fails. */
import { existsSync, readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase } from '../../server/platform/db/database.ts';
import { openTombstones } from '../../server/privacy/tombstones.ts';
import { type Caller, caller } from '../harness/academy.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { verified } from '../harness/ledger.ts';
import { PEOPLE, runMainJob } from '../harness/main-job.ts';
import { freePort } from '../harness/ports.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { findPostgres } from '../harness/programs.ts';
import { untilEnded } from '../harness/restore-room.ts';

const folder = temporaryFolder('move');
const env = { LYCEUM_PAUSE_NOTICE: '0' };
let postgres: TestPostgres;
let port: number;
let server: TestServer;
let admin: Caller;
let certificate: string;

interface Person {
  id: number;
  email: string;
  first_name: string;
}

/** People and answers as a database has them. */
async function rowsOf(url?: string) {
  const db = openDatabase({ url, folder: join(folder.path, 'db') });
  try {
    const people = await db.read.all<Person>(
      'select u.id, u.email, p.first_name from users u join user_profiles p on p.user_id = u.id order by u.id',
    );
    const answers = await db.read.all<object>(
      'select submission_id, question_id, answer, saved_at from submission_answers order by submission_id, question_id',
    );
    return { people, answers };
  } finally {
    await db.close();
  }
}

/** Whether the list of the erased, which stays where it is, fits the account in the database that it was moved to. */
async function isRemembered(url: string, id: number): Promise<boolean> {
  const db = openDatabase({ url, folder: '' });
  try {
    const account = await db.read.get<{ id: number; created_at: string }>(
      'select id, created_at from users where id = ? and erased_at is not null',
      [id],
    );
    const site = await db.read.get<{ value: string }>(`select value from settings where key = 'site.key'`);
    const tombstones = openTombstones(join(folder.path, 'erased.txt'));
    return account !== undefined && tombstones.has(JSON.parse(site?.value ?? '""') as string, account);
  } finally {
    await db.close();
  }
}

/** Runs one statement and answers its only number. */
async function numberFrom(url: string, sql: string): Promise<number> {
  const db = openDatabase({ url, folder: '' });
  try {
    return Number((await db.read.get<{ n: number }>(sql))?.n ?? 0);
  } finally {
    await db.close();
  }
}
const TABLES = `select count(*) as n from information_schema.tables where table_schema = 'public'`;

/** What the journal of the operation says; undefined while it is being written. */
function journalState(): string | undefined {
  try {
    return (JSON.parse(readFileSync(join(folder.path, 'operation.json'), 'utf8')) as { state: { name: string } }).state
      .name;
  } catch {
    return undefined;
  }
}

/** Resolves in the moment in which the journal says so. */
function untilState(state: string): Promise<void> {
  return new Promise(resolve => {
    const watcher = watch(folder.path, () => {
      if (journalState() !== state) return;
      watcher.close();
      resolve();
    });
  });
}
const start = async () => {
  server = await startServer({ dataFolder: folder.path, port, workers: 0, env });
};
const signIn = async () => {
  const { data } = await caller(server.url, null, null).post('/auth/login', PEOPLE.admin);
  admin = caller(server.url, null, data.token as string);
};
beforeAll(async () => {
  if (!findPostgres()) return;
  postgres = await startPostgres();
  port = await freePort();
  await start();
  const job = await runMainJob(server.url, folder.path);
  admin = job.admin;
  certificate = job.certificate.verification_hash;
});
afterAll(async () => {
  await server?.kill();
  await postgres?.stop();
  folder.remove();
});

it.skipIf(!findPostgres())('moves every row to PostgreSQL and back, with the same checksums', async () => {
  const url = await postgres.createDatabase('moved');
  const gone = await admin.post('/users', { email: 'gone@example.org', first_name: 'G', last_name: 'One' });
  const erasure = { confirm: 'gone@example.org', reason: 'asked' };
  expect((await admin.post(`/users/${gone.data.user.id}/privacy/erasure`, erasure)).data.erased).toBe(true);
  const before = await rowsOf();
  const begun = await admin.post('/database/move', { to: 'postgres', url });
  expect(begun.status).toBe(202);
  expect(await untilEnded(folder.path)).toMatchObject({ state: 'done', reason: null });
  const { data: facts } = await admin.get('/database');
  expect(facts).toMatchObject({
    engine: 'postgres',
    chosen_by: 'console',
    last_move: { from: 'sqlite', to: 'postgres' },
  });
  expect(facts.location).not.toContain(new URL(url).password || 'never empty');
  const moved = await rowsOf(url);
  expect(moved.people).toEqual(before.people);
  expect(moved.answers).toEqual(before.answers);
  expect(facts.last_move.tables.find((table: { name: string }) => table.name === 'users').rows).toBe(
    before.people.length,
  );
  // Who was erased is known in the new database, too: a restore of an older backup into it would erase the person again.
  expect(await isRemembered(url, gone.data.user.id)).toBe(true);
  // It is the same academy: people sign in, certificates verify, new rows get new numbers.
  await signIn();
  expect((await admin.post(`/certificates/${certificate}/verify`)).data.valid).toBe(true);
  const added = await admin.post('/users', { email: 'new@example.org', first_name: 'N', last_name: 'Ew' });
  expect(added.data.user.id).toBeGreaterThan(Math.max(...before.people.map(person => person.id)));
  expect(await verified(admin)).toMatchObject({ ok: true });
  // The original is untouched.
  expect(await rowsOf()).toEqual(before);

  await server.stop();
  await start();
  await signIn();
  expect((await admin.post('/database/move', { to: 'sqlite' })).status).toBe(202);
  expect(await untilEnded(folder.path)).toMatchObject({ state: 'done', reason: null });
  const home = await rowsOf();
  expect(home.people).toEqual((await rowsOf(url)).people);
  expect(home.people).toHaveLength(before.people.length + 1);
  expect((await admin.get('/database')).data).toMatchObject({ engine: 'sqlite', chosen_by: 'default' });
  expect(await verified(admin)).toMatchObject({ ok: true, first: 1 });
  const moves = (await admin.get('/activity?action=database.moved')).data as object[];
  expect(moves).toHaveLength(2);
});

it.skipIf(!findPostgres())('refuses what would fail, in words, and changes nothing', async () => {
  const taken = await postgres.createDatabase('taken');
  const theirs = openDatabase({ url: taken, folder: '' });
  await theirs.writer.schema.createTable('somebody_elses', t => void t.increments('id'));
  await theirs.close();
  const refused = async (url: string) =>
    (await admin.post('/database/move', { to: 'postgres', url })).errors[0]?.message;
  expect(await refused(taken)).toMatch(/not empty: it holds 1 tables \(somebody_elses/);
  expect(await refused(`postgres://nobody:wrong@127.0.0.1:${await freePort()}/x`)).toMatch(
    /Nothing answers at .*Is PostgreSQL running/,
  );
  expect(await refused(postgres.url.replace(/\/[^/]*$/, '/absent'))).toMatch(/no database called absent/);
  expect((await admin.post('/database/move', { to: 'sqlite' })).errors[0]?.code).toBe('CONFLICT');
  expect((await admin.post('/database/move', { to: 'postgres', url: 'mysql://x' })).status).toBe(400);
  expect(await numberFrom(taken, TABLES)).toBe(1);
});

it.skipIf(!findPostgres())(
  'is exactly what it was when the server is killed in any state of the move',
  async () => {
    const table: string[] = [];
    for (const state of ['verifying', 'replacing', 'starting', 'probing']) {
      const url = await postgres.createDatabase(`killed_${state}`);
      const before = await rowsOf();
      const reached = untilState(state);
      const from = performance.now();
      expect((await admin.post('/database/move', { to: 'postgres', url })).status).toBe(202);
      await reached;
      await server.kill();
      const killedIn = journalState();
      await start();
      await signIn();
      expect((await admin.get('/database')).data, state).toMatchObject({ engine: 'sqlite' });
      expect((await rowsOf()).people, state).toEqual(before.people);
      expect((await rowsOf()).answers, state).toEqual(before.answers);
      expect(existsSync(join(folder.path, 'database.json')), state).toBe(false);
      expect(await numberFrom(url, TABLES), state).toBe(0);
      table.push(`${killedIn?.padEnd(10)} as it was, ${Math.round(performance.now() - from)} ms`);
    }
    process.stdout.write(`Killed while the database moved:\n${table.join('\n')}\n`);
  },
  180_000,
);
