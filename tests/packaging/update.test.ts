/**
 * A release as its publisher makes it, taken by a machine that runs the version before: this tree with the next version number goes
 * through `npm run package -- --update`, and the packaged server of this tree takes what comes out, by the packaged command line.
 */
import { execFileSync, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import {
  copyFileSync,
  cpSync,
  globSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { READY_PATH, startProcess, type TestProcess } from '../harness/processes.ts';
import { BUILD_MS, makeInstallers, NODE, PROGRAM, RELEASE, REPOSITORY } from './built.ts';

const VERSION = '99.0.0';
/** Beside node_modules, which it shares by hard links. */
const tree = join(RELEASE, 'next');
const folder = temporaryFolder('release');
const dataFolder = join(folder.path, 'data');
const publishers = join(dataFolder, 'secrets', 'publishers');
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
let server: TestProcess;
let url: string;
let update: string;

/** This tree with another version number, its release notes, and all that is built already. */
function copyTree(): void {
  rmSync(tree, { recursive: true, force: true });
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: REPOSITORY,
  });
  for (const path of listed
    .toString()
    .split('\0')
    .filter(name => name !== '')) {
    if (statSync(join(REPOSITORY, path), { throwIfNoEntry: false })?.isFile() !== true) continue;
    mkdirSync(dirname(join(tree, path)), { recursive: true });
    copyFileSync(join(REPOSITORY, path), join(tree, path));
  }
  cpSync(join(REPOSITORY, 'dist'), join(tree, 'dist'), { recursive: true });
  execFileSync('cp', ['-al', join(REPOSITORY, 'node_modules'), join(tree, 'node_modules')]);
  const manifest = join(tree, 'package.json');
  writeFileSync(manifest, readFileSync(manifest, 'utf8').replace(/"version": "[^"]+"/, `"version": "${VERSION}"`));
  writeFileSync(join(tree, 'docs/releases', `${VERSION}.en.md`), '# New\n\nThe release of a test.\n');
}

beforeAll(async () => {
  makeInstallers();
  copyTree();
  const key = join(folder.path, 'key.pem');
  writeFileSync(key, privateKey.export({ format: 'pem', type: 'pkcs8' }));
  execFileSync(process.execPath, ['build/run.mjs', 'package', '--update', '--key', key], { cwd: tree, stdio: 'pipe' });
  [update = ''] = globSync(join(tree, 'release', `lyceum-${VERSION}-*.update`));
  await startServer();
}, 2 * BUILD_MS);
afterAll(async () => {
  await server?.kill();
  folder.remove();
  rmSync(tree, { recursive: true, force: true });
});

async function startServer(): Promise<void> {
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const env = {
    LYCEUM_DATA: dataFolder,
    LYCEUM_HOST: '127.0.0.1',
    LYCEUM_PORT: String(port),
    LYCEUM_WORKERS: '1',
    LYCEUM_PAUSE_NOTICE: '0',
    LYCEUM_ANNOUNCE: '0',
  };
  server = startProcess(NODE, [join(PROGRAM, 'dist/server/launch.js')], env, folder.path);
  await eventually('the packaged server is ready', async () => (await fetch(url + READY_PATH)).ok);
}

/** The packaged command line, as it came with the installed version. */
async function lyceum(...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const env = { PATH: process.env['PATH'], LYCEUM_DATA: dataFolder };
  const child = spawn(join(PROGRAM, 'resources/bin/lyceum'), words, { cwd: folder.path, env });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number, out, err };
}

const served = async () =>
  ((await (await fetch(`${url}/api/v1/site`)).json()) as { data: { version: string } }).data.version;

test('a package of a publisher whom this machine does not know is refused', async () => {
  const { code, err } = await lyceum('update', 'apply', update, '--yes');
  expect(err).toMatch(/publisher/);
  expect(code).toBe(1);
  mkdirSync(publishers, { recursive: true, mode: 0o700 });
  writeFileSync(join(publishers, 'test.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
});

test('a package with one changed byte is refused, before anything is touched', async () => {
  const spoilt = join(folder.path, 'spoilt.update');
  copyFileSync(update, spoilt);
  const { size } = statSync(spoilt);
  const file = openSync(spoilt, 'r+');
  const at = Math.floor(size / 2);
  writeSync(file, Buffer.from([(readFileSync(spoilt)[at] ?? 0) ^ 1]), 0, 1, at);
  const { code, err } = await lyceum('update', 'apply', spoilt, '--yes');
  expect(err).toMatch(/damaged|not what was signed/);
  expect(err).toContain('runs as before');
  expect(code).toBe(1);
  expect(await served()).not.toBe(VERSION);
});

test('the package is taken, rehearsed, switched to, and runs with the Node that it brings', async () => {
  const { code, out, err } = await lyceum('update', 'apply', update, '--yes', '--json');
  expect(err).not.toMatch(/refused|failed/);
  expect(code, `${out}${err}${server.log()}`).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ version: VERSION, updated: true, operation: { state: 'done' } });
  await eventually('the new version serves', async () => (await served()) === VERSION);
  const page = await fetch(`${url}/sign-in`);
  expect(page.status).toBe(200);
  const history = JSON.parse((await lyceum('update', 'status', '--json')).out) as { history: unknown[] };
  expect(history.history).toMatchObject([{ version: VERSION, outcome: 'done' }, { outcome: 'rolled-back' }]);
});

test('the command that was installed speaks for the program that runs now', async () => {
  expect((await lyceum('--version')).out.trim()).toBe(VERSION);
  expect(await lyceum('jobs', 'list', '--json')).toMatchObject({ code: 0, err: '' });
});

test('it still runs after the next start', async () => {
  await server.stop();
  await startServer();
  expect(await served()).toBe(VERSION);
});
