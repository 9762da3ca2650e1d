/** The Backups room: the first backup, choosing a place, protecting it, a disk that is pulled out and comes back. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { DAY, HOUR, instant, MINUTE } from '../../server/platform/clock.ts';
import { PASSWORD } from '../harness/academy.ts';
import { backUp } from '../harness/backups.ts';
import { smallDisk, type TestDisk } from '../harness/disks.ts';
import { type TemporaryFolder, temporaryFolder } from '../harness/folders.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let academy: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let folder: TemporaryFolder;
let disk: TestDisk | undefined;

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const aside = () => page.getByRole('complementary');

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.describe('an administrator and the backups', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    folder = temporaryFolder('backup-journey');
    disk = smallDisk(join(folder.path, 'Backup 2 TB'), 200);
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page, ['/api/v1/backups/settings']);
    await page.goto('/console');
    await page.getByLabel('E-mail').fill('marisol@example.org');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Backups' }).click();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    disk?.[Symbol.dispose]();
    await context?.close();
    await academy?.site.stop();
    folder?.remove();
  });

  test('before the first one the room says so, and makes it', async () => {
    await expect(heading('There is no backup yet.')).toBeVisible();
    await expect(aside().getByText('Same disk', { exact: true })).toBeVisible();
    await picture(page, 'backups-none');
    await page.getByRole('button', { name: 'Back up now' }).click();
    await expect(page.getByRole('progressbar', { name: /./ }).first()).toBeVisible();
    await expect(heading('Every backup is proved restorable.')).toBeVisible({ timeout: 60_000 });
    await expect(page.getByRole('table', { name: 'Backups' }).getByRole('row')).toHaveCount(2);
  });

  test('its keys are left out, and saved as a file that only its own passphrase opens', async () => {
    await expect(aside().getByText('Nowhere else', { exact: true })).toBeVisible();
    await aside().getByRole('button', { name: 'Save the keys' }).click();
    const choose = page.getByRole('dialog', { name: 'Save the keys of this academy?' });
    await picture(page, 'backups-keys');
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      choose.getByRole('button', { name: 'Save the keys' }).click(),
    ]);
    expect(file.suggestedFilename()).toMatch(/^keys-.*\.json$/);
    const write = page.getByRole('dialog', { name: 'Write this passphrase down now.' });
    await picture(page, 'backups-keys-saved');
    await write.getByRole('button', { name: 'I have written it down' }).click();
    await expect(aside().getByText('Kept apart', { exact: true })).toBeVisible();
  });

  test('a place is tried before it is used, and one that cannot be used is refused with the reason', async () => {
    await page.getByRole('button', { name: 'Change where backups go' }).click();
    const dialog = page.getByRole('dialog', { name: 'Where should backups go?' });
    await dialog.getByRole('radio', { name: /A folder on this computer/ }).check();
    await dialog.getByLabel('Folder', { exact: true }).fill(join(academy.site.dataFolder, 'media'));
    await dialog.getByRole('button', { name: 'Use this place' }).click();
    await expect(dialog.getByText(/Backups must not lie in what they back up/)).toBeVisible();
    await picture(page, 'backups-place-refused');
    await dialog.getByLabel('Folder', { exact: true }).fill(join(folder.path, 'copies'));
    await dialog.getByRole('button', { name: 'Test this place' }).click();
    await expect(dialog.getByText('It works: written, read back and removed.')).toBeVisible();
    await dialog.getByRole('radio', { name: /S3-compatible bucket/ }).check();
    await expect(dialog.getByLabel('Secret key')).toBeVisible();
    await picture(page, 'backups-place-bucket');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
  });

  test('a passphrase is suggested, set, and shown once to be written down', async () => {
    await page.getByRole('button', { name: 'Change how backups are protected' }).click();
    const choose = page.getByRole('dialog', { name: 'How are backups protected?' });
    const field = choose.getByLabel('New passphrase');
    await expect(field).toHaveValue(/^[a-z]+(-[a-z]+){3}-\d\d$/);
    const passphrase = await field.inputValue();
    await picture(page, 'backups-protection');
    await choose.getByRole('button', { name: 'Set this passphrase' }).click();
    const write = page.getByRole('dialog', { name: 'Write the passphrase down now' });
    await expect(write.getByText(passphrase)).toBeVisible();
    const [sheet] = await Promise.all([
      page.waitForEvent('download'),
      write.getByRole('button', { name: 'Get the emergency sheet' }).click(),
    ]);
    expect(sheet.suggestedFilename()).toBe('emergency-sheet-northgate-academy.pdf');
    await write.getByRole('button', { name: 'I have written it down' }).click();
    await expect(aside().getByText(/^Written down/)).toBeVisible();
  });

  test('the schedule is changed, and says when the next one is', async () => {
    await page.getByRole('button', { name: 'Change when backups are made' }).click();
    const dialog = page.getByRole('dialog', { name: 'When should backups be made?' });
    await dialog.getByLabel('Time').fill('03:10');
    await dialog.getByLabel('Keep daily ones').fill('14');
    await picture(page, 'backups-schedule');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(aside().getByText('03:10, kept 14 days')).toBeVisible();
  });

  test('after a month on a disk of its own', async () => {
    test.skip(!disk, 'disks cannot be mounted here');
    const mount = disk?.path ?? '';
    mkdirSync(join(mount, 'Lyceum backups'));
    const place = { kind: 'usb', mount, path: join(mount, 'Lyceum backups'), label: 'Backup 2 TB' };
    await demand(academy.admin.put('/backups/settings', { places: [place] }));
    await aMonth();
    for (let i = 0; i < 3; i++) await backUp(academy.admin);
    await page.reload();
    await expect(heading('Every backup is proved restorable.')).toBeVisible();
    await expect(page.getByText(/late, made up the same day/)).toBeVisible();
    await expect(aside().getByText('Connected')).toBeVisible();
    await picture(page, 'backups');
    await page.getByRole('button', { name: 'Show as a table' }).click();
    await expect(page.getByRole('table', { name: 'New data of the last nights' })).toBeVisible();
    await page.getByRole('button', { name: 'Show as bars' }).click();
  });

  test('the proof can be read step by step, and a backup deleted, but not the last proved one', async () => {
    await page
      .getByRole('button', { name: /^More about/ })
      .first()
      .click();
    await page.getByRole('menuitem', { name: 'Show the proof' }).click();
    const proof = page.getByRole('dialog', { name: /^Proof/ });
    await expect(proof.getByText('Served: The catalogue')).toBeVisible();
    await picture(page, 'backups-proof');
    await proof.getByRole('button', { name: 'Close' }).last().click();
    const before = await page.getByRole('table', { name: 'Backups' }).getByRole('row').count();
    await page
      .getByRole('button', { name: /^More about/ })
      .last()
      .click();
    await page.getByRole('menuitem', { name: 'Delete backup' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete backup' }).click();
    await expect(page.getByRole('table', { name: 'Backups' }).getByRole('row')).toHaveCount(before - 1);
  });

  test('the disk is pulled out: what it means, and the next backup fails with its reason', async () => {
    test.skip(!disk, 'disks cannot be mounted here');
    disk?.[Symbol.dispose]();
    disk = undefined;
    await page.reload();
    await expect(heading('The backup disk is not connected.')).toBeVisible();
    await expect(page.getByText('Plug it in; the missed backup then starts by itself.').first()).toBeVisible();
    await expect(aside().getByText('Missing', { exact: true })).toBeVisible();
    await picture(page, 'backups-disk-missing');
  });
});

/** Nights as they were: one of them late, one of them more than the others. */
async function aMonth(): Promise<void> {
  const { db } = academy.site.academy;
  const midnight = new Date(academy.site.now());
  midnight.setHours(3, 10, 0, 0);
  await db.writer('users').update({ created_at: instant(midnight.getTime() - 40 * DAY) });
  const megabytes = [22, 54, 118, 430, 190, 96, 41];
  for (let day = 1; day <= 31; day++) {
    const at = midnight.getTime() - day * DAY + (day === 21 ? 5 * HOUR : 2 * MINUTE);
    const new_bytes = (megabytes[day % megabytes.length] as number) * 1_000_000;
    await db.writer('backup_runs').insert({
      kind: 'daily',
      state: 'done',
      started_at: instant(at),
      ended_at: instant(at + MINUTE),
      new_bytes,
      proved: true,
    });
  }
}
