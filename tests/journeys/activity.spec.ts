/** The room "Activity" and the upkeep, in good and in bad state. */
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { PASSWORD } from '../harness/academy.ts';
import { walk } from './keyboard.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let school: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const heading = (name: string) => page.getByRole('heading', { level: 1, name });
const tab = (name: string) => page.getByRole('tab', { name });

const REQUEST = '0b2f6d4e-9d5f-4b0e-8a59-3d1f6f1c2b7a';

/** Writes lines as the server's processes do. */
function write(...lines: object[]): void {
  const text = lines
    .map(line => `${JSON.stringify({ level: 30, time: Date.now(), role: 'web', pid: 4100, ...line })}\n`)
    .join('');
  appendFileSync(join(school.site.dataFolder, 'logs', 'lyceum.1.log'), text);
}

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('what goes on in the server', () => {
  test.beforeAll(async ({ browser }) => {
    school = await northgate();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: school.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page);
    const { email } = await demand<{ email: string }>(school.admin.get('/users/me'));
    await page.goto('/console');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByText('Server running')).toBeVisible();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await school?.site.stop();
  });

  test('the log is empty at first and then shows each line as it is written', async () => {
    await page.getByRole('link', { name: 'Activity' }).click();
    await expect(heading('Activity')).toBeVisible();
    await expect(page.getByText('Nothing was written yet')).toBeVisible();
    await picture(page, 'activity-log-empty');
    write({ role: 'supervisor', from: 'starting', to: 'ready', msg: 'server state' });
    await expect(page.getByText('The server went from starting to ready.')).toBeVisible();
    write(
      { role: 'jobs', job: 12, name: 'assessments.close-overdue', msg: 'job done' },
      { level: 40, requestId: REQUEST, method: 'GET', path: '/api/v1/courses', ms: 1840, msg: 'slow request' },
      { level: 40, sql: 'select * from courses where status = ?', ms: 412, msg: 'slow query' },
      {
        level: 50,
        requestId: REQUEST,
        method: 'POST',
        path: '/api/v1/certificates',
        err: { type: 'Error', message: 'ENOSPC: no space left on device, write', stack: 'Error: ENOSPC\n    at write' },
        msg: 'request failed',
      },
    );
    await expect(page.getByText('GET /api/v1/courses took 1,840 ms.')).toBeVisible();
    await expect(page.getByText('ENOSPC: no space left on device, write')).toBeVisible();
    await picture(page, 'activity-log');
  });

  test('a line is opened, followed to its request, and the list is narrowed down and paused', async () => {
    await page.getByRole('button', { name: /took 1,840 ms/ }).click();
    await expect(page.getByText('"requestId"')).toBeVisible();
    await picture(page, 'activity-log-line');
    await page.getByRole('button', { name: 'Only this request' }).click();
    await expect(page.getByText('A question to the database')).toBeHidden();
    await expect(page.getByText('POST /api/v1/certificates failed')).toBeVisible();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('combobox', { name: 'Importance' }).click();
    await page.getByRole('option', { name: 'Errors', exact: true }).click();
    await expect(page.getByText('took 1,840 ms')).toBeHidden();
    await expect(page).toHaveURL(/level=error/);
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(page.getByText('took 1,840 ms')).toBeVisible();
    await page.getByRole('button', { name: 'Pause' }).click();
    write({ name: 'upkeep.look', msg: 'job done' });
    await expect(page.getByText('Paused, there are new lines')).toBeVisible();
    await expect(page.getByText('The job “See whether upkeep is due” is done.')).toBeHidden();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(page.getByText('The job “See whether upkeep is due” is done.')).toBeVisible();
    await page.getByLabel('Search the log').fill('nothing is called so');
    await expect(page.getByText('No line matches')).toBeVisible();
    await page.getByRole('button', { name: 'Clear' }).first().click();
  });

  test('jobs show their state, are cancelled and tried again', async () => {
    const later = new Date(school.site.now() + 600_000).toISOString();
    const job = {
      name: 'no.such-work',
      payload: '{}',
      max_attempts: 1,
      created_at: new Date(school.site.now()).toISOString(),
    };
    await school.site.academy.db.writer.transaction(async tx => {
      await tx('jobs').insert({ ...job, state: 'queued', run_at: later });
      await tx('jobs').insert({ ...job, state: 'queued', run_at: job.created_at });
    });
    school.site.academy.wake();
    await tab('Jobs').click();
    await expect(page.getByText('No handler for jobs named no.such-work.')).toBeVisible();
    await expect(page.getByText('Remove old messages from the outbox')).toBeHidden();
    await page.getByRole('switch', { name: 'Hide routine' }).click();
    await expect(page.getByText('Remove old messages from the outbox').first()).toBeVisible();
    await expect(page).toHaveURL(/routine=true/);
    await page.reload();
    await expect(page.getByText('Remove old messages from the outbox').first()).toBeVisible();
    await page.getByRole('switch', { name: 'Hide routine' }).click();
    await expect(page.getByText('Remove old messages from the outbox')).toBeHidden();
    await picture(page, 'activity-jobs');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('row').getByText('Cancelled', { exact: true })).toBeVisible();
    await page.getByRole('combobox', { name: 'State' }).click();
    await page.getByRole('option', { name: 'Failed' }).click();
    await expect(page.getByRole('row')).toHaveCount(2);
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('It is in the queue again')).toBeVisible();
  });

  test('the audit says in sentences who did what, is searched, verified and taken along', async () => {
    await tab('Audit').click();
    await expect(page.getByText('This record has not been verified yet')).toBeVisible();
    await expect(page.getByText(/ signed in$/).first()).toBeVisible();
    await page.getByRole('button', { name: 'Verify now' }).click();
    await expect(page.getByRole('heading', { name: 'Nobody has changed this record' })).toBeVisible();
    await page.getByRole('combobox', { name: 'How often the record is signed' }).click();
    await page.getByRole('option', { name: 'Signed every 30 min' }).click();
    await expect(page.getByText('From now on the record is signed every 30 min')).toBeVisible();
    await page.getByRole('combobox', { name: 'Kind' }).click();
    await page.getByRole('option', { name: 'Courses' }).click();
    await expect(page.getByText(/ published the course /).first()).toBeVisible();
    await expect(page.getByText(/ signed in$/)).toBeHidden();
    await picture(page, 'activity-acts');
    await page
      .getByRole('button', { name: / published the course / })
      .first()
      .click();
    await expect(page.getByText('Fingerprint')).toBeVisible();
    await picture(page, 'activity-acts-entry');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export' }).click();
    await page.getByRole('menuitem', { name: 'As a table (CSV)' }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^lyceum-audit-.*\.csv$/);
  });

  test('the diagnostics file is made, read before it leaves, and downloaded', async () => {
    await tab('Diagnostics').click();
    await expect(page.getByText('No diagnostics file yet')).toBeVisible();
    await picture(page, 'activity-diagnostics-none');
    await page.getByRole('button', { name: 'Make diagnostics file' }).click();
    await expect(page.getByText('What is in the file')).toBeVisible();
    await picture(page, 'activity-diagnostics');
    await page.getByRole('button', { name: 'Read versions.json' }).click();
    await expect(page.getByRole('dialog').getByText('"lyceum"')).toBeVisible();
    await picture(page, 'activity-diagnostics-read');
    await page.keyboard.press('Escape');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: /Download/ }).click();
    expect((await downloading).suggestedFilename()).toMatch(/^lyceum-diagnostics-.*\.zip$/);
  });

  test('upkeep runs now and says what it did; its hours are chosen', async () => {
    await page.goto('/console/settings/upkeep');
    await expect(heading('Upkeep begins tonight.')).toBeVisible();
    await picture(page, 'upkeep-new');
    await page.getByRole('button', { name: 'Run upkeep now' }).click();
    await expect(page.getByText('Media files that no course knows')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run upkeep now' })).toBeVisible();
    await page.getByLabel('Begins at').fill('02:15');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Saved', { exact: true })).toBeVisible();
    await picture(page, 'upkeep');
  });

  test('upkeep that is late, and one that found something, say so first', async () => {
    const days = (count: number) => new Date(school.site.now() - count * 86_400_000).toISOString();
    const step = (name: string, state: string, reason: string | null) => ({
      name,
      state,
      counts: name === 'disk' ? { percent_used: 91, bytes_free: 41_000_000_000 } : {},
      bytes_freed: 0,
      seconds: 0.1,
      longest_write_ms: null,
      reason,
    });
    const steps = [
      step('database', 'failed', 'The database is locked by another program.'),
      step('disk', 'warning', '91 % of the disk is in use. Remove what is not needed, or use a larger disk.'),
    ];
    const { db } = school.site.academy;
    const insert = (started_at: string, list: object[]) =>
      db.writer.transaction(tx =>
        tx('upkeep_reports').insert({
          occasion: 'night',
          state: 'attention',
          started_at,
          ended_at: started_at,
          bytes_freed: 0,
          steps: JSON.stringify(list),
        }),
      );
    await insert(days(0), steps);
    await page.reload();
    await expect(heading('Upkeep found 2 things that need you.')).toBeVisible();
    await picture(page, 'upkeep-attention');
    await insert(days(5), [step('disk', 'done', null)]);
    await page.reload();
    await expect(heading('Upkeep has not run for 5 days.')).toBeVisible();
    await picture(page, 'upkeep-late');
  });

  test('keyboard alone passes these screens', async () => {
    for (const address of ['', '?view=jobs', '?view=acts', '?view=diagnostics']) {
      await page.goto(`/console/activity${address}`);
      await expect(heading('Activity')).toBeVisible();
      await page.waitForLoadState('networkidle');
      await walk(page, `/console/activity${address}`);
    }
    await page.goto('/console/settings/upkeep');
    await expect(heading('Upkeep has not run for 5 days.')).toBeVisible();
    await walk(page, '/console/settings/upkeep');
  });
});
