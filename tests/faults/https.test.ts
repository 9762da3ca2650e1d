/** HTTPS while several processes serve, while they are killed and replaced, and while nobody serves at all. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { issueLeaf, makeAuthority } from '../../server/network/https/authority.ts';
import { limitsOf } from '../../server/network/https/authority-rules.ts';
import { openHttpsStore } from '../../server/network/https/store.ts';
import { systemClock } from '../../server/platform/clock.ts';
import type { Label } from '../../server/platform/logging/labels.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { findInPath } from '../harness/programs.ts';
import { backUp, buildRestoreRoom, controlOf, copyOf, type RestoreRoom, untilEnded } from '../harness/restore-room.ts';
import { askSecurely, type SecureAnswer } from '../harness/tls.ts';

const folder = temporaryFolder('https');
const now = systemClock.now();
const authority = await makeAuthority('Northgate', limitsOf('northgate', []), now);
const ca = authority.certificate;
const running: TestServer[] = [];
let room: RestoreRoom;
let count = 0;

beforeAll(async () => {
  room = await buildRestoreRoom(join(folder.path, 'template'));
});
afterEach(async () => {
  for (const server of running.splice(0)) if (server.isRunning()) await server.kill();
});
afterAll(() => folder.remove());

const storeOf = (data: string) => openHttpsStore(join(data, 'secrets', 'https'));

/** HTTPS on, with a certificate of the academy's own authority. */
async function encrypt(data: string): Promise<void> {
  const store = storeOf(data);
  store.keep('local', await issueLeaf(authority, ['lyceum.local', '127.0.0.1'], now));
  store.choose({ rung: 'local' });
}

/** The same as PKCS#12, as people upload it. */
async function encryptWithPfx(data: string): Promise<void> {
  const leaf = await issueLeaf(authority, ['lyceum.local', '127.0.0.1'], now);
  if (leaf.kind !== 'pem') throw new Error('The authority issues PEM.');
  const path = (name: string) => join(data, name);
  writeFileSync(path('cert.pem'), leaf.cert);
  writeFileSync(path('key.pem'), leaf.key);
  const pack = ['pkcs12', '-export', '-in', path('cert.pem'), '-inkey', path('key.pem'), '-passout', 'pass:secret'];
  const pfx = execFileSync('openssl', pack).toString('base64');
  const store = storeOf(data);
  store.keep('uploaded', { kind: 'pfx', pfx, passphrase: 'secret' });
  store.choose({ rung: 'uploaded' });
}

async function serve(data: string, workers: number) {
  const [port, httpsPort] = [await freePort(), await freePort()];
  const env = { LYCEUM_PAUSE_NOTICE: '0', LYCEUM_HTTPS_PORT: String(httpsPort) };
  const server = await startServer({ dataFolder: data, port, workers, env });
  running.push(server);
  const ask = (path = '/api/v1/health/ready') => askSecurely({ port: httpsPort, path, ca });
  return { server, ask, control: controlOf(data) };
}

const fresh = () => copyOf(room, join(folder.path, `run-${++count}`));

test('every process of the pool answers over HTTPS, the ones that replace killed ones too, and a restart interrupts nobody', async () => {
  const data = fresh();
  const { ask, control } = await serve(data, 2);
  const webWorkers = async () =>
    (await control.report()).workers.filter(({ role, state }) => role === 'web' && state === 'serving');
  const all = () => eventually('both serve', async () => (await webWorkers()).length === 2 && webWorkers());
  await all();
  // Turned on while they serve: each process notices by itself.
  await encrypt(data);
  await eventually('https at both', () => timesLogged(data, 'https open') === 2);
  expect((await ask()).status).toBe(200);
  expect((await control.report()).addresses.at(-1)).toMatch(/^http:\/\/127\.0\.0\.1:/);
  for (const index of [0, 1]) {
    const pid = (await all())[index]?.pid as number;
    process.kill(pid, 'SIGKILL');
    await eventually('it is noticed', async () => !(await webWorkers()).some(worker => worker.pid === pid));
    // The other one alone, then both.
    for (let n = 0; n < 6; n++) expect((await ask()).status).toBe(200);
    await all();
    for (let n = 0; n < 6; n++) expect((await ask()).status).toBe(200);
  }
  const before = (await all()).map(({ pid }) => pid);
  expect((await restart(data)).status).toBe(202);
  let asked = 0;
  await eventually('all are replaced', async () => {
    expect((await ask()).status).toBe(200);
    asked++;
    const { state, workers } = await control.report();
    return state.name === 'ready' && workers.every(({ pid }) => !before.includes(pid));
  });
  expect(asked).toBeGreaterThan(3);
});

/** How often the server has logged it. */
const timesLogged = (data: string, label: Label) =>
  readFileSync(join(data, 'logs', 'lyceum.1.log'), 'utf8').split(`"msg":"${label}"`).length - 1;

const restart = (data: string) => controlOf(data).restart();

test.each([
  ['its own authority', encrypt] as const,
  ...(findInPath('openssl') ? [['PKCS#12', encryptWithPfx] as const] : []),
])('whoever comes over HTTPS during a restore sees what happens, with a certificate of %s', async (_, turnOn) => {
  const data = fresh();
  await turnOn(data);
  const backup = await backUp(data);
  const { ask, control } = await serve(data, 2);
  await eventually('https', async () => (await ask('/api/v1/site')).status === 200);
  const pages: SecureAnswer[] = [];
  let answeredAt = performance.now();
  let longest = 0;
  const over = new AbortController();
  // Several, because a connection may be lost between two processes, as when a cable is pulled.
  const visitors = Array.from({ length: 3 }, async () => {
    while (!over.signal.aborted) {
      const page = await ask('/').catch(() => null);
      if (page) {
        const moment = performance.now();
        longest = Math.max(longest, moment - answeredAt);
        answeredAt = moment;
        pages.push(page);
      }
      await pause(20);
    }
  });
  expect((await control.restore(backup)).status).toBe(202);
  expect(await untilEnded(data)).toMatchObject({ state: 'done', reason: null });
  over.abort();
  await Promise.all(visitors);
  const seen = pages.filter(({ status }) => status === 503);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen[0]?.text).toContain('Northgate');
  expect(seen[0]?.headers['retry-after']).toBeDefined();
  // Tests run without built pages as well: the academy itself then answers 404.
  expect(pages.filter(({ status }) => ![200, 404, 503].includes(status))).toEqual([]);
  // Only while the port goes from one process to the other.
  expect(longest).toBeLessThan(2000);
  await eventually('https is back', async () => (await ask('/api/v1/site')).status === 200);
});
