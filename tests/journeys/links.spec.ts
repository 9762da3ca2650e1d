import { resolve } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let academy: Northgate;
let context: BrowserContext;
let console: Page;
let phone: Page;
let complaints: string[];
let link = '';

const PASSWORD = 'a seat by the window';

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('an academy without mail lets people in by one-time links', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    await academy.admin.put('/site', { support_contact: 'Marisol Vega\nRoom 4' });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
    // As on plain HTTP in a house.
    await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { value: undefined }));
    console = await context.newPage();
    const outside = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: academy.site.origin });
    phone = await outside.newPage();
    const expected = ['/api/v1/users/me', '/api/v1/auth/refresh', '/api/v1/auth/links/check'];
    complaints = complaintsOf(console, expected);
    phone.on('pageerror', error => complaints.push(String(error)));
    await console.goto('/console/users');
    await console.getByLabel('E-mail').fill('marisol@example.org');
    await console.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await console.getByRole('button', { name: 'Sign in' }).click();
    await expect(console.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await phone?.context().close();
    await academy?.site.stop();
  });

  test('the administrator adds somebody and gets a link with its QR code, once', async () => {
    await console.getByRole('button', { name: 'Add person' }).click();
    await console.getByLabel('First name').fill('Ama');
    await console.getByLabel('Last name').fill('Mensah');
    await console.getByLabel('E-mail', { exact: true }).fill('ama@northgate.test');
    await expect(console.getByText('Invitation by mail')).toHaveCount(0);
    await console.getByRole('dialog').getByRole('button', { name: 'Add person' }).click();
    const dialog = console.getByRole('dialog', { name: 'Let Ama Mensah in' });
    await expect(dialog.getByRole('img', { name: 'Let Ama Mensah in' })).toBeVisible();
    link = (await dialog.locator('code').textContent()) ?? '';
    expect(link).toMatch(/\/welcome#[\w-]{40,}$/);
    const copy = dialog.getByRole('button', { name: 'Copy link' });
    await copy.click();
    await expect(console.getByText('Copied', { exact: true })).toBeVisible();
    await expect(copy).toBeFocused();
    await picture(console, 'users-link');
    await console.emulateMedia({ media: 'print' });
    await expect(console.getByText('Your way into Northgate Academy')).toBeVisible();
    await expect(console.getByRole('heading', { level: 1 })).toBeHidden();
    await console.screenshot({
      path: resolve(import.meta.dirname, '../../test-results/pictures/users-slip-print.png'),
    });
    await console.emulateMedia({ media: 'screen' });
    await dialog.getByRole('button', { name: 'Done' }).click();
    await picture(console, 'users');
  });

  test('what was copied is there to be pasted, also where the browser has no clipboard', async () => {
    await console.getByRole('button', { name: 'Add person' }).click();
    await console.getByLabel('Last name').focus();
    await console.keyboard.press('ControlOrMeta+v');
    await expect(console.getByLabel('Last name')).toHaveValue(link);
    await console.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(console.getByRole('dialog')).toBeHidden();
  });

  test('the person opens it, sets the name right, chooses a password and is in', async () => {
    await phone.goto(link);
    await expect(phone.getByRole('heading', { level: 1, name: 'Welcome, Ama' })).toBeVisible();
    await picture(phone, 'welcome');
    await phone.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(phone.getByText('Use at least 10 characters.')).toBeVisible();
    await phone.getByLabel('Last name').fill('Owusu-Mensah');
    await phone.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await phone.keyboard.press('Enter');
    await expect(phone).toHaveURL(/\/$/);
    await expect(phone.getByRole('link', { name: 'Catalogue' }).first()).toBeVisible();
  });

  test('the link that was used says so, and what to do', async () => {
    const visitor = await phone.context().browser()?.newContext({ baseURL: academy.site.origin });
    const page = (await visitor?.newPage()) as Page;
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'This link was used already' })).toBeVisible();
    await expect(page.getByText('Room 4')).toBeVisible();
    await picture(page, 'welcome-used');
    await page.goto('/welcome#nonsense-that-nobody-was-given-ever');
    await expect(page.getByRole('heading', { name: 'This link is not known here' })).toBeVisible();
    await page.getByRole('link', { name: 'Back to signing in' }).click();
    await page.getByRole('link', { name: 'Forgotten?' }).click();
    await page.getByLabel('E-mail').fill('ama@northgate.test');
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByRole('heading', { name: 'Ask for a link' })).toBeVisible();
    await expect(page.getByText('Room 4')).toBeVisible();
    await picture(page, 'forgotten');
    await visitor?.close();
  });

  test('the administrator edits, signs out and takes the list along', async () => {
    await console.reload();
    await console.getByRole('button', { name: 'Ama Owusu-Mensah', exact: true }).click();
    const drawer = console.getByRole('dialog', { name: 'Ama Owusu-Mensah' });
    await picture(console, 'users-person');
    await drawer.getByRole('button', { name: 'Edit' }).click();
    const editing = console.getByRole('dialog', { name: 'Edit Ama Owusu-Mensah' });
    await editing.getByLabel('Organisation').fill('SkillBridge 26-B');
    await editing.getByRole('button', { name: 'Save' }).click();
    await expect(console.getByText('Ama Owusu-Mensah saved')).toBeVisible();
    await expect(drawer.getByText('SkillBridge 26-B')).toBeVisible();
    await drawer.getByRole('button', { name: 'Sign out everywhere' }).click();
    await expect(console.getByText('Ama Owusu-Mensah is signed out everywhere')).toBeVisible();
    await console.keyboard.press('Escape');
    // It gives the focus back when it has gone, and would close the menu.
    await expect(drawer).toBeHidden();
    await console.getByRole('button', { name: 'More', exact: true }).click();
    const [file] = await Promise.all([
      console.waitForEvent('download'),
      console.getByRole('menuitem', { name: 'Export' }).click(),
    ]);
    expect(file.suggestedFilename()).toBe('users.csv');
  });
});
