import { globSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createPasswords } from '../../server/accounts/passwords.ts';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';
import { insertPerson } from '../factories/people.ts';
import { caller, PASSWORD } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { plantActs } from '../harness/ledger.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import {
  buildRestoreRoom,
  controlOf,
  copyOf,
  digestOf,
  type RestoreRoom,
  untilEnded,
} from '../harness/restore-room.ts';

const folder = temporaryFolder('restore');
let room: RestoreRoom;
let count = 0;
const running: TestServer[] = [];

beforeAll(async () => {
  room = await buildRestoreRoom(join(folder.path, 'template'));
});
afterEach(async () => {
  for (const server of running.splice(0)) if (server.isRunning()) await server.kill();
});
afterAll(() => folder.remove());

const fresh = () => copyOf(room, join(folder.path, `run-${++count}`));

async function serve(dataFolder: string, workers = 0) {
  const server = await startServer({ dataFolder, port: await freePort(), workers, env: { LYCEUM_PAUSE_NOTICE: '0' } });
  running.push(server);
  return server;
}

test('a restore brings back every row and file of the backup', async () => {
  const data = fresh();
  const lost = await actsIn(data, db => plantActs(db, 30, '2026-11-21T09:00:00.000Z'));
  const server = await serve(data, 1);
  expect(room.now).not.toBe(room.then);
  expect((await controlOf(data).restore(room.backup)).status).toBe(202);
  expect(await untilEnded(data)).toMatchObject({ state: 'done', reason: null });
  // What was there before lies in a backup too, made while nobody served; it is proved as soon as somebody does.
  const proofs = () => globSync('backups/safety/*/proof.json', { cwd: data });
  await eventually('the safety backup is proved', () => proofs().length === 1, 60_000);
  await server.stop();
  expect(await digestOf(data)).toBe(room.then);
  // The acts since the backup are not in the record any more; it says where they ended.
  const kept = await actsIn(data);
  expect(kept.map(({ id, action }) => [id, action])).toEqual([[1, 'backup.restored']]);
  const { id, hash } = lost.at(-1) as Act;
  expect(JSON.parse(kept[0]?.details ?? '')).toEqual({
    backup: room.backup,
    keys: 'here',
    last_entry: { from: id, to: 0 },
    last_hash: hash,
  });
});

interface Act {
  id: number;
  action: string;
  details: string | null;
  hash: string;
}

/** The record of a folder that nobody serves, after something was done with it. */
async function actsIn(dataFolder: string, use: (db: Database) => Promise<void> = async () => {}): Promise<Act[]> {
  const db = openDatabase({ url: undefined, folder: join(dataFolder, 'db') });
  try {
    await use(db);
    return await db.read.all<Act>('select id, action, details, hash from user_activity_logs order by id');
  } finally {
    await db.close();
  }
}

test('whom a restored backup brings back is erased again', async () => {
  const data = fresh();
  const database = () => openDatabase({ url: undefined, folder: join(data, 'db') });
  const ben = async (db = database()) => {
    const person = await db.reader('users').where({ email_folded: 'ben@example.org' }).first();
    await db.close();
    return person as { id: number; erased_at: string | null } | undefined;
  };
  const passwords = createPasswords();
  const db = database();
  const hash = await passwords.hash(PASSWORD).finally(passwords.close);
  await insertPerson(db, { email: 'boss@example.org', roles: ['administrator'], passwordHash: hash });
  await db.close();
  const id = (await ben())?.id as number;
  const server = await serve(data);
  const signedIn = await caller(server.url, null, null).post('/auth/login', {
    email: 'boss@example.org',
    password: PASSWORD,
  });
  const boss = caller(server.url, null, signedIn.data.token as string);
  const erased = await boss.post(`/users/${id}/privacy/erasure`, { confirm: 'ben@example.org', reason: 'asked' });
  expect(erased.data, erased.text).toMatchObject({ erased: true });
  expect(await ben()).toBeUndefined();

  await controlOf(data).restore(room.backup);
  expect(await untilEnded(data)).toMatchObject({ state: 'done', reason: null });
  await eventually('the person is erased again', async () => (await ben()) === undefined);
  const after = database();
  expect(await after.reader('users').where({ id }).first()).toMatchObject({ email: `erased-${id}@invalid` });
  expect(await after.reader('user_profiles').where({ user_id: id }).first()).toMatchObject({ first_name: 'Erased' });
  // It was in the backup, and the others in it are there as they were.
  expect(await after.reader('users').where({ email_folded: 'boss@example.org' }).first()).toBeUndefined();
  expect(await after.reader('users').where({ email_folded: 'ada@example.org' }).first()).toBeTruthy();
  await after.close();
});
