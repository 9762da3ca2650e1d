import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instant } from '../../server/platform/clock.ts';
import type { HealthReport, Standing } from '../../server/health/contract.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { ENGINE } from '../harness/engine.ts';
import { eventually } from '../harness/eventually.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega' });
});
afterAll(() => site.stop());

/** Checks everything and answers the report once that is done. */
async function checked(): Promise<HealthReport> {
  const before = ((await admin.get('/health/report')).data as HealthReport).checked_at;
  site.advance(1000);
  expect((await admin.post('/health/check')).status).toBe(202);
  return eventually('every check', async () => {
    const { data } = (await admin.get('/health/report')) as { data: HealthReport };
    const done = data.running === null && data.checked_at !== null && data.checked_at !== before;
    return done ? data : undefined;
  });
}
const named = (report: HealthReport, name: string) => report.checks.find(check => check.name === name) as Standing;

describe('what programs ask for', () => {
  it('tries everything really, without a sign-in', async () => {
    const { status, data } = await site.visitor.get('/health');
    // The machine of the test may itself be short of room.
    expect(status).toBe(data.checks.some((check: { state: string }) => check.state === 'failing') ? 503 : 200);
    expect(data.checks.slice(0, 2)).toMatchObject([{ state: 'ok' }, { state: 'ok' }]);
    expect(data.checks.map((check: { name: string }) => check.name)).toEqual([
      'database',
      'limits',
      'disk',
      'memory',
      'queue',
    ]);
    const row = await site.academy.db.reader('settings').where({ key: 'health.probe' }).first();
    expect(Math.abs(site.now() - Date.parse(JSON.parse(row.value)))).toBeLessThan(10_000);
  });

  it('stays cheap where only life and readiness are asked', async () => {
    const statements = await site.queriesOf(async () => {
      expect((await site.visitor.get('/health/live')).status).toBe(200);
      expect((await site.visitor.get('/health/ready')).status).toBe(200);
    });
    expect(statements).toEqual([]);
  });
});

describe('the report', () => {
  it('holds what every check found, in sentences, and who may not read it does not', async () => {
    const report = await checked();
    expect(report.checks.length).toBeGreaterThanOrEqual(28);
    for (const { name, title, finding } of report.checks) {
      expect(name).toMatch(/^[a-z-]+$/);
      expect([title.length > 3, finding.title.length > 3], name).toEqual([true, true]);
      expect(finding.code, name).not.toBe('check-failed');
      if (finding.state === 'ok') continue;
      expect(finding.detail.length, name).toBeGreaterThan(20);
      expect(finding.remedy?.text.length ?? 0, name).toBeGreaterThan(10);
    }
    expect(named(report, 'database').finding.code).toBe('database-ok');
    expect(named(report, 'postgres').finding.code).toBe(ENGINE === 'postgres' ? 'postgres-ok' : 'postgres-none');
    const student = await site.person();
    expect((await student.get('/health/report')).status).toBe(403);
    expect((await student.post('/health/check')).status).toBe(403);
  });

  it('names a key that others may read, and one click puts it right', async () => {
    chmodSync(join(site.dataFolder, 'secrets', 'access-key'), 0o644);
    const loose = named(await checked(), 'permissions');
    expect(loose.finding).toMatchObject({ code: 'permissions-loose', values: { path: 'secrets/access-key' } });
    const action = loose.finding.remedy?.action as { method: string; path: string };
    expect((await admin.request(action.method, action.path)).data).toEqual({ changed: 1 });
    expect(named(await checked(), 'permissions').finding.state).toBe('ok');
  });

  it('keeps quiet about an issue for as long as it is asked to', async () => {
    const at = instant(site.now() - 3_600_000);
    await site.academy.db.writer('jobs').insert({
      name: 'broken.work',
      payload: '{}',
      state: 'failed',
      run_at: at,
      attempts: 5,
      max_attempts: 5,
      created_at: at,
      finished_at: at,
      last_error: 'It broke.',
    });
    const others = (await checked()).checks.filter(
      check => check.finding.state !== 'ok' && check.name !== 'failed-jobs',
    );
    for (const { name } of others) await admin.post(`/health/checks/${name}/silence`, { days: 7 });
    const before = await checked();
    expect(before.checks[0]).toMatchObject({ name: 'failed-jobs', room: 'activity', silenced_until: null });
    expect(before.state).toBe('warning');
    expect((await admin.get('/overview')).data.health.issues[0].name).toBe('failed-jobs');

    const silenced = await admin.post('/health/checks/failed-jobs/silence', { days: 1 });
    expect(Date.parse(silenced.data.silenced_until) - site.now()).toBeGreaterThan(86_000_000);
    const quiet = (await admin.get('/health/report')).data as HealthReport;
    expect([quiet.state, named(quiet, 'failed-jobs').silenced_until]).toEqual(['ok', silenced.data.silenced_until]);
    expect((await admin.get('/overview')).data.health.issues).toEqual([]);

    site.advance(25 * 3_600_000);
    const after = (await site.person(['administrator'])).get('/health/report');
    expect(
      ((await after).data as HealthReport).checks.find(check => check.name === 'failed-jobs')?.silenced_until,
    ).toBeNull();
  });

  it('refuses to be silent about what is not checked', async () => {
    const who = await site.person(['administrator']);
    expect((await who.post('/health/checks/no-such-thing/silence', { days: 1 })).status).toBe(404);
    expect((await who.post('/health/checks/memory/silence', { days: 3 })).status).toBe(400);
  });
});
