/**
 * Somebody whose app for codes was lost with the keys of the academy: their password alone does not become enough, a recovery code lets
 * them in, and an administrator helps whoever has none.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPasswords } from '../../server/accounts/passwords.ts';
import { hashOfCode, secretPlace } from '../../server/factors/proving.ts';
import { toBase32 } from '../../server/factors/totp.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { createSealing } from '../../server/platform/crypto/sealing.ts';
import { loadSecrets } from '../../server/platform/crypto/secrets.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { insertPerson } from '../factories/people.ts';
import { commandLine } from '../harness/command-line.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { backUp } from '../harness/restore-room.ts';

const folder = temporaryFolder('app-lost');
const PASSWORD = 'correct horse battery';
const CODES = ['ab2c-de3f-gh4j', 'kmnp-qrst-uvwx'] as const;
const at = '2026-11-20T09:00:00.000Z';
let postgres: TestPostgres;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  folder.remove();
});

/** Ada, an administrator, and Ben, each with an app and two recovery codes. Answers the backup's folder. */
async function academyWithApps(home: string, url: string | undefined): Promise<string> {
  const folders = prepareFolders(home);
  const sealing = createSealing(loadSecrets(folders.secrets).sealingKey);
  const passwords = createPasswords();
  const passwordHash = await passwords.hash(PASSWORD).finally(passwords.close);
  const db = openDatabase({ url, folder: join(home, 'db') });
  await migrate(db.writer);
  const site = Object.entries({ 'site.key': 'lyceum', 'site.name': 'Northgate', 'site.registration': 'open' });
  await db
    .writer('settings')
    .insert(site.map(([key, value]) => ({ key, value: JSON.stringify(value), updated_at: at })));
  for (const [email, roles] of [
    ['ada@example.org', ['administrator']],
    ['ben@example.org', ['student']],
  ] as const) {
    const user_id = await insertPerson(db, { email, roles: [...roles], passwordHash });
    const secret = sealing.seal(toBase32(randomBytes(20)), secretPlace(user_id));
    await db.writer('authenticators').insert({ user_id, name: 'Phone', secret, created_at: at, confirmed_at: at });
    for (const code of CODES) {
      const code_hash = await hashOfCode(code.replaceAll('-', ''), 'salt');
      await db.writer('recovery_codes').insert({ user_id, salt: 'salt', code_hash, created_at: at });
    }
  }
  await db.close();
  return join(home, 'backups', 'manual', await backUp(home, url));
}

/** A machine with keys of its own, on which the backup was restored without those of the academy. */
async function restoredWithoutKeys(data: string, url: string | undefined, backup: string): Promise<void> {
  loadSecrets(prepareFolders(data).secrets);
  const db = openDatabase({ url, folder: join(data, 'db') });
  await migrate(db.writer);
  await db.close();
  const lyceum = commandLine({ LYCEUM_DATA: data, DATABASE_URL: url });
  const { code, err } = await lyceum.run('backup', 'restore', backup, '--yes', '--json', '--without-keys');
  expect([code, err]).toEqual([0, expect.any(String)]);
}

describe.each(['SQLite', 'PostgreSQL'])('on %s', engine => {
  const data = join(folder.path, `new-${engine}`);
  let server: TestServer;
  let url: string | undefined;
  beforeAll(async () => {
    const database = (name: string) => (engine === 'SQLite' ? undefined : postgres.createDatabase(name));
    const backup = await academyWithApps(join(folder.path, `home-${engine}`), await database('home'));
    url = await database('new');
    await restoredWithoutKeys(data, url, backup);
    server = await startServer({ dataFolder: data, port: await freePort(), env: { DATABASE_URL: url } });
  });
  afterAll(() => server?.stop());

  const post = async (path: string, body: object, token?: string) => {
    const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const answer = await fetch(`${server.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const { data: told, errors } = (await answer.json()) as {
      // biome-ignore lint: answers of several shapes
      data: any;
      errors?: { code: string }[];
    };
    return { status: answer.status, data: told, code: errors?.[0]?.code };
  };
  const signIn = (email: string) => post('/auth/login', { email, password: PASSWORD });
  const challengeOf = async (email: string) => (await signIn(email)).data.second_factor.challenge as string;

  test('the password alone lets nobody in; what is asked for is a recovery code', async () => {
    const { status, data: step } = await signIn('ada@example.org');
    expect(status).toBe(200);
    expect(step).toMatchObject({ user: null, token: null, second_factor: { methods: ['recovery'] } });
  });

  test('a code of the app that was lost is refused, the recovery code lets in once', async () => {
    const email = 'ada@example.org';
    const byApp = await post('/auth/second-factor', {
      challenge: await challengeOf(email),
      method: 'totp',
      code: '123456',
    });
    expect(byApp).toMatchObject({ status: 401, code: 'SECOND_FACTOR_WRONG' });
    const proof = { method: 'recovery', code: CODES[0] };
    const challenges = [await challengeOf(email), await challengeOf(email)];
    const entered = await post('/auth/second-factor', { challenge: challenges[0], ...proof });
    expect(entered).toMatchObject({ status: 200, data: { user: { email, second_factor: { enrolled: false } } } });
    const again = await post('/auth/second-factor', { challenge: challenges[1], ...proof });
    expect(again).toMatchObject({ status: 401, code: 'SECOND_FACTOR_WRONG' });

    // From there on she sets it up anew, and helps Ben, whose codes are in the house that burnt down.
    const token = entered.data.token as string;
    const begun = await post('/factors/authenticators', {}, token);
    expect(begun.status).toBe(201);
    const benId = await idOf('ben@example.org', token);
    expect((await post(`/users/${benId}/factors/reset`, {}, token)).status).toBe(200);
    expect((await signIn('ben@example.org')).data).toMatchObject({ user: { email: 'ben@example.org' } });
  });

  const idOf = async (email: string, token: string) => {
    const answer = await fetch(`${server.url}/api/v1/users?search=${encodeURIComponent(email)}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await answer.json()) as { data: { id: number }[] }).data[0]?.id;
  };

  test('for an administrator who has no code either, the command line of the machine is the way in', async () => {
    const email = 'ada@example.org';
    expect((await signIn(email)).data).toMatchObject({ user: null, second_factor: { methods: ['recovery'] } });
    const lyceum = commandLine({ LYCEUM_DATA: data, DATABASE_URL: url });
    expect((await lyceum.run('user', 'reset-factors', email)).code).toBe(0);
    expect((await signIn(email)).data).toMatchObject({ user: { email, second_factor: { enrolled: false } } });
  });
});
