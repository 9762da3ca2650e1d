/** Good and bad health as the administrator sees it, and who is told. */
import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { HealthReport } from '../../server/health/contract.ts';
import { openRecorder } from '../../server/health/repository/recorder.ts';
import { DAY, HOUR, instant, MINUTE } from '../../server/platform/clock.ts';
import { setupCode } from '../../server/site/setup-code.ts';
import { minutesUpTo } from '../factories/recording.ts';
import { PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { walk } from './keyboard.ts';
import { demand } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let site: TestAcademy;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const room = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.beforeAll(async ({ browser }) => {
  site = await startAcademy();
  const admin = { first_name: 'Marisol', last_name: 'Vega', email: 'marisol@example.org', password: PASSWORD };
  await demand(
    site.visitor.post('/setup', { code: setupCode(site.dataFolder), site_name: 'Northgate Academy', admin }),
  );
  remember();
  await silenceOthers();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: site.origin });
  context.setDefaultTimeout(30_000);
  page = await context.newPage();
  // Refused on purpose: a webhook without an address.
  complaints = complaintsOf(page, ['/api/v1/alerts/settings']);
  await page.goto('/console');
  await page.getByLabel('E-mail').fill(admin.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Learning now')).toBeVisible();
});
test.afterEach(() => expect(complaints).toEqual([]));
test.afterAll(async () => {
  await context?.close();
  await site?.stop();
});

/** Three days of minutes, a year of days in which the disk fills up, and what happened. */
function remember(): void {
  const now = site.now();
  const recorder = openRecorder(join(site.dataFolder, 'db'));
  recorder.addMinutes(minutesUpTo(now, 72 * 60));
  for (let day = 30; day >= 0; day--)
    recorder.addDay({
      at: Math.floor(now / DAY) * DAY - day * DAY,
      disk_free: 286e9 + day * 0.67e9,
      disk_total: 468e9,
    });
  const events: [number, string, Record<string, string | number>][] = [
    [now - 50 * HOUR, 'server-ended', { minutes: 42 }],
    [now - 49 * HOUR, 'server-started', { version: '1.4.1' }],
    [now - 6 * HOUR, 'backup-finished', { bytes: 11.4e9 }],
    [now - 40 * MINUTE, 'worker-crashed', { reason: 'A web worker was ended by SIGSEGV.' }],
  ];
  for (const [at, code, values] of events) recorder.addEvent({ at, code, values });
  recorder.close();
}

/** Backups have a journey of their own; here nothing is said of them. */
async function silenceOthers(): Promise<void> {
  const admin = await site.person(['administrator']);
  await demand(admin.post('/health/check'));
  const issues = await eventually('the first checks', async () => {
    const { running, checked_at, checks } = await demand<HealthReport>(admin.get('/health/report'));
    return running === null && checked_at !== null && checks.filter(({ finding }) => finding.state !== 'ok');
  });
  for (const { name } of issues) await demand(admin.post(`/health/checks/${name}/silence`, { days: 7 }));
}

async function breakWork(name: string): Promise<void> {
  const at = instant(site.now() - 30 * MINUTE);
  const times = { run_at: at, created_at: at, finished_at: at };
  await site.academy.db
    .writer('jobs')
    .insert({ name, payload: '{}', state: 'failed', attempts: 5, max_attempts: 5, last_error: 'It broke.', ...times });
}

test('all is well: the room says so, with graphs, what happened and what the computer can carry', async () => {
  await room('Health').click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(heading('Everything works as it should.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'A write to the disk' })).toBeVisible();
  await expect(page.getByText(/The disk was slow for 4 minutes; at worst a small write took 640 ms/)).toBeVisible();
  await expect(page.getByText('A part of the server crashed and was started again')).toBeVisible();
  await expect(page.getByText('1,000 people', { exact: true })).toBeVisible();
  await expect(page.getByText('Reads and writes, in')).toBeVisible();
  await picture(page, 'console-health');
});

test('the time of the graphs is chosen by the keyboard, and the figures stand in a table', async () => {
  await page.getByText('72 h', { exact: true }).click();
  await expect(page.getByText(/it was away for 42 minutes/)).toBeVisible();
  await page.getByRole('button', { name: 'Figures as a table' }).click();
  await expect(page.getByRole('columnheader', { name: 'Memory in use' })).toBeVisible();
  await picture(page, 'console-health-table');
  await page.getByRole('button', { name: 'Show graphs' }).click();
  await walk(page, 'health');
});

test('home says that all is well, how long the disk lasts, and what comes next', async () => {
  await room('Home').click();
  await expect(heading('All is well.')).toBeVisible();
  await expect(page.getByText('Fills up in about 14 months')).toBeVisible();
  await expect(page.getByText('The database is read whole and checked')).toBeVisible();
  await picture(page, 'console-home-well');
});

test('trouble takes the place of the verdict, with its remedy; the rooms it is about have dots', async () => {
  chmodSync(join(site.dataFolder, 'secrets', 'access-key'), 0o644);
  await breakWork('certificates.print');
  await room('Health').click();
  await page.getByRole('button', { name: 'Check now' }).click();
  await expect(heading('2 things need you.')).toBeVisible();
  await expect(page.getByRole('heading', { level: 3 }).first()).toBeVisible();
  await expect(room('Activity')).toHaveAccessibleName(/background work was given up/);
  await picture(page, 'console-health-attention');
  await room('Home').click();
  await expect(page.getByText('One more thing needs a look')).toBeVisible();
  await picture(page, 'console-home-attention');
});

test('one click puts the keys right, and the other is put off until tomorrow', async () => {
  await room('Health').click();
  await page.getByRole('button', { name: 'Put it right' }).click();
  await expect(page.getByText('Done. It is being checked again.')).toBeVisible();
  await expect(page.getByRole('heading', { name: /Others on this computer/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Remind me tomorrow' }).click();
  await expect(heading('Everything works as it should.')).toBeVisible();
  await expect(page.getByText(/^Silent until/).first()).toBeVisible();
  const quiet = page.getByRole('listitem').filter({ hasText: 'background work was given up' });
  await quiet.getByRole('button', { name: 'Speak of it again' }).click();
  await expect(heading('One thing needs you.')).toBeVisible();
});

test('who hears of trouble: a webhook is set up, tried and told why it failed', async () => {
  await room('Settings').click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Alerts' }).click();
  await expect(heading('Who hears of trouble')).toBeVisible();
  await page.getByRole('switch', { name: 'Mail' }).check();
  await expect(page.getByText('Mail is not set up yet, so nothing would be sent.')).toBeVisible();
  await page.getByRole('switch', { name: 'Webhook' }).check();
  await page.getByRole('button', { name: 'Save alerts' }).click();
  await expect(page.getByText('Write the address of the webhook, or switch it off.')).toBeVisible();
  await page.getByRole('textbox', { name: 'Address', exact: true }).fill('http://127.0.0.1:8090/hook');
  await page.getByRole('button', { name: 'Make one' }).click();
  await picture(page, 'console-alerts');
  await page.getByRole('button', { name: 'Save alerts' }).click();
  await expect(page.getByText('Alerts saved')).toBeVisible();
  await page.getByRole('button', { name: 'Send a test' }).last().click();
  await expect(page.getByText(/It did not arrive: 127\.0\.0\.1:\d+ is this computer itself/)).toBeVisible();
});
