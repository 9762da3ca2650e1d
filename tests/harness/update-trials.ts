/** Updates that are tried until they stay or go back, on either engine: what was before, what is after, and what a kill leaves. */
import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openDatabase } from '../../server/platform/db/database.ts';
import { readPointer } from '../../server/platform/programs/pointer.ts';
import type { OperationReport } from '../../server/supervisor/contract.ts';
import { FORWARD } from '../../server/supervisor/operations/contract.ts';
import { type BadPackage, CHANGE, failsOnLiveData, MARK, stopsHalfWay } from './bad-packages.ts';
import type { TestPostgres } from './postgres.ts';
import { digestOf } from './restore-room.ts';
import { strikeWhen } from './strike.ts';
import {
  beginUpdate,
  buildUpdateRoom,
  launch,
  type Launched,
  NEW_VERSION,
  OLD_VERSION,
  type Patches,
  servedVersion,
  untilUpdated,
  type UpdateRoom,
  withMigration,
} from './update-room.ts';

type WhenFinished = (clear: () => Promise<void>) => void;

export interface Trials {
  /** Changes the schema and every row of a table. */
  good: string;
  /** An academy of one test's own, with a package that is ready to be applied; gone with all its processes when the test ends. */
  academyWith(pack: string, whenFinished: WhenFinished): Promise<Academy>;
  /** Lets the academy take the bad package; afterwards program and data must be as before. Answers how the update ended. */
  take(bad: BadPackage, whenFinished: WhenFinished): Promise<Ending>;
  /** Kills everything at that moment, starts again, and looks at what became of it: all is as before, or all is new. */
  strike(moment: Moment, whenFinished: WhenFinished): Promise<Blow>;
  remove(): void;
}

type Ending = Pick<OperationReport, 'state' | 'reason'>;

/** What the journal said when the blow fell, and how the update ended after the next start. */
export interface Blow {
  said: string;
  state: OperationReport['state'];
}

export interface Academy {
  data: string;
  start(env?: Record<string, string>): Promise<Launched>;
  /** What the new version has made of the data: nothing, or all of it. */
  isChanged(): Promise<boolean>;
  /** The old program with the old data, as if nothing had been: every row, every file, no program left in use. Stops the server. */
  expectAsBefore(server: Launched): Promise<void>;
}

/** In which an update is worth killing. */
const STATES = [...FORWARD.filter(name => name !== 'done'), 'rolling-back'] as const;
/** In the order in which an update that goes well, and one that does not, can come to them. */
const ORDER: readonly string[] = [...FORWARD, 'rolling-back', 'rolled-back'];
/** While a migration has changed tables and rows and is not done. */
export const HALF_WAY = 'half-way through a migration';
export type Moment = (typeof STATES)[number] | typeof HALF_WAY;
export const MOMENTS: readonly Moment[] = [...STATES, HALF_WAY];

/** Without PostgreSQL the academies are on SQLite. */
export async function prepareTrials(postgres?: TestPostgres): Promise<Trials> {
  const template = await postgres?.createDatabase('trials');
  const room = await buildUpdateRoom(template);
  const made = async (name: string, patches: Patches = {}) => {
    const path = join(room.path, `${name}.update`);
    await room.pack(path, { patches });
    return path;
  };
  const good = await made('good', withMigration(CHANGE));
  const failing = await made('failing', failsOnLiveData.patches);
  const stopping = await made('stopping', stopsHalfWay);
  const before = await digestOf(join(room.path, 'template'), template);
  const academyWith = createAcademies(room, before, postgres);
  return {
    good,
    academyWith,
    async take(bad, whenFinished) {
      const academy = await academyWith(await packageOf(room, good, bad), whenFinished);
      const server = await academy.start();
      await beginUpdate(academy.data, NEW_VERSION, bad.patience);
      const { state, reason } = await untilUpdated(academy.data, server.url);
      await academy.expectAsBefore(server);
      return { state, reason };
    },
    async strike(moment, whenFinished) {
      const pack = moment === 'rolling-back' ? failing : moment === HALF_WAY ? stopping : good;
      return strike(await academyWith(pack, whenFinished), moment, whenFinished);
    },
    remove: room.remove,
  };
}

function createAcademies(room: UpdateRoom, before: string, postgres: TestPostgres | undefined): Trials['academyWith'] {
  let count = 0;
  return async (pack, whenFinished) => {
    const data = room.fresh(pack);
    const running: Launched[] = [];
    const name = `trial_${++count}`;
    const url = await postgres?.createDatabase(name, 'trials');
    whenFinished(async () => {
      for (const server of running) if (server.isRunning()) await server.kill();
      await postgres?.dropDatabase(name);
      room.giveBack(data);
    });
    return {
      data,
      async start(env) {
        const server = await launch(data, { ...(url ? { DATABASE_URL: url } : {}), ...env });
        running.push(server);
        return server;
      },
      isChanged: () => isChanged(data, url),
      async expectAsBefore(server) {
        expect(await servedVersion(server.url)).toBe(OLD_VERSION);
        await server.stop();
        expect(await digestOf(data, url)).toBe(before);
        expect(readPointer(data)).toBeNull();
      },
    };
  };
}

async function isChanged(dataFolder: string, url: string | undefined): Promise<boolean> {
  const db = openDatabase({ url, folder: join(dataFolder, 'db') });
  try {
    const rows = await db.reader<{ first_name: string }>('user_profiles').select('first_name');
    const count = rows.filter(row => row.first_name === 'changed').length;
    expect([0, rows.length]).toContain(count);
    expect(await db.writer.schema.hasTable('trial')).toBe(count > 0);
    return count > 0;
  } finally {
    await db.close();
  }
}

/** Its own package, or the good one spoilt. */
async function packageOf(room: UpdateRoom, good: string, { name, spoil, patches, from }: BadPackage): Promise<string> {
  const path = join(room.path, `${name.replaceAll(' ', '-')}.update`);
  if (spoil) copyFileSync(good, path);
  else await room.pack(path, { ...(patches ? { patches } : {}), ...(from ? { from } : {}) });
  spoil?.(path);
  return path;
}

async function strike(academy: Academy, moment: Moment, whenFinished: WhenFinished): Promise<Blow> {
  const { data, start, expectAsBefore, isChanged: changed } = academy;
  const server = await start({ LYCEUM_PAUSE_NOTICE: moment === 'draining' ? '1' : '0' });
  const from = ORDER.indexOf(moment === HALF_WAY ? 'migrating' : moment);
  const when = { states: ORDER.slice(from), ...(moment === HALF_WAY ? { mark: MARK } : {}) };
  const blow = strikeWhen({ pid: server.pid, dataFolder: data, ...when });
  whenFinished(blow.letGo);
  const unlessStruck = (error: unknown) => {
    // The blow may fall before the wish is answered.
    if (!(error instanceof TypeError)) throw error;
  };
  const [said] = await Promise.all([blow.fallen, beginUpdate(data).catch(unlessStruck)]);
  await server.ended;
  const next = await start();
  const report = await untilUpdated(data, next.url);
  const version = await servedVersion(next.url);
  if (report.state === 'rolled-back') await expectAsBefore(next);
  else {
    expect([report.state, version]).toEqual(['done', NEW_VERSION]);
    await next.stop();
    expect(await changed()).toBe(true);
  }
  expect(existsSync(join(data, 'control.json'))).toBe(false);
  return { said, state: report.state };
}

/** What a kill in each state left, for people to read. */
export function printTable(blows: ReadonlyMap<Moment, Blow>): void {
  const became = { done: 'the new program, migrated data', 'rolled-back': 'the old program, data as before' };
  const lines = MOMENTS.flatMap(moment => {
    const blow = blows.get(moment);
    return blow ? [`| ${moment} | ${blow.said} | ${blow.state}: ${became[blow.state as keyof typeof became]} |`] : [];
  });
  const head = '| killed while | the journal then said | after the next start |\n| --- | --- | --- |';
  process.stdout.write(`\n${head}\n${lines.join('\n')}\n\n`);
}
