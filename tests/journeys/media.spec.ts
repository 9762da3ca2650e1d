import { type BrowserContext, expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { makePdf } from '../harness/ffmpeg.ts';
import { PASSWORD } from '../harness/academy.ts';
import { upload } from '../harness/uploads.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let school: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const drawing = (shape: string) =>
  sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="800">${shape}</svg>`))
    .png()
    .toBuffer();
const row = (name: string) => page.getByRole('row').filter({ has: page.getByText(name, { exact: true }) });
const room = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('an administrator looks after what is stored', () => {
  test.beforeAll(async ({ browser }) => {
    school = await northgate();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: school.site.origin });
    page = await context.newPage();
    // Refused on purpose: a file of another kind in place of a picture.
    complaints = complaintsOf(page, ['/replace']);
    await page.goto('/console/media');
    await page
      .getByLabel('E-mail')
      .fill(String((await demand<{ email: string }>(school.admin.get('/users/me'))).email));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await school?.site.stop();
  });

  test('an empty room says what it is for', async () => {
    await expect(page.getByText('Nothing stored yet')).toBeVisible();
    await picture(page, 'media-empty');
  });

  test('lists what instructors brought, what shows it, and how much room it takes', async () => {
    const { site, teacher, courseId } = school;
    const diagram = await upload(
      site.origin,
      teacher,
      'Three-way handshake.png',
      await drawing(
        '<rect width="1200" height="800" fill="#e9f4fa"/><circle cx="600" cy="400" r="240" fill="#00668c"/>',
      ),
    );
    await upload(site.origin, teacher, 'Field guide, draft.pdf', await makePdf(['Field guide']));
    await upload(site.origin, teacher, 'addresses.csv', Buffer.from('host,address\nlab,10.0.0.7\n'));
    const content = `# The handshake\n\n![SYN, SYN-ACK, ACK](/api/v1/files/${diagram.id})\n`;
    const lesson = { title: 'The handshake', content_type: 'markdown', content, duration: 5 };
    await demand(teacher.post(`/courses/${courseId}/modules`, lesson));
    await room('Home').click();
    await room('Media').click();
    await expect(row('Three-way handshake.png').getByText('1 place')).toBeVisible();
    await expect(row('addresses.csv').getByText('Nowhere')).toBeVisible();
    await picture(page, 'media');
    await page.getByLabel('Search by file name').fill('guide');
    await expect(row('addresses.csv')).toBeHidden();
    await expect(page.getByText('1 file found')).toBeVisible();
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.getByRole('link', { name: 'See what is not used' }).click();
    await expect(row('Three-way handshake.png')).toBeHidden();
    await expect(row('Field guide, draft.pdf')).toBeVisible();
    await page.getByRole('button', { name: 'Clear' }).click();
  });

  test('replaces a picture under the same link, and takes that back', async () => {
    await row('Three-way handshake.png')
      .getByRole('button', { name: /^Three-way handshake\.png/ })
      .click();
    const drawer = page.getByRole('dialog', { name: 'Three-way handshake.png' });
    await expect(drawer.getByRole('link', { name: 'The handshake' })).toBeVisible();
    await picture(page, 'media-file');
    await drawer.getByRole('button', { name: 'Replace' }).click();
    const dialog = page.getByRole('dialog', { name: 'Replace Three-way handshake.png' });
    await dialog
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'notes.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from('a,b\n'),
      });
    await expect(dialog.getByText('can only be replaced by a file of the same kind')).toBeVisible();
    await picture(page, 'media-replace');
    await expect(page.getByText('notes.csv', { exact: true })).toBeHidden();
    await dialog
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name: 'Handshake, corrected.png',
        mimeType: 'image/png',
        buffer: await drawing('<rect width="1200" height="800" fill="#fff3e4"/>'),
      });
    await expect(page.getByText('Three-way handshake.png was replaced.')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(page.getByText('The former content is back.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(row('Three-way handshake.png').getByText('1 place')).toBeVisible();
  });

  test('keeps what lessons show, and deletes the rest after asking', async () => {
    await page.getByRole('button', { name: 'More for Three-way handshake.png' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog', { name: 'Three-way handshake.png is shown in one place' })).toBeVisible();
    await picture(page, 'media-in-use');
    await page.getByRole('button', { name: 'Close', exact: true }).last().click();
    await page.getByRole('checkbox', { name: 'Select addresses.csv' }).check();
    await page.getByRole('checkbox', { name: 'Select Field guide, draft.pdf' }).check();
    await page.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog', { name: 'Delete 2 files?' })).toBeVisible();
    await picture(page, 'media-delete');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByText('2 files deleted.')).toBeVisible();
    await expect(row('addresses.csv')).toBeHidden();
  });

  test('a file that is looked at is deleted with its drawer', async () => {
    await upload(school.site.origin, school.teacher, 'Old notes.csv', Buffer.from('host,note\nlab,gone\n'));
    await room('Home').click();
    await room('Media').click();
    await row('Old notes.csv')
      .getByRole('button', { name: /^Old notes\.csv/ })
      .click();
    const drawer = page.getByRole('dialog', { name: 'Old notes.csv', exact: true });
    await expect(drawer.getByText('Nothing shows this file')).toBeVisible();
    await drawer.getByRole('button', { name: 'Delete' }).click();
    await page
      .getByRole('dialog', { name: /^Delete / })
      .getByRole('button', { name: 'Delete' })
      .click();
    await expect(drawer).toBeHidden();
    await expect(row('Old notes.csv')).toBeHidden();
  });
});
