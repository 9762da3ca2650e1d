/** How learners reach the academy: name, poster, the test from a phone, and the ladder of HTTPS. */
import { type Browser, type BrowserContext, devices, expect, type Page } from '@playwright/test';
import { PASSWORD } from '../harness/academy.ts';
import { demand, type Northgate, northgate } from '../journeys/northgate.ts';
import { complaintsOf, picture } from '../journeys/pictures.ts';
import { test } from '../harness/watched-browser.ts';

let school: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const ALONE = process.env['LYCEUM_TEST_OWN_NETWORK'] === '1';

async function signedIn(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> {
  const made = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    baseURL: school.site.origin,
    ...options,
  });
  const first = await made.newPage();
  await first.goto('/console/settings/network');
  await first.getByLabel('E-mail').fill(String((await demand<{ email: string }>(school.admin.get('/users/me'))).email));
  await first.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await first.getByRole('button', { name: 'Sign in' }).click();
  await expect(first.getByRole('heading', { name: 'Short name' })).toBeVisible();
  await first.close();
  return made;
}

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.describe('an administrator lets learners in', () => {
  test.skip(!ALONE, 'only in a network of its own: build/checks/own-network.mjs');
  test.beforeAll(async ({ browser }) => {
    school = await northgate({ host: '0.0.0.0' });
    context = await signedIn(browser);
    page = await context.newPage();
    // The encrypted address is tried before it is trusted, on purpose.
    complaints = complaintsOf(page, ['ERR_CERT_AUTHORITY_INVALID', '/network/settings']);
  });
  test.afterEach(() => expect(complaints).toEqual([]));
  test.afterAll(async () => {
    await context?.close();
    await school?.site.stop();
  });

  test('sees the addresses and chooses the name', async () => {
    await page.goto('/console/settings/network');
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Learners open');
    const field = page.getByLabel('Name on the network');
    await field.fill('north gate!');
    await page.getByRole('button', { name: 'Save name' }).click();
    await expect(page.getByText('Use letters a to z, digits and hyphens')).toBeVisible();
    await field.fill('northgate.local');
    await page.getByRole('button', { name: 'Save name' }).click();
    await expect(field).toHaveValue('northgate');
    await expect(page.getByRole('heading', { level: 1, name: /northgate(-\d)?\.local/ })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText('Saved. The network learns it within seconds.')).toBeHidden();
    await picture(page, 'settings-network');
  });

  test('prints a poster', async () => {
    const [poster] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('button', { name: 'Print poster' }).click(),
    ]);
    await poster.close();
    const answer = await page.request.get('/api/v1/network/poster?paper=letter&lang=es');
    expect(answer.headers()['content-type']).toBe('application/pdf');
    expect((await answer.body()).subarray(0, 5).toString()).toBe('%PDF-');
    await expect(page.getByText(/Last printed/)).toBeVisible();
  });

  test('tests from a phone and sees there what the phone sees', async ({ browser }) => {
    const [answer] = await Promise.all([
      page.waitForResponse(response => response.url().endsWith('/api/v1/reach/tests') && response.status() === 201),
      page.getByRole('button', { name: 'Test from a phone' }).click(),
    ]);
    const { url } = ((await answer.json()) as { data: { url: string } }).data;
    await expect(page.getByText('Waiting for the phone')).toBeVisible();
    await picture(page, 'settings-network-code');
    const { defaultBrowserType: _engine, ...pixel } = devices['Pixel 7'];
    const phone = await browser.newContext(pixel);
    const reach = await phone.newPage();
    const phoneComplaints = complaintsOf(reach, ['ERR_NAME_NOT_RESOLVED', 'ended']);
    await reach.goto(url);
    await expect(reach.getByRole('heading', { level: 1, name: /^Yes/ })).toBeVisible({ timeout: 40_000 });
    await expect(reach.getByText(/Answers take \d+ milliseconds/)).toBeVisible();
    await expect(page.getByText(/Answers take \d+ milliseconds/)).toBeVisible();
    await expect(page.getByRole('dialog', { name: 'Android phone, Chrome' })).toBeVisible();
    await picture(page, 'settings-network-told');
    await picture(reach, 'reach');
    await reach.goto(url);
    await expect(reach.getByRole('heading', { level: 1, name: 'This test has ended.' })).toBeVisible();
    expect(phoneComplaints.filter(text => !text.includes('404'))).toEqual([]);
    await phone.close();
    await page.getByRole('button', { name: 'Close' }).last().click();
  });

  test('goes one rung up, and learners are told how to trust it', async () => {
    await page.goto('/console/settings/https');
    await expect(page.getByRole('heading', { level: 1, name: 'Connections are not encrypted' })).toBeVisible();
    await picture(page, 'settings-https-none');
    await page.getByRole('button', { name: 'Use own certificate' }).click();
    await expect(page.getByRole('heading', { level: 1, name: /own certificate$/ })).toBeVisible();
    await expect(page.getByText('HTTPS does not answer')).toBeHidden();
    await picture(page, 'settings-https-local');
    const trust = await context.newPage();
    await trust.goto('/trust');
    await expect(trust.getByRole('heading', { level: 1, name: 'Trust this academy' })).toBeVisible();
    await trust.getByRole('button', { name: 'iPhone or iPad' }).click();
    await expect(trust.getByText('Certificate Trust Settings')).toBeVisible();
    await expect(trust.getByRole('link', { name: 'Get the certificate' })).toHaveAttribute('href', /\.mobileconfig$/);
    await picture(trust, 'trust');
    await trust.close();
  });

  test('cannot lock themselves out', async () => {
    // The port is known since HTTPS listens: here it was a free one.
    await page.reload();
    await page.getByRole('switch', { name: 'Redirect plain addresses to HTTPS' }).click();
    await expect(page.getByText('This browser cannot open the encrypted address')).toBeVisible();
    expect((await demand<{ redirect: { state: string } }>(school.admin.get('/https'))).redirect.state).toBe('off');
  });

  test('redirects once the own browser has proved that it gets through', async ({ browser }) => {
    const trusting = await signedIn(browser, { ignoreHTTPSErrors: true });
    const there = await trusting.newPage();
    await there.goto('/console/settings/https');
    const [confirmation] = await Promise.all([
      trusting.waitForEvent('page'),
      there.getByRole('switch', { name: 'Redirect plain addresses to HTTPS' }).click(),
    ]);
    await expect(confirmation.getByText('The encrypted connection works here.')).toBeVisible();
    await expect(there.getByText('Plain addresses are redirected')).toBeVisible();
    await there.getByRole('switch', { name: 'Redirect plain addresses to HTTPS' }).click();
    await expect(there.getByText('Plain addresses are redirected')).toBeHidden();
    await trusting.close();
  });

  test('is told what is wrong with a certificate, and goes down again', async () => {
    await page.reload();
    await page.getByRole('button', { name: 'Upload certificate' }).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('dialog').getByRole('button', { name: /files/i }).first().click(),
    ]);
    await chooser.setFiles({ name: 'holiday.pem', mimeType: 'text/plain', buffer: Buffer.from('a postcard') });
    await expect(page.getByText('This is not a certificate')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use this certificate' })).toBeDisabled();
    await picture(page, 'settings-https-upload');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Go down to plain HTTP' }).click();
    await page.getByRole('button', { name: 'Use plain HTTP' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Connections are not encrypted' })).toBeVisible();
  });

  test('finds all of it on the home page', async () => {
    await page.goto('/console');
    await expect(page.getByRole('button', { name: 'Print poster' })).toBeVisible();
    await expect(page.getByText(/northgate(-\d)?\.local/)).toBeVisible();
    await picture(page, 'console-home-network');
  });
});
