import { readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LIMITS_FILE } from '../../server/platform/limits/limits.ts';
import type { UpkeepReport } from '../../server/upkeep/contract.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { ENGINE } from '../harness/engine.ts';
import { eventually } from '../harness/eventually.ts';

let site: TestAcademy;
let admin: Caller;

const DAY = 24 * 3600_000;
const before = (days: number) => new Date(site.now() - days * DAY).toISOString();

beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
});
afterAll(() => site.stop());

async function runNow(): Promise<UpkeepReport> {
  const { status, data } = await admin.post('/upkeep');
  expect(status).toBe(202);
  await eventually('upkeep is done', async () => {
    const { data: job } = await admin.get(`/jobs/${data.job_id}`);
    if (job.state === 'failed') throw new Error(job.last_error);
    return job.state === 'done';
  });
  return (await admin.get('/upkeep')).data.reports[0];
}

const actsNow = async () => (await admin.get('/activity')).meta.pagination?.total ?? 0;

const stepOf = (report: UpkeepReport, name: string) => report.steps.find(step => step.name === name);

/** Where tries are counted: a table on PostgreSQL, a file of its own on SQLite. */
async function inCounts(sql: string): Promise<{ key: string }[]> {
  const { db } = site.academy;
  if (db.engine === 'postgres') return db.writer.raw(sql).then((answer: { rows: { key: string }[] }) => answer.rows);
  const file = new Sqlite(join(site.dataFolder, 'db', LIMITS_FILE));
  try {
    return file.prepare(sql).all() as { key: string }[];
  } finally {
    file.close();
  }
}

async function litter() {
  const { db } = site.academy;
  const job = (n: number, state: string, days: number) => ({
    name: 'old.job',
    payload: JSON.stringify({ filling: 'x'.repeat(2000) }),
    state,
    run_at: before(days),
    max_attempts: 1,
    created_at: before(days),
    finished_at: before(days),
    attempts: n,
  });
  await db.writer.transaction(async tx => {
    await tx.batchInsert(
      'jobs',
      Array.from({ length: 900 }, (_, i) => job(i, 'done', 20)),
      50,
    );
    await tx('jobs').insert([job(1, 'done', 10), job(2, 'failed', 20), job(3, 'failed', 50)]);
    await tx('sessions').where({ user_id: admin.userId }).first();
    const session = { user_id: admin.userId, client: 'bearer', created_at: before(30), refreshed_at: before(30) };
    await tx('sessions').insert([
      { ...session, refresh_hash: 'a', expires_at: before(20) },
      { ...session, refresh_hash: 'b', expires_at: before(2) },
    ]);
  });
  const [over, counts] = [site.now() - 1, site.now() + DAY];
  await inCounts(
    `insert into rate_limits (key, points, expire) values ('over', 1, ${over}), ('counts', 1, ${counts}) returning key`,
  );
  const logs = join(site.dataFolder, 'logs');
  for (let n = 1; n <= 13; n++) writeFileSync(join(logs, `lyceum.${n}.log`), 'x'.repeat(100));
  const orphan = join(site.dataFolder, 'media', 'courses', 'documents', 'nobody-knows.pdf');
  writeFileSync(orphan, 'x'.repeat(1234));
  utimesSync(orphan, new Date(site.now() - 3 * DAY), new Date(site.now() - 3 * DAY));
}

describe('upkeep', () => {
  it('clears away what is old, keeps what is not, and says what it did', async () => {
    // What was done until now grows old; what comes from here on is young.
    const acts = await actsNow();
    site.advance(1100 * DAY);
    admin = await site.person(['administrator']);
    await litter();
    const report = await runNow();
    expect(report).toMatchObject({ occasion: 'by-hand' });
    expect(report.steps.filter(step => step.state === 'failed')).toEqual([]);
    expect(stepOf(report, 'jobs')?.counts['removed']).toBeGreaterThanOrEqual(901);
    expect(acts).toBeGreaterThan(0);
    expect(stepOf(report, 'activity')).toMatchObject({ state: 'done', counts: { removed: acts } });
    expect((await admin.get('/ledger')).data).toMatchObject({ first: acts + 1 });
    expect(stepOf(report, 'sessions')?.counts['removed']).toBeGreaterThanOrEqual(1);
    expect(stepOf(report, 'limits')?.counts['removed']).toBeGreaterThanOrEqual(1);
    expect(await inCounts(`select key from rate_limits where key in ('over', 'counts')`)).toEqual([{ key: 'counts' }]);
    expect(stepOf(report, 'logs')).toMatchObject({ counts: { removed: 3, kept: 10 }, bytes_freed: 300 });
    expect(stepOf(report, 'orphans')?.counts).toEqual({ found: 1, bytes: 1234 });
    expect(stepOf(report, 'disk')?.counts).toMatchObject({ percent_used: expect.any(Number) });
    const { db } = site.academy;
    expect(await db.read.all('select attempts, state from jobs where name = ? order by attempts', ['old.job'])).toEqual(
      [
        { attempts: 1, state: 'done' },
        { attempts: 2, state: 'failed' },
      ],
    );
    expect(readdirSync(join(site.dataFolder, 'logs'))).not.toContain('lyceum.3.log');
    expect((await admin.get('/users/me')).status).toBe(200);
    if (ENGINE === 'sqlite') expect(stepOf(report, 'database')?.bytes_freed).toBeGreaterThan(1_000_000);
  });

  it('runs by itself once in its window', async () => {
    const now = new Date(site.now());
    const time = (minutes: number) => new Date(now.getTime() + minutes * 60_000).toTimeString().slice(0, 5);
    expect((await admin.put('/upkeep/settings', { window_start: time(60), window_end: time(120) })).status).toBe(200);
    site.advance(61 * 60_000);
    // The access token is over its time.
    admin = await site.person(['administrator']);
    const looked = async () => {
      await site.academy.db.writer.transaction(tx =>
        tx('jobs').insert({
          name: 'upkeep.look',
          payload: '{}',
          state: 'queued',
          run_at: before(0),
          max_attempts: 1,
          created_at: before(0),
        }),
      );
      site.academy.wake();
      await eventually('it has looked, and nothing runs', async () => {
        const { data } = await admin.get('/jobs?per_page=100&routine=true');
        return data.every(({ state }: { state: string }) => state !== 'queued' && state !== 'running');
      });
      return (await admin.get('/upkeep')).data.reports.map((report: UpkeepReport) => report.occasion);
    };
    expect(await looked()).toEqual(['night', 'by-hand']);
    expect(await looked()).toEqual(['night', 'by-hand']);
  });

  it('keeps its settings within bounds and is for administrators', async () => {
    const { data, status } = await admin.put('/upkeep/settings', {
      window_start: '23:00',
      window_end: '01:30',
      job_days: 30,
    });
    expect(status).toBe(200);
    expect(data).toMatchObject({ window_start: '23:00', window_end: '01:30', job_days: 30, activity_days: 1095 });
    const wrong = await admin.put('/upkeep/settings', { window_start: '25:00', job_days: 0 });
    expect(wrong.status).toBe(400);
    expect(wrong.errors.map(error => error.field)).toEqual(['window_start', 'job_days']);
    const student = await site.person(['student']);
    expect((await student.get('/upkeep')).status).toBe(403);
    expect((await student.post('/upkeep')).status).toBe(403);
  });
});
