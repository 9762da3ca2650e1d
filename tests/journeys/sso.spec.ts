/** Single sign-on: an administrator adds a provider, people come through it, and one who has an account already joins both. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { test } from '../harness/watched-browser.ts';
import { PASSWORD } from '../harness/academy.ts';
import { type IdentityProvider, startIdentityProvider } from '../harness/identity-provider.ts';
import { northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

let academy: Northgate;
let camp: IdentityProvider;
let context: BrowserContext;
let desk: Page;
let phone: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('an academy whose people are known elsewhere', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    const { origin } = academy.site;
    camp = await startIdentityProvider([`${origin}/sso/callback`]);
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: origin });
    context.setDefaultTimeout(30_000);
    desk = await context.newPage();
    const outside = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: origin });
    outside.setDefaultTimeout(30_000);
    phone = await outside.newPage();
    complaints = complaintsOf(desk, ['/api/v1/users/me', '/api/v1/auth/refresh', '400 (Bad Request)']);
    await desk.goto('/console/settings/sso');
    await desk.getByLabel('E-mail').fill('marisol@example.org');
    await desk.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await desk.getByRole('button', { name: 'Sign in' }).click();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await phone?.context().close();
    await camp?.stop();
    await academy?.site.stop();
  });

  test('the administrator adds a provider and tests it', async () => {
    await expect(desk.getByText('People sign in with their own password.')).toBeVisible();
    await picture(desk, 'sso-none');
    await desk.getByRole('button', { name: 'Add a provider' }).click();
    const dialog = desk.getByRole('dialog', { name: 'Add a provider' });
    await expect(dialog.getByText(`${academy.site.origin}/sso/callback`)).toBeVisible();
    await dialog.getByLabel('Address of the issuer').fill('http://169.254.169.254');
    await dialog.getByLabel('Client id').fill(camp.clientId);
    await dialog.getByLabel('Client secret').fill(camp.secret);
    await dialog.getByLabel('Words on the button').fill('Base Camp');
    await expect(dialog.getByLabel('Short name')).toHaveValue('base-camp');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(dialog.getByText('169.254.169.254 is an address')).toBeVisible();
    await dialog.getByLabel('Address of the issuer').fill(camp.issuer);
    await dialog.getByLabel('Make an account for people who have none').press('Space');
    await dialog.getByLabel('Where groups are named').fill('groups');
    await dialog.getByLabel('Further scopes').fill('groups');
    await dialog.getByRole('button', { name: 'Add a group' }).click();
    await dialog.getByRole('textbox', { name: 'Group', exact: true }).fill('teachers');
    await picture(desk, 'sso-provider');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(desk.getByText('Base Camp is saved.')).toBeVisible();
    const row = desk.getByRole('article', { name: 'Base Camp' });
    await row.getByRole('button', { name: 'Test' }).click();
    await expect(row.getByText('Base Camp answers.')).toBeVisible();
    await picture(desk, 'sso-providers');
  });

  test('somebody new comes through it with one press and gets an account with the role of the group', async () => {
    camp.accounts['ama'] = { email: 'ama@example.org', email_verified: true, name: 'Ama Mensah', groups: ['teachers'] };
    await phone.goto('/sign-in?to=%2Fme');
    await expect(phone.getByRole('button', { name: 'Sign in with Base Camp' })).toBeVisible();
    await picture(phone, 'sso-sign-in');
    await phone.getByRole('button', { name: 'Sign in with Base Camp' }).click();
    await atProvider(phone, 'ama');
    await expect(phone).toHaveURL(/\/me$/);
    await expect(phone.getByLabel('First name')).toHaveValue('Ama');
  });

  test('they prove again who they are there, in a window of its own, and the page stays as it was', async () => {
    await phone.goto('/me/security');
    await expect(phone.getByText('You get in without one.')).toBeVisible();
    await phone.evaluate(() => void Object.assign(window, { halfWritten: true }));
    const confirmed_at = new Date(Date.now() - 60 * 60_000).toISOString();
    await academy.site.academy.db.writer('sessions').where({ client: 'cookie' }).update({ confirmed_at });
    await phone.getByRole('button', { name: 'Set up an app' }).click();
    const dialog = phone.getByRole('dialog', { name: 'Is it still you?' });
    await expect(dialog.getByText('Base Camp asks you who you are')).toBeVisible();
    await picture(phone, 'sso-confirm');
    const [there] = await Promise.all([
      phone.context().waitForEvent('page'),
      dialog.getByRole('button', { name: 'Confirm and go on' }).click(),
    ]);
    await atProvider(there, 'ama');
    await expect(dialog).toHaveCount(0);
    const app = phone.getByRole('dialog', { name: 'Set up an app for codes' });
    await expect(app.getByRole('img', { name: 'QR code for your app' })).toBeVisible();
    await app.getByRole('button', { name: 'Cancel' }).click();
    expect(await phone.evaluate(() => 'halfWritten' in window)).toBe(true);
    await phone.context().clearCookies();
  });

  test('somebody who has an account here shows once that it is theirs, and joins both', async () => {
    await academy.site.person(['student'], { first_name: 'Sam', last_name: 'Reed', email: 'sam@example.org' });
    camp.accounts['sam'] = { email: 'sam@example.org', email_verified: true };
    await phone.goto('/sign-in');
    await phone.getByRole('button', { name: 'Sign in with Base Camp' }).click();
    await atProvider(phone, 'sam');
    await expect(phone.getByRole('heading', { name: 'There is an account here already' })).toBeVisible();
    await picture(phone, 'sso-unjoined');
    await phone.getByRole('link', { name: 'Back to sign-in' }).click();
    await phone.getByLabel('E-mail').fill('sam@example.org');
    await phone.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(phone.getByText('Join your account at Base Camp?')).toBeVisible();
    await picture(phone, 'sso-claim');
    await phone.getByRole('button', { name: 'Join', exact: true }).click();
    await expect(phone.getByText('Your account at Base Camp is joined.')).toBeVisible();
    await expect(phone.getByRole('listitem').filter({ hasText: 'sam@example.org' })).toBeVisible();
    await picture(phone, 'sso-identities');
  });

  test('an answer that was not asked for is refused in words', async () => {
    await phone.goto('/sso/callback?code=stolen&state=guessed');
    await expect(phone.getByRole('heading', { name: 'That did not work' })).toBeVisible();
    await expect(phone.getByText('Please begin again.')).toBeVisible();
    await picture(phone, 'sso-failed');
  });

  test('and what a provider or the academy refuses is said in the language of the reader', async ({ browser }) => {
    const visit = await browser.newContext({ baseURL: academy.site.origin, locale: 'es-ES' });
    const visitor = await visit.newPage();
    await visitor.goto('/sso/callback?code=stolen&state=guessed');
    await expect(visitor.getByRole('alert')).toHaveText(/Empiece de nuevo\./);
    camp.accounts['kim'] = { email: 'kim@example.org', email_verified: false };
    await visitor.goto('/sign-in');
    await visitor.getByRole('button', { name: 'Entrar con Base Camp' }).click();
    await atProvider(visitor, 'kim');
    await expect(visitor.getByRole('alert')).toHaveText(/El proveedor no ha verificado su correo electrónico\./);
    await visit.close();
  });
});

/** Signs in on the provider's own page. */
async function atProvider(page: Page, name: string): Promise<void> {
  await page.waitForURL(/\/interaction\//);
  await page.locator('input[name=login]').fill(name);
  await page.locator('input[name=password]').fill('any');
  const back = page.waitForRequest(request => new URL(request.url()).origin === academy.site.origin);
  await Promise.all([back, page.locator('button[type=submit]').click()]);
}
