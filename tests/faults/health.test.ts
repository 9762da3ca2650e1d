/** Faults with real causes, and what the health says of each: to programs, to people, and afterwards in the recorder. */
import { closeSync, mkdirSync, openSync, rmSync, statfsSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { createAcademy } from '../../server/academy.ts';
import type { HealthReport, Standing } from '../../server/health/contract.ts';
import { readWhole } from '../../server/health/integrity.ts';
import { openRecorder } from '../../server/health/repository/recorder.ts';
import { instant, MINUTE, systemClock } from '../../server/platform/clock.ts';
import type { Configuration } from '../../server/platform/config/configuration.ts';
import { foldersIn, prepareFolders } from '../../server/platform/config/folders.ts';
import { createLog } from '../../server/platform/logging/log.ts';
import { prepareDatabase } from '../../server/preparation.ts';
import { caller } from '../harness/academy.ts';
import { smallDisk } from '../harness/disks.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startPostgres } from '../harness/postgres.ts';
import { startServer } from '../harness/processes.ts';
import { findNut, findPostgres } from '../harness/programs.ts';
import { startUps } from '../harness/ups.ts';

const folder = temporaryFolder('health');
afterAll(folder.remove);

const log = createLog({ level: 'silent', role: 'test' });
const named = (report: HealthReport, name: string) => report.checks.find(check => check.name === name) as Standing;

interface Options {
  url?: string;
  now?: () => number;
  jobs?: boolean;
}

/** An academy of its own in this folder, which does nothing by itself. */
async function academyIn(dataFolder: string, { url, now = systemClock.now, jobs = false }: Options = {}) {
  const configuration: Configuration = {
    dataFolder,
    host: '127.0.0.1',
    port: 0,
    httpsPort: 0,
    workers: 0,
    databaseUrl: url,
    logLevel: 'silent',
    service: null,
  };
  mkdirSync(dataFolder, { recursive: true });
  prepareFolders(dataFolder);
  await prepareDatabase(configuration);
  const duties = { web: true, jobs, watch: false };
  const academy = await createAcademy({ configuration, log, clock: { now }, version: '1.4.1', ...duties });
  const { port } = await academy.listen();
  return { ...academy, visitor: caller(`http://127.0.0.1:${port}`, null, null) };
}

/** Fills the disk until only this share of it is free. Answers what frees it again. */
function leaveFree(disk: string, share: number): () => void {
  const { bavail, blocks, bsize } = statfsSync(disk);
  const path = join(disk, 'reserve');
  writeFileSync(path, Buffer.alloc(Math.floor((bavail - share * blocks) * bsize), 1));
  return () => rmSync(path);
}

/** Fills the disk to the last byte. Answers what frees it again. */
function fillUp(disk: string): () => void {
  const path = join(disk, 'ballast');
  const file = openSync(path, 'w');
  for (let size = 1024 * 1024; size >= 1; )
    try {
      writeSync(file, Buffer.alloc(size, 1));
    } catch {
      size = Math.floor(size / 2);
    }
  closeSync(file);
  return () => rmSync(path);
}

it('a full disk fails the probe, is named with its remedy, and stops neither the checks nor the recorder', async context => {
  using disk = smallDisk(join(folder.path, 'small'), 32);
  if (!disk) return context.skip();
  const academy = await academyIn(disk.path);
  try {
    const reserve = leaveFree(disk.path, 0.06);
    const early = await academy.visitor.get('/health');
    expect(early.status).toBe(503);
    expect(early.data.checks).toContainEqual({ name: 'disk', state: 'failing', detail: '6 % of the disk is free.' });
    expect(named(await academy.doctor(), 'disk-space').finding).toMatchObject({ code: 'disk-low', state: 'warning' });
    reserve();
    const free = fillUp(disk.path);
    const { status, data } = await academy.visitor.get('/health');
    expect([status, data.state]).toEqual([503, 'failing']);
    const report = await academy.doctor();
    expect(report.state).toBe('failing');
    expect(named(report, 'disk-space').finding).toMatchObject({
      code: 'disk-full',
      remedy: { label: 'Look at the media' },
    });
    expect(named(report, 'media-reserve').finding).toMatchObject({ code: 'reserve-used', state: 'failing' });
    expect(named(report, 'memory').finding.code).toBe('memory-ok');
    free();
    await eventually('well again', async () => (await academy.visitor.get('/health')).data.checks[0].state === 'ok');
    expect(named(await academy.doctor(), 'disk-space').finding.code).not.toBe('disk-full');
  } finally {
    await academy.close();
  }
});

it('a clock that shows 1970 is named, and so is one that was set back behind what has happened', async () => {
  let now = Date.now();
  const academy = await academyIn(join(folder.path, 'clock'), { now: () => now });
  try {
    const at = instant(now);
    const act = { user_id: null, action: 'site.setup', resource_type: 'site', resource_id: null, created_at: at };
    await academy.db.writer('user_activity_logs').insert(act);
    expect(named(await academy.doctor(), 'clock').finding.code).toBe('clock-ok');
    now -= 3 * 3_600_000;
    expect(named(await academy.doctor(), 'clock').finding.code).toBe('clock-back');
    now = 0;
    expect(named(await academy.doctor(), 'clock').finding).toMatchObject({ code: 'clock-past', state: 'failing' });
  } finally {
    await academy.close();
  }
});

it('work that nobody takes is late, then stuck; learners are not sent away for it', async () => {
  let now = Date.now();
  const academy = await academyIn(join(folder.path, 'queue'), { now: () => now });
  try {
    const at = instant(now);
    const job = { name: 'learning.daily', payload: '{}', state: 'queued', max_attempts: 5, run_at: at, created_at: at };
    await academy.db.writer('jobs').insert(job);
    now += 20 * MINUTE;
    expect(named(await academy.doctor(), 'queue').finding).toMatchObject({
      code: 'queue-late',
      values: { waiting: 1 },
    });
    now += 60 * MINUTE;
    expect(named(await academy.doctor(), 'queue').finding).toMatchObject({ code: 'queue-stuck', state: 'failing' });
    const { data } = await academy.visitor.get('/health');
    expect(data.checks).toContainEqual(expect.objectContaining({ name: 'queue', state: 'warning' }));
  } finally {
    await academy.close();
  }
});

it.skipIf(!findNut())('a battery that took over is told, with how long it lasts', async () => {
  const academy = await academyIn(join(folder.path, 'ups'));
  const power = async (...says: string[]) => {
    const ups = await startUps(says);
    try {
      const value = JSON.stringify(ups.server);
      const row = { key: 'alerts.ups_server', value, updated_at: instant(Date.now()) };
      await academy.db.writer('settings').insert(row).onConflict('key').merge();
      return named(await academy.doctor(), 'ups').finding;
    } finally {
      await ups.stop();
    }
  };
  try {
    expect(await power('ups.status: OL', 'battery.charge: 100')).toMatchObject({ code: 'ups-ok', state: 'ok' });
    const out = await power('ups.status: OB DISCHRG', 'battery.charge: 64', 'battery.runtime: 900');
    expect(out).toMatchObject({ code: 'ups-battery', state: 'failing', values: { ups: 'desk', charge: 64 } });
    expect(out.detail).toContain('64 % charged. It lasts for about 15 minutes more.');
    expect((await power('ups.status: OB LB', 'battery.charge: 8')).code).toBe('ups-low');
    expect(named(await academy.doctor(), 'ups').finding.code).toBe('ups-none');
  } finally {
    await academy.close();
  }
});

it.skipIf(!findPostgres())(
  'while PostgreSQL is away the checks go on and say so; when it is back, all is well',
  async () => {
    const postgres = await startPostgres();
    const academy = await academyIn(join(folder.path, 'postgres'), { url: await postgres.createDatabase('health') });
    try {
      expect(named(await academy.doctor(), 'database').finding.code).toBe('database-ok');
      await postgres.pause();
      const { status, data } = await academy.visitor.get('/health');
      expect([status, data.checks[0]]).toMatchObject([503, { name: 'database', state: 'failing' }]);
      const report = await academy.doctor();
      expect(named(report, 'database').finding).toMatchObject({ code: 'database-away', state: 'failing' });
      expect(named(report, 'memory').finding.state).toBe('ok');
      // What cannot be known meanwhile is said to be unknown.
      expect(named(report, 'failed-jobs').finding.code).toBe('check-failed');
      await postgres.resume();
      await eventually('the probe', async () => (await academy.visitor.get('/health')).data.checks[0].state === 'ok');
      expect(named(await academy.doctor(), 'database').finding.code).toBe('database-ok');
    } finally {
      await academy.close();
      await postgres.stop();
    }
  },
);

describe('the nightly reading', () => {
  it('finds a sound database sound and a damaged one damaged', async () => {
    const { db: place } = prepareFolders(join(folder.path, 'integrity'));
    const file = new Sqlite(join(place, 'lyceum.db'));
    file.exec('create table t (id integer primary key, body text); create index t_body on t (body)');
    const insert = file.prepare('insert into t (body) values (?)');
    for (let n = 0; n < 4000; n++) insert.run(`row ${n} ${'x'.repeat(80)}`);
    file.close();
    const { signal } = new AbortController();
    expect((await readWhole(place, systemClock, signal)).troubles).toEqual([]);
    const bytes = openSync(join(place, 'lyceum.db'), 'r+');
    for (let page = 20; page < 60; page++) writeSync(bytes, Buffer.alloc(600, 0x5a), 0, 600, page * 4096 + 100);
    closeSync(bytes);
    const { troubles } = await readWhole(place, systemClock, signal);
    expect(troubles.length).toBeGreaterThan(0);
    writeFileSync(join(place, 'lyceum.db'), 'no database at all'.repeat(500));
    expect((await readWhole(place, systemClock, signal)).troubles.join()).toMatch(/not a database/);
  });
});

it('kill -9 of the server is written down at the next start, an orderly stop is not', async () => {
  const dataFolder = join(folder.path, 'killed');
  mkdirSync(dataFolder);
  const codes = () => {
    const recorder = openRecorder(foldersIn(dataFolder).db);
    const all = recorder.events(0, Date.now() + MINUTE).map(event => event.code);
    recorder.close();
    return all.filter(code => code.startsWith('server'));
  };
  const start = async () => startServer({ dataFolder, port: await freePort(), workers: 1 });
  const first = await start();
  await eventually('the first start', () => codes().includes('server-started'));
  await first.kill();
  const second = await start();
  await eventually('the second start', () => codes().length === 3);
  await second.stop();
  expect(codes()).toEqual(['server-started', 'server-ended', 'server-started', 'server-stopped']);
});
