/** Two real working processes: what is ended through one is ended in both at once, sockets included; wrong tries and locks count in both. */
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { setupCode } from '../../server/site/setup-code.ts';
import { type Caller, caller, PASSWORD } from '../harness/academy.ts';
import { commandLine } from '../harness/command-line.ts';
import { freshDatabase, type TestDatabase } from '../harness/engine.ts';
import { eventually } from '../harness/eventually.ts';
import { type TemporaryFolder, temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';

const SOCKETS = 6;
/** More than enough for both processes to be asked. */
const REQUESTS = 12;

let folder: TemporaryFolder;
let database: TestDatabase;
let server: TestServer;
let admin: Caller;
beforeAll(async () => {
  folder = temporaryFolder('sessions');
  database = await freshDatabase();
  const env = { DATABASE_URL: database.url };
  server = await startServer({ dataFolder: folder.path, port: await freePort(), workers: 2, env });
  const names = { first_name: 'Marisol', last_name: 'Vega' };
  const { data, text } = await caller(server.url, null, null).post('/setup', {
    code: setupCode(folder.path),
    site_name: 'Northgate Academy',
    admin: { ...names, email: 'marisol@example.org', password: PASSWORD },
    client: 'bearer',
  });
  if (!data?.token) throw new Error(text);
  admin = caller(server.url, data.user.id, data.token);
});
afterAll(async () => {
  await server?.kill();
  await database?.drop();
  folder?.remove();
});

let count = 0;
async function signedIn(): Promise<{ person: Caller; email: string; refreshToken: string }> {
  const email = `person${++count}@example.org`;
  await admin.post('/users', { first_name: 'Sam', last_name: 'Reed', email, password: PASSWORD });
  const { data } = await caller(server.url, null, null).post('/auth/login', { email, password: PASSWORD });
  return { person: caller(server.url, data.user.id, data.token), email, refreshToken: data.refresh_token };
}

interface Heard {
  sockets: Socket[];
  told: () => number;
  connections: () => number;
}

/** Sockets of one session, on a connection each, so that both processes have some. */
async function connected({ token }: Caller): Promise<Heard> {
  let [told, connections] = [0, 0];
  const sockets = Array.from({ length: SOCKETS }, () => {
    const socket = io(server.url, { path: '/socket', transports: ['websocket'], forceNew: true, auth: { token } });
    socket.on('connect', () => connections++);
    socket.on('session.ended', () => told++);
    return socket;
  });
  await eventually('every socket is connected', () => sockets.every(socket => socket.connected));
  return { sockets, told: () => told, connections: () => connections };
}

/** At the same moment, so over a connection each: the processes take turns. */
const statuses = (person: Caller) =>
  Promise.all(Array.from({ length: REQUESTS }, async () => (await person.get('/users/me')).status));

const all = (status: number) => Array.from({ length: REQUESTS }, () => status);

async function gone({ sockets, told }: Heard): Promise<void> {
  await eventually('every socket has gone', () => sockets.every(socket => !socket.connected));
  expect(told()).toBe(SOCKETS);
}

describe('over two processes', () => {
  it.each([
    ['signs out', async ({ person }: { person: Caller }) => (await person.post('/auth/logout')).status],
    [
      'is signed out by an administrator',
      async ({ person }: { person: Caller }) => (await admin.post(`/users/${person.userId}/sign-out`)).status,
    ],
    [
      'is suspended',
      async ({ person }: { person: Caller }) => (await admin.post(`/users/${person.userId}/suspend`)).status,
    ],
  ])('whoever %s is out everywhere at once', async (_how, end) => {
    const who = await signedIn();
    const heard = await connected(who.person);
    expect(await statuses(who.person)).toEqual(all(200));
    expect(await end(who)).toBe(200);
    expect(await statuses(who.person)).toEqual(all(401));
    await gone(heard);
  });

  it('a key that comes back ends the session everywhere at once', async () => {
    const { person, refreshToken } = await signedIn();
    const heard = await connected(person);
    const refresh = () => caller(server.url, null, null).post('/auth/refresh', { refresh_token: refreshToken });
    expect((await refresh()).status).toBe(200);
    expect((await refresh()).errors[0]?.code).toBe('REFRESH_REUSED');
    expect(await statuses(person)).toEqual(all(401));
    await gone(heard);
  });

  it('one token that comes to both at the same moment is carried on once', async () => {
    const { refreshToken } = await signedIn();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () =>
        caller(server.url, null, null).post('/auth/refresh', { refresh_token: refreshToken }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it('rights that change count at once, and sockets come back with them', async () => {
    const { person } = await signedIn();
    const heard = await connected(person);
    const users = () => Promise.all(Array.from({ length: REQUESTS }, async () => (await person.get('/users')).status));
    expect(await users()).toEqual(all(403));
    expect((await admin.put(`/users/${person.userId}/roles`, { roles: ['administrator'] })).status).toBe(200);
    expect(await users()).toEqual(all(200));
    await eventually('every socket has come back', () => heard.connections() === 2 * SOCKETS);
    expect(heard.told()).toBe(0);
    for (const socket of heard.sockets) socket.close();
  });

  /** At the same moment, so that both processes are asked. */
  const tries = async (email: string, password: string) => {
    const one = () => caller(server.url, null, null).post('/auth/login', { email, password });
    const answers = await Promise.all(Array.from({ length: REQUESTS }, one));
    return answers.map(({ status, errors }) => `${status} ${errors[0]?.code ?? 'success'}`);
  };
  const every = (code: string) => Array<string>(REQUESTS).fill(code);

  it('wrong passwords are counted together, and whoever waits waits in both', async () => {
    const { email } = await signedIn();
    const wrong = await tries(email, 'not the password');
    // Five are free and the sixth begins the wait; each process has one under way that cannot know of the other's.
    const judged = wrong.filter(code => code === '401 WRONG_CREDENTIALS').length;
    expect(judged).toBeGreaterThanOrEqual(6);
    expect(judged).toBeLessThanOrEqual(7);
    expect(await tries(email, PASSWORD)).toEqual(every('429 RATE_LIMITED'));
  });

  it('an account that one has locked is locked in both, and is unlocked in both', async () => {
    const { email, person } = await signedIn();
    await admin.put('/sign-in-rules', { attempts: { free_tries: 50, per_account: 50, lock_after: 3 } });
    const rules = () => Promise.all(Array.from({ length: REQUESTS }, () => admin.get('/sign-in-rules')));
    await eventually('both know the rules', async () =>
      (await rules()).every(({ data }) => data.attempts.lock_after === 3),
    );
    const wrong = await tries(email, 'not the password');
    // Three lock it; the other process may have one under way.
    expect(wrong.filter(code => code === '401 WRONG_CREDENTIALS').length).toBeLessThanOrEqual(4);
    expect(await tries(email, PASSWORD)).toEqual(every('403 ACCOUNT_LOCKED'));
    expect((await admin.post(`/users/${person.userId}/unlock`)).status).toBe(200);
    expect(await tries(email, PASSWORD)).toEqual(every('200 success'));
  });

  it('whatever ends it at the command line ends it here', async () => {
    const { person, email } = await signedIn();
    const heard = await connected(person);
    const { data } = await admin.get(`/users/${person.userId}/sessions`);
    expect(data).toHaveLength(1);
    const lyceum = commandLine({ LYCEUM_DATA: folder.path, DATABASE_URL: database.url });
    const { code, err } = await lyceum.run('user', 'reset-password', email);
    expect(code, err).toBe(0);
    expect(await statuses(person)).toEqual(all(401));
    await gone(heard);
  });
});
