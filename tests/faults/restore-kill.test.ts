/**
 * Promise 2, and promise 3 for the machine under it: kill -9 in every state of a restore. Whatever is killed (the step's process,
 * the supervisor, both), afterwards the academy is exactly the old one or wholly the new one: every row, every file. What came back
 * to the old one is restored and killed again, so that each academy lives through every state in a row.
 */
import { readFileSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORWARD } from '../../server/supervisor/operations/contract.ts';
import { JOURNAL_FILE, readJournal } from '../../server/supervisor/operations/journal.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { childrenOf, startServer, type TestServer } from '../harness/processes.ts';
import {
  buildRestoreRoom,
  controlOf,
  copyOf,
  digestOf,
  type RestoreRoom,
  untilEnded,
} from '../harness/restore-room.ts';

/** The last one is where the academy becomes the new one. */
const STATES = [...FORWARD.filter(name => name !== 'done'), 'rolling-back', 'done'] as const;
type State = (typeof STATES)[number];
type Victim = 'step' | 'supervisor' | 'both';

interface Line {
  on: string;
  state: string;
  victim: Victim;
  outcome: string;
  report: string;
  seconds: string;
}
const table: Line[] = [];

/** An academy that lives through one kill after the other. */
interface Scene {
  data: string;
  /** PostgreSQL; undefined for SQLite. */
  url: string | undefined;
  from: RestoreRoom;
  /** Seconds between the notice of the pause and the pause. */
  notice: '0' | '1';
  server: TestServer | null;
}

const folder = temporaryFolder('restore-kill');
let room: RestoreRoom;
let postgres: TestPostgres | undefined;
let postgresUrl: string;
let postgresRoom: RestoreRoom;
const scenes = new Map<string, Scene>();

beforeAll(async () => {
  room = await buildRestoreRoom(join(folder.path, 'template'));
  postgres = await startPostgres();
  postgresUrl = await postgres.createDatabase('academy');
  postgresRoom = await buildRestoreRoom(join(folder.path, 'pg-template'), postgresUrl);
});
afterAll(async () => {
  for (const { server } of scenes.values()) if (server?.isRunning()) await server.kill();
  console.table(table);
  await postgres?.stop();
  folder.remove();
});

function sceneOf(name: string, from: RestoreRoom, url?: string): Scene {
  const known = scenes.get(name);
  if (known) return known;
  // Long enough to be met where nothing else takes time.
  const notice = name === 'draining' ? '1' : '0';
  const scene: Scene = { data: copyOf(from, join(folder.path, name)), url, from, notice, server: null };
  scenes.set(name, scene);
  return scene;
}

async function serve(scene: Scene): Promise<TestServer> {
  if (scene.server?.isRunning()) return scene.server;
  const env = { LYCEUM_PAUSE_NOTICE: scene.notice, DATABASE_URL: scene.url };
  scene.server = await startServer({ dataFolder: scene.data, port: await freePort(), workers: 0, env });
  return scene.server;
}

/** Resolves the moment the journal of an operation begun from now on says this state; rejects when it was not seen in time. */
function untilJournal(dataFolder: string, state: State): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const last = readJournal(dataFolder)?.id;
  const look = () => {
    const journal = readJournal(dataFolder);
    if (!journal || journal.id === last) return;
    if (journal.state.name === state) resolve();
    else if (journal.ended_at) reject(new Error(`It ended (${journal.state.name}) before it was seen ${state}.`));
  };
  const watcher = watch(dataFolder, (_event, name) => {
    if (name === JOURNAL_FILE) look();
  });
  return promise.finally(() => watcher.close());
}

const LOOK_MS = 3;

/** The process of the step, or the server on trial of the state, once it is there. */
async function untilStep(pid: number): Promise<number> {
  for (;;) {
    const step = childrenOf(pid).find(isStep);
    if (step !== undefined) return step;
    await pause(LOOK_MS);
  }
}

function isStep(pid: number): boolean {
  try {
    return /LYCEUM_ROLE=(operation|trial)/.test(readFileSync(`/proc/${pid}/environ`, 'utf8'));
  } catch {
    return false;
  }
}

async function strike(server: TestServer, victim: Victim, state: State): Promise<void> {
  // No process belongs to this state: people are being told.
  const step = victim === 'supervisor' || state === 'draining' ? null : await untilStep(server.pid);
  if (victim !== 'step') process.kill(server.pid, 'SIGKILL');
  if (step !== null) process.kill(step, 'SIGKILL');
  if (victim !== 'step') await server.ended;
}

/** Restores and kills; answers what the journal said then, and the moment. Nothing else may keep this process busy meanwhile. */
async function killIn(state: State, victim: Victim, scene: Scene) {
  const { data, from } = scene;
  const server = await serve(scene);
  const reached = untilJournal(data, state);
  // A backup that is not there is found at once, and leads back.
  const wanted = state === 'rolling-back' ? '20200101-000000-0000' : from.backup;
  expect((await controlOf(data).restore(wanted)).status).toBe(202);
  await reached;
  const struck = performance.now();
  await strike(server, victim, state);
  return { struck, died: readJournal(data)?.state.name ?? 'none' };
}

async function recover(scene: Scene, struck: number) {
  await serve(scene);
  const report = await untilEnded(scene.data);
  return { report: report.state, seconds: ((performance.now() - struck) / 1000).toFixed(1) };
}

/** The same state for several, each on an academy of its own: first all are killed, then all begin again, then all are compared. */
async function run(state: State, victims: readonly { victim: Victim; scene: Scene }[]): Promise<Line[]> {
  const killed = await Promise.all(victims.map(({ victim, scene }) => killIn(state, victim, scene)));
  const ended = await Promise.all(victims.map(({ scene }, index) => recover(scene, killed[index]?.struck ?? 0)));
  const lines: Line[] = [];
  for (const [index, { victim, scene }] of victims.entries()) {
    const { url, from, data } = scene;
    const digest = await digestOf(data, url);
    const outcome = digest === from.then ? 'the new one' : digest === from.now ? 'exactly the old one' : 'NEITHER';
    const { report = '', seconds = '' } = ended[index] ?? {};
    lines.push({
      on: url ? 'PostgreSQL' : 'SQLite',
      state: killed[index]?.died ?? '',
      victim,
      outcome,
      report,
      seconds,
    });
  }
  return lines;
}

/** What the journal tells people is what happened; and it is one or the other, never anything between. */
function judged(line: Line) {
  table.push(line);
  return { state: line.state, victim: line.victim, report: line.report, outcome: line.outcome };
}
const rightFor = (state: State, { state: died, victim }: Line) =>
  state === 'done'
    ? { state: died, victim, report: 'done', outcome: 'the new one' }
    : { state: died, victim, report: 'rolled-back', outcome: 'exactly the old one' };

/** Those in which PostgreSQL does something of its own. */
const ON_POSTGRES = new Set<State>(['verifying', 'stopping', 'replacing', 'migrating', 'probing', 'done']);

test.each(STATES)('killed in %s: the step, the supervisor, both; and both on PostgreSQL', async state => {
  const isDraining = state === 'draining';
  const victims: Victim[] = isDraining ? ['supervisor'] : ['step', 'supervisor', 'both'];
  const killed = victims.map(victim => ({ victim, scene: sceneOf(isDraining ? state : victim, room) }));
  if (ON_POSTGRES.has(state)) killed.push({ victim: 'both', scene: sceneOf('postgres', postgresRoom, postgresUrl) });
  for (const line of await run(state, killed)) expect(judged(line)).toEqual(rightFor(state, line));
});
