/** The rules of signing in: what a set of them changes is shown first, and the notice stands before the sign-in of everybody. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { PASSWORD } from '../harness/academy.ts';
import { test } from '../harness/watched-browser.ts';
import { demand, northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

let academy: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let link: string;

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('the rules of signing in', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    // Made before the rules ask its administrator for more than a password.
    const { userId } = await academy.site.person();
    link = (await demand<{ url: string }>(academy.admin.post(`/users/${userId}/links`, { purpose: 'password' }))).url;
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page, ['/api/v1/users/me', '/api/v1/auth/refresh']);
    await page.goto('/console/settings/sign-in');
    await page.getByLabel('E-mail').fill('marisol@example.org');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await academy?.site.stop();
  });

  test('let a page wait calmly when it asked too often, until it goes on by itself', async ({ browser }) => {
    const admin = await academy.site.person(['administrator']);
    const limit = (pages_per_hour: number) => admin.put('/sign-in-rules', { rates: { pages_per_hour } });
    expect((await limit(1)).status).toBe(200);
    const visit = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: academy.site.origin });
    const visitor = await visit.newPage();
    await visitor.clock.install();
    await visitor.goto('/catalogue');
    await expect(visitor.getByText('The page goes on by itself; what you typed stays.')).toBeVisible();
    await picture(visitor, 'rules-waiting');
    expect((await limit(0)).status).toBe(200);
    await visitor.clock.fastForward('01:00:05');
    await expect(visitor.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(visitor.getByText('The page goes on by itself; what you typed stays.')).toHaveCount(0);
    await visit.close();
  });

  test('are chosen as a set, after what it changes was shown', async () => {
    await expect(page.getByRole('heading', { level: 1, name: 'Sign-in' })).toBeVisible();
    await expect(page.getByRole('radio', { name: /Standard/ })).toBeChecked();
    await page.getByText('What “STIG (DoD)” switches on').click();
    await expect(page.getByText('V-222432, V-222433')).toBeVisible();
    await picture(page, 'rules');
    await page.getByRole('radio', { name: /STIG/ }).click();
    const dialog = page.getByRole('dialog', { name: /Change to “STIG/ });
    await expect(dialog.getByRole('table')).toContainText('15');
    await picture(page, 'rules-preset');
    await dialog.getByRole('button', { name: /^Apply/ }).click();
    await expect(dialog).toHaveCount(0);
    await expect(page.getByRole('radio', { name: /STIG/ })).toBeChecked();
    // From now on this administrator lacks a second factor: what the page asks for by itself is refused.
    await page.goto('about:blank');
  });

  test('put a notice before the sign-in, which is accepted first', async ({ browser }) => {
    const visit = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: academy.site.origin });
    const visitor = await visit.newPage();
    await visitor.goto('/sign-in');
    await expect(visitor.getByText('Government', { exact: false }).first()).toBeVisible();
    await expect(visitor.getByLabel('E-mail')).toHaveCount(0);
    await picture(visitor, 'rules-notice');
    await visitor.getByRole('button', { name: /accept|agree|understand/i }).click();
    await expect(visitor.getByLabel('E-mail')).toBeVisible();
    // Every other way in has it before it, too: here a link.
    const invited = await visit.newPage();
    await invited.goto(`/welcome${new URL(link).hash}`);
    await expect(invited.getByRole('heading', { level: 1, name: 'Please read this before you sign in' })).toBeVisible();
    await picture(invited, 'rules-notice-link');
    await invited.getByRole('button', { name: 'I have read and accept this' }).click();
    await invited.getByLabel('Password', { exact: true }).fill('A long phrase of 5 words');
    await invited.getByRole('button', { name: 'Save and sign in' }).click();
    await expect(invited.getByRole('link', { name: 'Catalogue' }).first()).toBeVisible();
    await visit.close();
  });
});
