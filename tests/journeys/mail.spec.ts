import { resolve } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { type MailServer, startMailServer } from '../harness/smtp.ts';
import { northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let academy: Northgate;
let mailServer: MailServer;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const tab = (name: string) => page.getByRole('tab', { name });
const seen = (name: string) =>
  page.screenshot({ path: resolve(import.meta.dirname, `../../test-results/pictures/${name}.png`) });
const save = () => page.getByRole('button', { name: 'Save changes' }).click();

// Each picture is six, and each of the six is checked by axe.
test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('an administrator gives the academy its face and its mail', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    mailServer = await startMailServer({ login: { user: 'academy', pass: 'sesame open' } });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    // Refused on purpose: nobody signed in, a text without its link, a link that was used.
    complaints = complaintsOf(page, [
      '/api/v1/users/me',
      '/api/v1/auth/refresh',
      '/preview',
      '/api/v1/auth/links/check',
    ]);
    await page.goto('/console');
    await page.getByLabel('E-mail').fill('marisol@example.org');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('link', { name: 'Settings' })).toBeVisible();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await mailServer?.stop();
    await academy?.site.stop();
  });

  test('chooses a colour, sees its contrast, and is told of one that looks like a warning', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await expect(heading('Academy')).toBeVisible();
    await page.getByLabel('Whom to ask for help').fill('Marisol Vega, room 4');
    const hue = page.getByLabel('Hue');
    await hue.fill('65');
    await expect(page.getByText('Close to the amber of warnings.')).toBeVisible();
    await hue.fill('300');
    await expect(page.getByText(/Contrast \d(\.\d)? : 1/)).toBeVisible();
    await expect(page.getByText('Not saved yet')).toBeVisible();
    await picture(page, 'settings-academy');
  });

  test('is asked before leaving what is not saved, and finds it again', async () => {
    await page.getByRole('link', { name: 'Mail', exact: true }).click();
    const asking = page.getByRole('dialog', { name: 'Leave without saving?' });
    await expect(asking).toBeVisible();
    await asking.getByRole('button', { name: 'Leave the page' }).click();
    await expect(heading('This academy sends no mail.')).toBeVisible();
    await page.getByRole('link', { name: 'Academy', exact: true }).click();
    await expect(page.getByLabel('Whom to ask for help')).toHaveValue('Marisol Vega, room 4');
    await save();
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await page.reload();
    const accent = () => page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent'));
    await expect.poll(accent).not.toBe('#00668c');
    await expect(page.getByLabel('Hue')).toHaveValue('300');
  });

  test('gives it a logo, which stands in the rail and on the sign-in page', async () => {
    const { default: sharp } = await import('sharp');
    const logo = await sharp({ create: { width: 256, height: 256, channels: 4, background: '#8c4a6b' } })
      .png()
      .toBuffer();
    await page
      .getByLabel('Logo', { exact: true })
      .setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: logo });
    await expect(page.getByText('The logo is changed')).toBeVisible();
    await expect(page.locator('header img[src*="/site/logo"]').first()).toBeVisible();
    const visitor = await page.context().browser()?.newContext({ baseURL: academy.site.origin });
    const door = (await visitor?.newPage()) as Page;
    await door.goto('/sign-in');
    await expect(door.locator('img[src*="/site/logo"]')).toBeVisible();
    await visitor?.close();
  });

  test('is told in plain words what is wrong with the mail server', async () => {
    await page.getByRole('link', { name: 'Mail', exact: true }).click();
    await page.getByRole('switch', { name: 'Send mail' }).check();
    await page.getByLabel('Name of the mail server').fill('127.0.0.1');
    await page.getByText('None', { exact: true }).click();
    await page.getByLabel('Port', { exact: true }).fill(String(mailServer.port));
    await page.getByLabel('User name', { exact: true }).fill('academy');
    await page.getByLabel('Password', { exact: true }).fill('wrong');
    await page.getByLabel('Sender’s address').fill('academy@northgate.test');
    await picture(page, 'mail-settings');
    await page.getByRole('button', { name: 'Save and send test message' }).click();
    await expect(page.getByText('The message was not sent.')).toBeVisible();
    await expect(page.getByText('The mail server refused user name or password.').first()).toBeVisible();
    await expect(heading('Mail does not go out.')).toBeVisible();
    await page.getByText('What both sides said').click();
    await picture(page, 'mail-refused');
  });

  test('mends it, and mail goes out', async () => {
    await page.getByLabel('Password', { exact: true }).fill('sesame open');
    await page.getByRole('button', { name: 'Save and send test message' }).click();
    await expect(page.getByText('The mail server took the message.', { exact: true })).toBeVisible();
    await expect(heading('Mail goes out.')).toBeVisible();
    await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    expect(mailServer.messages.at(-1)?.raw).toContain('Subject: Mail from Northgate Academy works');
  });

  test('changes what an invitation says, and is told what must stay', async () => {
    await tab('Texts').click();
    await expect(page.getByLabel('Subject')).toHaveValue('Your place at {site}');
    await page.getByLabel('Text', { exact: true }).fill('# Come in, {name}');
    await expect(page.getByText('The text must contain {link}')).toBeVisible();
    await page
      .getByLabel('Text', { exact: true })
      .fill('# Come in, {name}\n\nWe saved you a seat.\n\n[Take your seat]({link})');
    await expect(page.frameLocator('iframe[title]').getByRole('heading', { name: 'Come in, Amara' })).toBeVisible();
    await seen('mail-texts-html');
    // The frame takes no script at all, that of the accessibility check included.
    await page.getByText('Plain', { exact: true }).click();
    await picture(page, 'mail-texts');
    await page.getByRole('button', { name: 'Save text' }).click();
    await expect(page.getByText('Changed by you')).toBeVisible();
  });

  test('invites somebody by mail, and finds the message in the outbox', async () => {
    await page.getByRole('link', { name: 'Users', exact: true }).click();
    await page.getByRole('button', { name: 'Add person' }).click();
    await page.getByLabel('First name').fill('Elif');
    await page.getByLabel('Last name').fill('Yıldız');
    await page.getByLabel('E-mail', { exact: true }).fill('elif@northgate.test');
    await picture(page, 'users-invite');
    await page.getByRole('dialog').getByRole('button', { name: 'Add person' }).click();
    await expect(page.getByText('Invitation to elif@northgate.test is on its way')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Elif' }).getByText('Not joined yet')).toBeVisible();
    await page.goto('/console/settings/mail/outbox');
    await expect(page.getByRole('button', { name: 'Elif Yıldız' })).toBeVisible();
    await picture(page, 'mail-outbox');
    await page.getByRole('button', { name: 'Elif Yıldız' }).click();
    await expect(
      page.frameLocator('iframe[title]').getByRole('paragraph').filter({ hasText: 'We saved you a seat.' }),
    ).toBeVisible();
    await seen('mail-message-html');
    await page.getByText('Plain', { exact: true }).click();
    await picture(page, 'mail-message');
    await page.keyboard.press('Escape');
  });
});
