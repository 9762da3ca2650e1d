import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { setupCodePath } from '../../server/site/setup-code.ts';
import { caller } from '../harness/academy.ts';
import { PEOPLE } from '../harness/main-job.ts';
import { freePort } from '../harness/ports.ts';
import {
  buildUpdateRoom,
  launch,
  type Launched,
  NEW_VERSION,
  trustOurKey,
  type UpdateRoom,
  withMigration,
} from '../harness/update-room.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let room: UpdateRoom;
let server: Launched;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let good: string;
let bad: string;

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const LIVE = '!process.env.LYCEUM_READ_ONLY';

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.describe('an administrator who updates', () => {
  test.beforeAll(async ({ browser }) => {
    room = await buildUpdateRoom();
    [good, bad] = [join(room.path, 'lyceum-9.1.0.update'), join(room.path, 'lyceum-9.0.0.update')];
    await room.pack(good, {
      pages: true,
      patches: withMigration(`await knex.schema.createTable('trial', t => t.integer('id'));`),
    });
    await room.pack(bad, {
      version: '9.0.0',
      patches: withMigration(`if (${LIVE}) throw new Error('the disk of this test is full');`),
    });
    const data = join(room.path, 'console');
    mkdirSync(data);
    trustOurKey(data);
    server = await launch(data, { LYCEUM_WORKERS: '1' });
    const code = readFileSync(setupCodePath(data), 'utf8').trim();
    const visitor = caller(server.url, null, null);
    await visitor.post('/setup', { code, site_name: 'Northgate Academy', admin: PEOPLE.admin, sample_course: true });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.url });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    // Refused on purpose, and nobody there while the program is changed.
    complaints = complaintsOf(page, [
      '/api/v1/',
      '/socket',
      'Failed to load resource',
      'WebSocket is already in CLOSING',
    ]);
    await page.goto('/console/settings/updates');
    await page.getByLabel('E-mail').fill(PEOPLE.admin.email);
    await page.getByLabel('Password', { exact: true }).fill(PEOPLE.admin.password);
    await page.keyboard.press('Enter');
  });
  test.afterEach(() => expect(complaints).toEqual([]));
  test.afterAll(async () => {
    await context?.close();
    await server?.kill();
    room?.remove();
  });

  test('is told that nothing newer is known, and what to do about it', async () => {
    await expect(heading(/is up to date\.$/)).toBeVisible();
    await picture(page, 'updates-none');
  });

  test('is told why a file is not taken', async () => {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'holiday.update', mimeType: '', buffer: Buffer.from('no package') });
    await expect(page.getByText('The file is damaged or no update package.')).toBeVisible();
    await page.getByLabel('Address of the list').fill('http://169.254.169.254/feed');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('169.254.169.254 is an address that only a machine itself uses.')).toBeVisible();
    await picture(page, 'updates-refused');
    await page.getByLabel('Address of the list').fill('');
  });

  test('is told that nobody could be asked, and what to do without the internet', async () => {
    await page.getByLabel('Address of the list').fill(`http://127.0.0.1:${await freePort()}/versions.json`);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Look now' }).click();
    await expect(heading(/^Lyceum .* runs\.$/)).toBeVisible();
    await expect(page.getByText('can also be brought as a file')).toBeVisible();
    await expect(page.getByText(/^127\.0\.0\.1:\d+ cannot be reached\.$/)).toBeVisible();
    await picture(page, 'updates-no-internet');
    await page.getByLabel('Address of the list').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(heading(/is up to date\.$/)).toBeVisible();
  });

  test('brings a package, reads what is new, and rehearses it', async () => {
    await page.locator('input[type=file]').first().setInputFiles(bad);
    await expect(heading('Lyceum 9.0.0 is available.')).toBeVisible();
    await expect(page.getByText('Everything is faster.')).toBeVisible();
    await page.getByRole('button', { name: 'Rehearse now' }).click();
    await expect(page.getByText(/checks passed/)).toBeVisible({ timeout: 90_000 });
    await page.getByText(/things were tried/).click();
    await picture(page, 'updates-offer');
  });

  test('updates; when the new version fails over the live data, the old one is back and says why', async () => {
    await page.getByRole('button', { name: 'Update now' }).click();
    await expect(page.getByRole('dialog')).toContainText('it goes back by itself');
    await picture(page, 'updates-ask');
    await page.getByRole('button', { name: 'Update to 9.0.0' }).click();
    await expect(heading('The update to 9.0.0 was taken back.')).toBeVisible({ timeout: 120_000 });
    await expect(page.getByText(/the disk of this test is full/).first()).toBeVisible();
    await picture(page, 'updates-taken-back');
  });

  test('says no to that one, brings the next, and updates by keyboard alone', async () => {
    await page.getByRole('button', { name: 'Skip this version' }).click();
    await expect(page.getByRole('button', { name: 'Offer it again' })).toBeVisible();
    await page.getByText('What is new in it').click();
    await expect(page.getByText('Lessons open at once, also on phones that are ten years old')).toBeVisible();
    await picture(page, 'updates-skipped');
    await page.locator('input[type=file]').first().setInputFiles(good);
    await expect(heading(`Lyceum ${NEW_VERSION} is available.`)).toBeVisible();
    await page.getByRole('button', { name: 'Update now' }).focus();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await page.getByRole('button', { name: `Update to ${NEW_VERSION}` }).focus();
    await page.keyboard.press('Enter');
    await expect(heading(`Lyceum ${NEW_VERSION} is up to date.`)).toBeVisible({ timeout: 120_000 });
    await expect(page.getByText('Stayed')).toBeVisible();
    await picture(page, 'updates-done');
  });
});
