/**
 * Promise 2, between the single renames of the switch: the process is killed right before each of them, on the way there and on the
 * way back, and whoever starts next makes everything exactly as it was: every row, every file.
 */
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StepName } from '../../server/supervisor/operations/kinds.ts';
import { workFolderOf, writeJournal } from '../../server/supervisor/operations/journal.ts';
import { createStepProcesses } from '../../server/supervisor/operations/step-process.ts';
import { CODE_CACHE } from '../harness/code-cache.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { startServer } from '../harness/processes.ts';
import { buildRestoreRoom, copyOf, digestOf, type RestoreRoom, untilEnded } from '../harness/restore-room.ts';

const ID = 'switch';
const KILLED = 'killed from outside';
/** The smallest machine has two processors. */
const AT_ONCE = 3;
const REPOSITORY = resolve(import.meta.dirname, '../..');

const folder = temporaryFolder('restore-renames');
const table: Record<string, string>[] = [];
let postgres: TestPostgres | undefined;

afterAll(async () => {
  console.table(table);
  await postgres?.stop();
  folder.remove();
});

interface Scene {
  data: string;
  url: string | undefined;
}

/** One step of the restore in a process of its own, as the supervisor orders it. */
function step({ data, url }: Scene, name: StepName, values: Record<string, unknown>, killAt = ''): Promise<unknown> {
  const processes = createStepProcesses({
    script: join(REPOSITORY, 'server/main.ts'),
    outputOf: () => () => {},
    environmentFor: role => ({
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      LYCEUM_DATA: data,
      LYCEUM_ROLE: role,
      ...CODE_CACHE,
      ...(url && { DATABASE_URL: url }),
      ...(killAt && { KILL_AT: killAt, NODE_OPTIONS: `--import=${join(REPOSITORY, 'tests/harness/kill-at.mjs')}` }),
    }),
  });
  const order = { kind: 'restore', step: name, id: ID, values, secret: null, origin: null } as const;
  return processes.run({ lyceum: 'step', ...order }, () => {}, new AbortController().signal);
}

/** `done`, or why not. */
const outcomeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  );

const valuesOf = ({ backup }: RestoreRoom) => ({ backup, place: { kind: 'own', number: 0 } });

/** An academy right before the switch: the backup is staged, nobody serves. */
async function prepare(room: RestoreRoom, url?: string): Promise<Scene> {
  const scene = { data: room.template, url };
  await step(scene, 'verify', valuesOf(room));
  await step(scene, 'stopped', valuesOf(room));
  expect(existsSync(join(workFolderOf(scene.data, ID), 'staged.json'))).toBe(true);
  return scene;
}

let room: RestoreRoom;
let count = 0;

function copy(from = room.template): Scene {
  const data = join(folder.path, `run-${++count}`);
  mkdirSync(data);
  cpSync(from, data, { recursive: true, preserveTimestamps: true });
  return { data, url: undefined };
}

function note(on: string, killed: string, how: string, digest: string, before: string) {
  const after = digest === before ? 'exactly as before' : 'NEITHER';
  table.push({ on, killed, 'made good by': how, after });
  return after;
}

/** The server starts on what the kill has left, with the journal that it would find. */
async function startOver({ data }: Scene): Promise<void> {
  const at = new Date().toISOString();
  const plan = { kind: 'restore', title: 'Restore', academy: '', values: valuesOf(room), relaunch: false };
  const state = { name: 'replacing' } as const;
  writeJournal(data, { version: 1, id: ID, plan, state, started_at: at, ended_at: null, handed_over: 'no' });
  const server = await startServer({ dataFolder: data, port: await freePort() });
  expect(await untilEnded(data)).toMatchObject({ state: 'rolled-back', cause: 'interrupted' });
  await server.stop();
}

/** Runs cases by number, a few at once, until one says that there was nothing left to kill. */
async function each(run: (number: number) => Promise<boolean>): Promise<number> {
  for (let from = 1; ; from += AT_ONCE) {
    const more = await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => run(from + index)));
    const end = more.indexOf(false);
    if (end >= 0) return from + end - 1;
  }
}

beforeAll(async () => {
  room = await buildRestoreRoom(join(folder.path, 'template'));
  await prepare(room);
});

/** Every so manyth is made good by a whole server. */
const SERVED = 6;

test('killed before each rename of the switch', async () => {
  const renames = await each(async number => {
    const scene = copy();
    const how = await outcomeOf(step(scene, 'replace', valuesOf(room), `rename:${number}`));
    if (how === 'done') return false;
    expect(how).toContain(KILLED);
    const served = number % SERVED === 0;
    if (served) await startOver(scene);
    else await step(scene, 'roll-back', valuesOf(room));
    const digest = await digestOf(scene.data);
    const by = served ? 'the next start' : 'roll back';
    expect(note('SQLite', `replacing, rename ${number}`, by, digest, room.now)).toBe('exactly as before');
    return true;
  });
  // The list, the database, keys and media: each goes aside and each takes its place.
  expect(renames).toBeGreaterThan(10);
});

test('killed before each rename of the way back, which then goes on where it was', async () => {
  const replaced = copy();
  await step(replaced, 'replace', valuesOf(room));
  expect(await digestOf(copy(replaced.data).data)).toBe(room.then);
  const renames = await each(async number => {
    const scene = copy(replaced.data);
    const how = await outcomeOf(step(scene, 'roll-back', valuesOf(room), `rename:${number}`));
    if (how === 'done') return false;
    expect(how).toContain(KILLED);
    await step(scene, 'roll-back', valuesOf(room));
    const digest = await digestOf(scene.data);
    expect(note('SQLite', `rolling back, rename ${number}`, 'roll back', digest, room.now)).toBe('exactly as before');
    return true;
  });
  expect(renames).toBeGreaterThan(10);
});

test('on PostgreSQL: killed before the first and a later rename, before and after the commit that swaps the databases', async () => {
  postgres = await startPostgres();
  const { createDatabase } = postgres;
  const from = await buildRestoreRoom(join(folder.path, 'pg-template'), await createDatabase('prepared'));
  await prepare(from, Object.assign(new URL(postgres.url), { pathname: '/prepared' }).href);
  for (const [index, killAt] of ['rename:1', 'rename:5', 'commit:before', 'commit:after'].entries()) {
    const data = copyOf(from, join(folder.path, `pg-run-${index}`));
    const url = await createDatabase(`run_${index}`, 'prepared');
    await createDatabase(`run_${index}_new_${ID}`, `prepared_new_${ID}`);
    const scene = { data, url };
    expect(await outcomeOf(step(scene, 'replace', valuesOf(from), killAt))).toContain(KILLED);
    await step(scene, 'roll-back', valuesOf(from));
    const digest = await digestOf(data, url);
    expect(note('PostgreSQL', `replacing, ${killAt}`, 'roll back', digest, from.now)).toBe('exactly as before');
  }
});
