/**
 * Apps, passkeys and recovery codes, in a browser that reaches the academy as people in its network do: by its name, over HTTPS with a
 * certificate of its own authority.
 */
import { createHash, type X509Certificate } from 'node:crypto';
import { type Browser, type BrowserContext, type CDPSession, chromium, expect, type Page } from '@playwright/test';
import { eventually } from '../harness/eventually.ts';
import { findChromium } from '../harness/programs.ts';
import { shakeHands } from '../harness/tls.ts';
import { test, watchBrowser } from '../harness/watched-browser.ts';
import { generate } from 'otplib';
import { PASSWORD } from '../harness/academy.ts';
import { northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture, pagesPrinted } from './pictures.ts';

let academy: Northgate;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let devices: CDPSession;
/** The device with passkeys, and whether somebody touches it when it asks. */
let device = '';
const touched = (enabled: boolean) =>
  devices.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: device, enabled });
let complaints: string[];
let secret = '';
let codes: string[] = [];
/** Codes work once: each sign-in takes the next one. */
let steps = 0;

const EMAIL = 'ines@northgate.test';
const nextCode = () => generate({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps++ });

async function signIn(email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** As somebody who comes for the first time. */
async function leave(): Promise<void> {
  // Nothing that runs there asks for anything once the cookies are gone.
  await page.goto('/api/v1/auth/notice');
  await context.clearCookies();
  await page.evaluate(() => localStorage.clear());
}

const NAME = 'lyceum.local';

/** Climbs the first rung; answers where the academy is encrypted, and what it shows there. */
async function encrypted(): Promise<{ origin: string; certificate: X509Certificate }> {
  expect((await academy.admin.post('/https/local')).status).toBe(200);
  const port = await eventually('https listens', async () => {
    const { listening, port: there } = (await academy.admin.get('/https')).data;
    return listening?.ok === true && (there as number);
  });
  const socket = await shakeHands(port, { rejectUnauthorized: false, servername: NAME });
  const certificate = socket.getPeerX509Certificate() as X509Certificate;
  socket.destroy();
  return { origin: `https://${NAME}:${port}`, certificate };
}

/** A browser that finds the name and trusts this certificate: WebAuthn does not work where one was merely waved through. */
async function trusting({ publicKey }: X509Certificate): Promise<Browser> {
  const key = createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64');
  const args = [`--host-resolver-rules=MAP ${NAME} 127.0.0.1`, `--ignore-certificate-errors-spki-list=${key}`];
  return chromium.launch({ executablePath: findChromium(), args });
}

/** In browsers the proof of who one is has become old. */
async function proofGrowsOld(): Promise<void> {
  const confirmed_at = new Date(Date.now() - 60 * 60_000).toISOString();
  await academy.site.academy.db.writer('sessions').where({ client: 'cookie' }).update({ confirmed_at });
}

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.describe('more than a password', () => {
  test.beforeAll(async ({ violations }) => {
    academy = await northgate();
    await academy.site.person(['instructor'], { first_name: 'Ines', last_name: 'Prado', email: EMAIL });
    const { origin: baseURL, certificate } = await encrypted();
    browser = await trusting(certificate);
    watchBrowser(browser, violations);
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page, ['/users/me', '/auth/refresh', '/auth/second-factor', '/confirm', '403']);
    devices = await context.newCDPSession(page);
    await devices.send('WebAuthn.enable');
    ({ authenticatorId: device } = await devices.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    }));
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await browser?.close();
    await academy?.site.stop();
  });

  test('somebody sets up an app and keeps the recovery codes', async () => {
    await signIn(EMAIL);
    await expect(page.getByRole('link', { name: 'Catalogue' }).first()).toBeVisible();
    await page.goto('/me/security');
    await expect(page.getByRole('heading', { name: 'App for codes' })).toBeVisible();
    await picture(page, 'factors-none');
    await page.getByRole('button', { name: 'Set up an app' }).click();
    const dialog = page.getByRole('dialog', { name: 'Set up an app for codes' });
    await expect(dialog.getByRole('img', { name: 'QR code for your app' })).toBeVisible();
    secret = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '');
    await expect(dialog.getByRole('button', { name: 'Copy key' })).toBeEnabled();
    await picture(page, 'factors-scan');
    await dialog.getByLabel('Code that the app shows now').fill('12');
    await dialog.getByRole('button', { name: 'Check the code' }).click();
    await expect(dialog.getByText('Type the six digits that your app shows.')).toBeVisible();
    await dialog.getByLabel('Code that the app shows now').fill(await nextCode());
    await page.keyboard.press('Enter');
    const sheet = page.getByRole('dialog', { name: 'Keep these recovery codes' });
    await expect(sheet.getByRole('listitem')).toHaveCount(10);
    codes = await sheet.getByRole('listitem').allTextContents();
    await sheet.getByRole('button', { name: 'Copy' }).click();
    await expect(page.getByText('Copied', { exact: true })).toBeVisible();
    await picture(page, 'factors-codes');
    const download = page.waitForEvent('download');
    await sheet.getByRole('button', { name: 'Save as a file' }).click();
    expect((await download).suggestedFilename()).toBe('recovery-codes.txt');
    await sheet.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page.getByRole('list', { name: 'App for codes' }).getByText('Phone')).toBeVisible();
    await expect(page.getByText('10 codes left')).toBeVisible();
    await picture(page, 'factors-app');
  });

  test('the password alone is not enough any more', async () => {
    await leave();
    await signIn(EMAIL);
    await expect(page.getByText('Show once more that it is you.')).toBeVisible();
    await picture(page, 'sign-in-code');
    await page.getByLabel('Code of your app').fill('000000');
    await page.keyboard.press('Enter');
    await expect(page.getByText('This code is not right, or was used already.')).toBeVisible();
    await page.getByLabel('Code of your app').fill(await nextCode());
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Catalogue' }).first()).toBeVisible();
  });

  test('a recovery code stands in for the phone', async () => {
    await leave();
    await signIn(EMAIL);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await page.getByLabel('Recovery code').fill(codes[0] ?? '');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('link', { name: 'Catalogue' }).first()).toBeVisible();
    await page.goto('/me/security');
    await expect(page.getByText('9 codes left')).toBeVisible();
  });

  test('a passkey signs in alone', async () => {
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a passkey' });
    await dialog.getByLabel('Name').fill('Reading room');
    await picture(page, 'factors-passkey');
    await dialog.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByRole('list', { name: 'Passkeys' }).getByText('Reading room')).toBeVisible();
    await picture(page, 'factors-all');
    await page.getByRole('button', { name: 'Rename Reading room' }).click();
    const rename = page.getByRole('dialog', { name: 'Rename “Reading room”' });
    await rename.getByLabel('Name').fill('Library');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('list', { name: 'Passkeys' }).getByText('Library')).toBeVisible();
    await leave();
    await touched(false);
    await page.goto('/sign-in');
    await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeVisible();
    await picture(page, 'sign-in-passkey');
    await touched(true);
    await page.getByRole('button', { name: 'Use a passkey' }).click();
    await expect(page.getByRole('link', { name: 'Catalogue' }).first()).toBeVisible();
  });

  test('whatever they have proves again who they are, and fresh codes are printed alone', async () => {
    await page.goto('/me/security');
    await proofGrowsOld();
    await page.getByRole('button', { name: 'Make new codes' }).click();
    const ask = page.getByRole('dialog', { name: 'Make new recovery codes?' });
    await ask.getByRole('button', { name: 'Make new codes' }).click();
    const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
    await expect(dialog.getByLabel('Password', { exact: true })).toBeVisible();
    await dialog.getByRole('button', { name: 'With a code of your app' }).click();
    await expect(dialog.getByLabel('Code of your app')).toBeFocused();
    await picture(page, 'confirm-ways');
    await dialog.getByRole('button', { name: 'With a passkey' }).click();
    await dialog.getByRole('button', { name: 'Confirm and go on' }).click();
    const sheet = page.getByRole('dialog', { name: 'Keep these recovery codes' });
    await expect(sheet.getByRole('listitem')).toHaveCount(10);
    await page.evaluate(() => {
      window.print = () => {};
    });
    await sheet.getByRole('button', { name: 'Print' }).click();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('recovery codes of Ines Prado')).toBeVisible();
    await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
    // One page, however long the page below the sheet is.
    expect(await pagesPrinted(page, 'factors-codes-printed')).toBe(1);
    await page.emulateMedia({ media: null });
    await sheet.getByRole('button', { name: 'I have kept them' }).click();
  });

  test('who comes without encryption is told why no passkey is offered', async () => {
    const plain = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: academy.site.origin });
    const there = await plain.newPage();
    await there.goto('/sign-in');
    await expect(there.getByRole('button', { name: 'Use a passkey' })).toHaveCount(0);
    await there.getByText('Where is my passkey?').click();
    await expect(there.getByText('over HTTPS')).toBeVisible();
    await picture(there, 'sign-in-plain');
    await there.getByLabel('E-mail').fill(EMAIL);
    await there.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await there.getByRole('button', { name: 'Sign in' }).click();
    await expect(there.getByText('Your passkey is not offered here.')).toBeVisible();
    await picture(there, 'sign-in-code-plain');
    await plain.close();
  });

  test('a passkey is offered under the field, before anything is typed', async () => {
    await leave();
    await page.goto('/sign-in');
    await expect(page.getByRole('link', { name: 'Catalogue' }).first()).toBeVisible();
  });

  test('a rule gives days, then leads to setting one up', async () => {
    await academy.admin.put('/sign-in-rules', { second_factor: { required_roles: ['instructor'], grace_days: 3 } });
    await academy.site.person(['instructor'], { first_name: 'Omar', last_name: 'Reyes', email: 'omar@northgate.test' });
    await leave();
    await touched(false);
    await signIn('omar@northgate.test');
    await expect(page.getByText('Set up a second factor: 3 days left')).toBeVisible();
    await picture(page, 'factors-grace');
    await academy.admin.put('/sign-in-rules', { second_factor: { grace_days: 0 } });
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Set up a second factor' })).toBeVisible();
    await picture(page, 'factors-must');
    await touched(true);
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('button', { name: 'I have kept them' }).click();
    await expect(page.getByRole('link', { name: 'Catalogue' }).first()).toBeVisible();
  });
});
