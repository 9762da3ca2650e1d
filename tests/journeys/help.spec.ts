/** Help beside every screen of the console, and as pages of its own. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { PASSWORD } from '../harness/academy.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let school: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('help', () => {
  test.beforeAll(async ({ browser }) => {
    school = await northgate();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: school.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page, ['/api/v1/users/me', '/api/v1/auth/refresh']);
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

  test('F1 opens the page of the screen, links stay in the drawer, Escape gives the focus back', async () => {
    await page.getByRole('link', { name: 'Backups', exact: true }).click();
    await expect(heading('There is no backup yet.')).toBeVisible();
    const now = page.getByRole('button', { name: 'Back up now' }).first();
    await now.focus();
    await page.keyboard.press('F1');
    const drawer = page.getByRole('dialog', { name: 'Backups' });
    await expect(drawer.getByText('Then it is proved.')).toBeVisible();
    await picture(page, 'help-drawer');
    await drawer.getByRole('link', { name: 'restoring' }).click();
    const other = page.getByRole('dialog', { name: 'Restoring' });
    await expect(other.getByText('Before anything is touched')).toBeVisible();
    await other.getByRole('button', { name: 'Back to this screen' }).click();
    await expect(drawer.getByText('Then it is proved.')).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(now).toBeFocused();
    await expect(heading('There is no backup yet.')).toBeVisible();
  });

  test('all pages are listed, found by a word of the title, and lead to each other', async () => {
    await page.keyboard.press('F1');
    await page.getByRole('link', { name: 'All help pages' }).click();
    await expect(heading('Help')).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: 'When something happens' })).toBeVisible();
    await expect(page.getByRole('link', { name: 'Quizzes' })).toHaveCount(0);
    await picture(page, 'help-index');
    await page.getByLabel('Search the titles').fill('recovery');
    await page.getByRole('link', { name: 'Backup and recovery' }).click();
    await expect(heading('Backup and recovery')).toBeVisible();
    await picture(page, 'help-page');
    await page.getByRole('link', { name: 'look inside a backup' }).click();
    await expect(heading('Look inside a backup')).toBeVisible();
  });

  test('whoever is not signed in yet finds help for the academy', async () => {
    const outside = await context.browser()?.newContext({ baseURL: school.site.origin, locale: 'es-ES' });
    const phone = (await outside?.newPage()) as Page;
    await phone.goto('/help/signing-in');
    await expect(phone.getByRole('heading', { level: 1, name: 'Iniciar sesión' })).toBeVisible();
    await expect(phone.getByRole('heading', { level: 2, name: 'Ha olvidado la contraseña' })).toBeVisible();
    await outside?.close();
  });
});
