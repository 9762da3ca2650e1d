import { type BrowserContext, expect, type Page } from '@playwright/test';
import { insertPerson } from '../factories/people.ts';
import { test } from '../harness/watched-browser.ts';
import { northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

let academy: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const heading = (name: string | RegExp, on = page) => on.getByRole('heading', { level: 1, name });
const button = (name: string | RegExp) => page.getByRole('button', { name });

const NOTICE = `We keep what you learn, and nothing else.

# What we keep
Your name, your e-mail address and how far you are in each course.

# Who sees it
You, your instructors and the administrators of this academy.`;
const AVISO = 'Guardamos lo que aprende, y nada más.';

async function signIn(on: Page, email: string, path: string): Promise<void> {
  await on.goto(path);
  await on.getByLabel('E-mail').fill(email);
  await on.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await on.getByRole('button', { name: 'Sign in' }).click();
}

// Each picture is six, and each of the six is checked by axe.
test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('privacy', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    await academy.site.person(['student'], { first_name: 'Ama', last_name: 'Owusu', email: 'ama@example.org' });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    // Nobody signed in; a browser that is held up until its person has agreed; who was erased is asked for a last time.
    complaints = complaintsOf(page, ['/api/v1/users/me', '/api/v1/auth/refresh', '403 (Forbidden)', '404 (Not Found)']);
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await academy?.site.stop();
  });

  test('an administrator writes what people agree to, and uses a new key', async () => {
    await signIn(page, 'marisol@example.org', '/console/settings/privacy');
    await expect(heading('Nobody is asked to agree to anything.')).toBeVisible();
    await button('Write a text').click();
    const dialog = page.getByRole('dialog', { name: 'Write a text' });
    await expect(dialog.getByRole('button', { name: 'Publish' })).toBeDisabled();
    await dialog.getByLabel('Title in English').fill('Privacy notice');
    await dialog.getByLabel('Text in English').fill(NOTICE);
    await dialog.getByLabel('Title in Spanish').fill('Aviso de privacidad');
    await dialog.getByLabel('Text in Spanish').fill(AVISO);
    await picture(page, 'privacy-write');
    await dialog.getByRole('button', { name: 'Publish' }).click();
    // Whoever publishes what is needed is asked first.
    await expect(heading('Please read this before you go on')).toBeVisible();
    await page.getByLabel('I agree to “Privacy notice”').check();
    await button('Agree and go on').click();
    await expect(heading('People agree to 1 text.')).toBeVisible();
    await expect(page.getByText('1 agreed to it, 0 to an older version, 0 did not.')).toBeVisible();
    await button('Use a new key').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Use a new key' }).click();
    await expect(page.getByText('Old key')).toBeVisible();
    await picture(page, 'settings-privacy');
  });

  test('an administrator sees whom it concerns, then has unused accounts erased, and keeps one', async () => {
    for (const [firstName, at] of [
      ['Kwabena', '2023-02-01T09:00:00.000Z'],
      ['Efua', '2023-06-01T09:00:00.000Z'],
    ] as const)
      await insertPerson(academy.site.academy.db, { firstName, lastName: 'Boateng', at });
    await page.reload();
    await expect(page.getByText('2 accounts have not been used for 24 months and would be erased.')).toBeVisible();
    await page.getByLabel('Erase accounts that nobody uses').check();
    await button('Show who').click();
    await expect(page.getByRole('dialog').getByText('Kwabena Boateng')).toBeVisible();
    await page.keyboard.press('Escape');
    await page
      .getByRole('region', { name: 'Accounts that nobody uses' })
      .getByRole('button', { name: 'Save changes' })
      .click();
    const asked = page.getByRole('dialog', { name: 'Erase accounts that nobody uses?' });
    await expect(asked.getByText(/2 people are listed now, and erased after 30 days/)).toBeVisible();
    await asked.getByRole('button', { name: 'Erase unused accounts' }).click();
    await expect(page.getByRole('heading', { name: '2 accounts will be erased' })).toBeVisible();
    await picture(page, 'privacy-told');
    await button('Keep the account of Efua Boateng').click();
    const keep = page.getByRole('dialog', { name: 'Keep the account of Efua Boateng' });
    await keep.getByLabel('Why').fill('Asked for time by letter');
    await keep.getByRole('button', { name: 'Keep the account' }).click();
    await expect(page.getByRole('heading', { name: '1 account will be erased' })).toBeVisible();
    await page.goto('/console/users');
    await page
      .getByRole('row', { name: /Efua Boateng/ })
      .getByRole('button', { name: /Efua Boateng/ })
      .first()
      .click();
    const drawer = page.getByRole('dialog', { name: 'Efua Boateng' });
    await expect(drawer.getByText(/^Must be kept since .*: Asked for time by letter$/)).toBeVisible();
    await drawer.getByRole('button', { name: 'No longer keep it' }).click();
    await expect(drawer.getByRole('button', { name: 'Erase…' })).toBeVisible();
  });

  test('somebody who signs in is asked before anything else, by keyboard too', async () => {
    await academy.admin.post('/privacy/consents', {
      kind: 'other',
      required: false,
      title_en: 'Sharing with partners',
      text_en: 'Companies that sponsor you may see which courses you completed.',
      title_es: 'Compartir con socios',
      text_es: 'Las empresas que le patrocinan pueden ver qué cursos completó.',
    });
    await context.clearCookies();
    await signIn(page, 'ama@example.org', '/');
    await expect(heading('Please read this before you go on')).toBeVisible();
    await picture(page, 'consent');
    await button('Agree and go on').click();
    await expect(page.getByText('Tick what is needed to go on.')).toBeVisible();
    await page.getByLabel('I agree to “Privacy notice”').focus();
    await page.keyboard.press('Space');
    await page.getByLabel('I agree to “Sharing with partners”').check();
    await button('Agree and go on').focus();
    await page.keyboard.press('Enter');
    await expect(heading('Please read this before you go on')).toBeHidden();
  });

  test('withdraws what is a choice, and takes everything along', async () => {
    await page.goto('/me');
    await page.getByRole('link', { name: 'Open privacy' }).click();
    await expect(heading('Privacy')).toBeVisible();
    await button('Withdraw “Sharing with partners”').click();
    await expect(button('Agree to “Sharing with partners”')).toBeVisible();
    await button('Make my file').click();
    const ready = button(/^Download/);
    await expect(ready).toBeVisible();
    await picture(page, 'privacy');
    const [saved] = await Promise.all([page.waitForEvent('download'), ready.click()]);
    expect(saved.suggestedFilename()).toMatch(/^lyceum-person-\d+-.*\.zip$/);
  });

  test('sees what an erasure comes to, asks for it, and takes it back', async () => {
    await button('Show what would be erased…').click();
    const dialog = page.getByRole('dialog', { name: 'Erase Ama Owusu?' });
    await expect(dialog.getByText('Devices that were signed in')).toBeVisible();
    await picture(page, 'erase');
    await dialog.getByLabel('Type ama@example.org to confirm').fill('ama@example.org');
    await dialog.getByRole('button', { name: 'Erase me' }).click();
    await expect(page.getByText(/^You will be erased on .*\.$/).first()).toBeVisible();
    await button('Keep my account').click();
    await expect(button('Show what would be erased…')).toBeVisible();
  });

  test('an administrator erases a person in the users room', async () => {
    await context.clearCookies();
    await signIn(page, 'marisol@example.org', '/console/users');
    await expect(heading('Please read this before you go on')).toBeHidden();
    await page
      .getByRole('row', { name: /Ama Owusu/ })
      .getByRole('button', { name: /Ama Owusu/ })
      .first()
      .click();
    const drawer = page.getByRole('dialog', { name: 'Ama Owusu' });
    await drawer.getByRole('button', { name: 'Erase…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Erase Ama Owusu?' });
    await dialog.getByLabel('Why').fill('Asked by letter');
    await dialog.getByLabel('Type ama@example.org to confirm').fill('ama@example.org');
    await dialog.getByRole('button', { name: 'Erase now' }).click();
    await expect(page.getByText('Ama Owusu was erased.')).toBeVisible();
    await expect(page.getByRole('row', { name: /Ama Owusu/ })).toHaveCount(0);
  });
});
