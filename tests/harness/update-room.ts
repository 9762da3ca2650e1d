/**
 * An academy that the launcher serves, and real update packages for it: the whole server as it stands here with another version
 * number, and in bad ones with the one thing changed that a test is about. The packages bring no node_modules: Node finds the
 * repository's through a link above the data folders, so that a package is a few hundred kilobytes.
 */
import { generateKeyPairSync } from 'node:crypto';
import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { readJournal } from '../../server/supervisor/operations/journal.ts';
import { OperationReport } from '../../server/supervisor/contract.ts';
import { filesBelow, writePackage } from '../../server/updates/package/writing.ts';
import { CODE_CACHE } from './code-cache.ts';
import { eventually } from './eventually.ts';
import { temporaryFolder } from './folders.ts';
import { freePort } from './ports.ts';
import { READY_PATH, startProcess, type TestProcess } from './processes.ts';
import { buildRestoreRoom, controlOf } from './restore-room.ts';

const REPOSITORY = resolve(import.meta.dirname, '../..');
export const { privateKey, publicKey } = generateKeyPairSync('ed25519');

/** What a package changes of the program: by path, the old text made new. */
export type Patches = Record<string, (text: string) => string>;

export interface PackageWish {
  version?: string;
  from?: string;
  platform?: 'linux' | 'win32' | 'any';
  patches?: Patches;
  /** With the built pages in it. */
  pages?: boolean;
}

/** A migration at the end of the list; its body speaks to `knex`. */
export const withMigration = (body: string): Patches => ({
  'migrations/index.ts': text =>
    text.replace(/\n\];\s*$/, () => `\n  { name: '20990101_01_trial', up: async knex => { ${body} } },\n];\n`),
});

/** A sentence of code that the server's entry runs first, in every process and every role. */
export const withPrelude = (code: string): Patches => ({ 'server/main.ts': text => `${text}\n${code}\n` });

export interface UpdatePacker {
  path: string;
  pack(output: string, wish?: PackageWish): Promise<void>;
  remove(): void;
}

/** Below this folder Node finds the repository's packages. */
export const linkPackages = (folder: string) =>
  symlinkSync(join(REPOSITORY, 'node_modules'), join(folder, 'node_modules'));

/** Makes packages; below its path Node finds the repository's packages. */
export async function packer(): Promise<UpdatePacker> {
  const folder = temporaryFolder('update');
  linkPackages(folder.path);
  const files = await programFiles();
  let count = 0;
  return {
    path: folder.path,
    remove: folder.remove,
    pack: (output, wish = {}) => packWith(files, join(folder.path, `sources-${++count}`), output, wish),
  };
}

export interface UpdateRoom extends UpdatePacker {
  /** A fresh data folder; with a package that is ready to be applied. */
  fresh(pack?: string, version?: string): string;
  /** Gives a data folder back: the next fresh one has its name, so that Node knows the programs of packages again. */
  giveBack(dataFolder: string): void;
}

export async function buildUpdateRoom(url?: string): Promise<UpdateRoom> {
  const packing = await packer();
  const { path } = packing;
  const template = join(path, 'template');
  await buildRestoreRoom(template, url);
  rmSync(join(template, 'backups', 'manual'), { recursive: true, force: true });
  trustOurKey(template);
  const free: string[] = [];
  let count = 0;
  return {
    ...packing,
    giveBack(dataFolder) {
      rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5 });
      free.push(dataFolder);
    },
    fresh(pack, version = NEW_VERSION) {
      const data = free.pop() ?? join(path, `run-${++count}`);
      cpSync(template, data, { recursive: true, preserveTimestamps: true });
      if (pack) {
        mkdirSync(join(data, 'updates', 'packages'), { recursive: true });
        copyFileSync(pack, join(data, 'updates', 'packages', `${version}.update`));
      }
      return data;
    },
  };
}

export const OLD_VERSION = (JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as { version: string })
  .version;
export const NEW_VERSION = '9.1.0';

/** Puts the public half of the tests' key where the owner of a machine puts the keys of publishers. */
export function trustOurKey(dataFolder: string): void {
  const publishers = join(dataFolder, 'secrets', 'publishers');
  mkdirSync(publishers, { recursive: true, mode: 0o700 });
  writeFileSync(join(publishers, 'test.pem'), publicKey.export({ format: 'pem', type: 'spki' }));
}

/** The program as it stands here, without what it can do without. */
async function programFiles(): Promise<Map<string, string>> {
  const files = new Map([['package.json', join(REPOSITORY, 'package.json')]]);
  const isTest = (path: string) => path.endsWith('.test.ts') || path.startsWith('resources/sample-course/');
  for (const part of ['server', 'migrations', 'resources'])
    for (const [path, source] of await filesBelow(join(REPOSITORY, part), part, isTest)) files.set(path, source);
  return files;
}

async function packWith(
  program: ReadonlyMap<string, string>,
  scratch: string,
  output: string,
  wish: PackageWish,
): Promise<void> {
  const { version = NEW_VERSION, from = OLD_VERSION, platform = 'any', patches = {}, pages = false } = wish;
  const files = new Map(program);
  if (pages)
    for (const [path, source] of await filesBelow(join(REPOSITORY, 'dist/web'), 'dist/web')) files.set(path, source);
  const all: Patches = {
    ...patches,
    'package.json': text => text.replace(/"version": "[^"]+"/, `"version": "${version}"`),
  };
  for (const [path, change] of Object.entries(all)) {
    const target = join(scratch, path);
    mkdirSync(dirname(target), { recursive: true });
    const before = readFileSync(join(REPOSITORY, path), 'utf8');
    const after = change(before);
    if (after === before) throw new Error(`The patch of ${path} changes nothing.`);
    writeFileSync(target, after);
    files.set(path, target);
  }
  const about = {
    version,
    from,
    platform,
    arch: 'any' as const,
    released_at: '2026-12-01T09:00:00.000Z',
    entry: 'server/main.ts',
    node: null,
    migrations: migrations.map(({ name }) => name),
    notes: {
      en: `# Lyceum ${version}\n\nEverything is faster.\n\n- Lessons open at once, also on phones\n  that are ten years old\n- A quiz can be copied into **another course**`,
      es: `# Lyceum ${version}\n\nTodo va más rápido.`,
    },
  };
  await writePackage({ files, about, privateKey, output });
}

export interface Launched extends TestProcess {
  url: string;
}

/** Starts the launcher; resolves when somebody serves. */
export async function launch(dataFolder: string, env: Record<string, string> = {}): Promise<Launched> {
  const port = await freePort();
  const program = startProcess(process.execPath, ['server/launch.ts'], {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    TZ: 'UTC',
    ...CODE_CACHE,
    LYCEUM_HEADLESS: '1',
    LYCEUM_DATA: dataFolder,
    LYCEUM_HOST: '127.0.0.1',
    LYCEUM_PORT: String(port),
    LYCEUM_WORKERS: '0',
    LYCEUM_PAUSE_NOTICE: '0',
    ...env,
  });
  const url = `http://127.0.0.1:${port}`;
  await eventually(
    'the launched server is ready',
    async () => !program.isRunning() || (await fetch(url + READY_PATH)).ok,
    120_000,
  );
  if (!program.isRunning()) throw new Error(`The launcher ended.\n${program.log()}`);
  return { ...program, url };
}

/** Asks the supervisor for the update; `patience` in seconds bounds what hangs. */
export function beginUpdate(dataFolder: string, version = NEW_VERSION, patience = 60) {
  const values = { version, patience_seconds: patience };
  return controlOf(dataFolder).operate({ kind: 'update', title: `Update to ${version}`, relaunch: true, values });
}

/** Waits until the operation has ended and somebody serves again; answers its report. */
export function untilUpdated(dataFolder: string, url: string): Promise<OperationReport> {
  return eventually(
    'the update ends',
    async () => {
      if (!readJournal(dataFolder)?.ended_at || !(await fetch(url + READY_PATH)).ok) return false;
      const { operation, state } = await controlOf(dataFolder).report();
      return operation?.ended_at && state.name === 'ready' ? OperationReport.parse(operation) : false;
    },
    120_000,
  );
}

export async function servedVersion(url: string): Promise<string> {
  return ((await (await fetch(`${url}/api/v1/site`)).json()) as { data: { version: string } }).data.version;
}
