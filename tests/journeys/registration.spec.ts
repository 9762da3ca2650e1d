import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { resolve } from 'node:path';
import { eventually } from '../harness/eventually.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';
import { test } from '../harness/watched-browser.ts';
import { demand, northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

let academy: Northgate;
let mailServer: MailServer;
let office: Page;
let phone: Page;
let complaints: string[];
let code = '';

const PASSWORD = 'a seat by the window';
const OLD = 'ama@northgate.test';
const NEW = 'ama@elsewhere.test';
// Refused on purpose: nobody is signed in, a code that nobody was given, identity asked for anew.
const EXPECTED = ['/api/v1/users/me', '/api/v1/auth/refresh', '/api/v1/auth/invitation', '/api/v1/auth/login'];

async function window(browser: Browser, width: number): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    viewport: { width, height: 900 },
    baseURL: academy.site.origin,
  });
  context.setDefaultTimeout(30_000);
  return context.newPage();
}

/** The link in the newest message of a kind that reached the mail server, in the words of the outbox. */
async function linkTo(address: string, template: string): Promise<string> {
  await eventually(`mail for ${address}`, () => mailServer.messages.some(({ to }) => to.includes(address)));
  const search = `/mail/messages?search=${encodeURIComponent(address)}`;
  const wanted = async () =>
    (await demand<{ id: number; template: string }[]>(academy.admin.get(search))).find(
      one => one.template === template,
    );
  await eventually(`a ${template}`, async () => (await wanted()) !== undefined);
  const { text } = await demand<{ text: string }>(academy.admin.get(`/mail/messages/${(await wanted())?.id}/preview`));
  return /https?:\/\/\S+/.exec(text)?.[0] ?? '';
}

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('somebody comes by invitation, changes the address, and leaves', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    mailServer = await startMailServer();
    const way = { host: '127.0.0.1', port: mailServer.port, security: 'none', from_address: 'a@northgate.test' };
    await demand(academy.admin.put('/mail/settings', { enabled: true, per_minute: 6000, ...way }));
    await demand(academy.admin.put('/site', { support_contact: 'Marisol Vega\nRoom 4' }));
    office = await window(browser, 1440);
    phone = await window(browser, 390);
    complaints = [];
    for (const page of [office, phone]) complaints = [...complaints, ...complaintsOf(page, EXPECTED)];
    await office.goto('/console/settings');
    await office.getByLabel('E-mail').fill('marisol@example.org');
    await office.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await office.getByRole('button', { name: 'Sign in' }).click();
    await expect(office.getByRole('heading', { level: 1, name: 'Academy' })).toBeVisible();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await office?.context().close();
    await phone?.context().close();
    await mailServer?.stop();
    await academy?.site.stop();
  });

  test('the administrator takes people by invitation only', async () => {
    await office.getByRole('radio', { name: /Whoever has an invitation/ }).check();
    await expect(office.getByRole('switch', { name: 'New people confirm their e-mail address' })).toBeChecked();
    await picture(office, 'registration-settings');
    await office.getByRole('button', { name: 'Save changes' }).click();
    await expect(office.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    await office.getByRole('link', { name: 'Make invitations under Users' }).click();
    await expect(office.getByRole('heading', { level: 1, name: 'Invitations to register' })).toBeVisible();
    await expect(office.getByText('No invitation yet')).toBeVisible();
  });

  test('makes an invitation for a class, with its course, by keyboard', async () => {
    await office.getByRole('button', { name: 'Make invitation' }).press('Enter');
    const dialog = office.getByRole('dialog', { name: 'Make invitation' });
    await dialog.getByRole('button', { name: 'Make invitation' }).press('Enter');
    await expect(dialog.getByText('Write a name for the invitation.')).toBeVisible();
    await dialog.getByLabel('Name').fill('Evening class, spring');
    await dialog.getByLabel('How many may use it').fill('20');
    await dialog.getByLabel('Find a course').fill('fundamentals');
    await expect(dialog.getByRole('checkbox')).toHaveCount(1);
    await dialog.getByRole('checkbox', { name: 'Linux fundamentals' }).press('Space');
    await picture(office, 'registration-invite');
    await dialog.getByLabel('Name').press('Enter');
    const shown = office.getByRole('dialog', { name: 'Evening class, spring' });
    await expect(shown.getByText('20 more people may use it.')).toBeVisible();
    code = (await shown.getByText(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/).textContent()) ?? '';
    await picture(office, 'registration-invitation');
    await office.emulateMedia({ media: 'print' });
    await expect(office.getByText('Register at Northgate Academy')).toBeVisible();
    await expect(office.getByRole('heading', { level: 1 })).toBeHidden();
    await office.screenshot({
      path: resolve(import.meta.dirname, '../../test-results/pictures/registration-poster.png'),
    });
    await office.emulateMedia({ media: 'screen' });
    await shown.getByRole('button', { name: 'Done' }).click();
    await expect(office.getByRole('row', { name: /Evening class, spring/ })).toContainText('0 of 20');
    await picture(office, 'registration-invitations');
  });

  test('somebody types the code, sees what it is for, and registers', async () => {
    await phone.goto('/sign-in');
    await phone.getByRole('link', { name: 'Create an account' }).click();
    await phone.getByLabel('Code of your invitation').fill('AAAAA-AAAAA');
    await phone.getByRole('button', { name: 'Go on' }).click();
    await expect(phone.getByText('No invitation has this code. Check every letter.')).toBeVisible();
    await picture(phone, 'register-code');
    await phone.getByLabel('Code of your invitation').fill(code.toLowerCase().replace('-', ' '));
    await phone.getByRole('button', { name: 'Go on' }).click();
    await expect(phone.getByText('Your invitation: Evening class, spring')).toBeVisible();
    await expect(phone.getByText('Linux fundamentals')).toBeVisible();
    await picture(phone, 'register-invited');
    await phone.getByLabel('First name').fill('Ama');
    await phone.getByLabel('Last name').fill('Mensah');
    await phone.getByLabel('E-mail').fill(OLD);
    await phone.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await phone.getByRole('button', { name: 'Create an account' }).click();
    await expect(phone.getByRole('heading', { name: 'Look into your mail' })).toBeVisible();
    await picture(phone, 'register-look');
  });

  test('opens the link in the mail, and is in the academy and in the course', async () => {
    await phone.goto(await linkTo(OLD, 'verify-email'));
    await expect(phone.getByRole('heading', { name: 'Confirm your address' })).toBeVisible();
    await picture(phone, 'verify-email');
    await phone.getByRole('button', { name: 'Confirm and sign in' }).click();
    await expect(phone).toHaveURL(/\/$/);
    await expect(phone.getByText('Linux fundamentals').first()).toBeVisible();
  });

  test('the administrator sees who came', async () => {
    await office.reload();
    await expect(office.getByRole('row', { name: /Evening class, spring/ })).toContainText('1 of 20');
    await office.getByRole('button', { name: 'More for Evening class, spring' }).click();
    await office.getByRole('menuitem', { name: 'Who came' }).click();
    await expect(office.getByRole('dialog').getByText('Ama Mensah')).toBeVisible();
    await office.keyboard.press('Escape');
  });

  test('the person asks for another address, and confirms it at both', async () => {
    await phone.goto('/me');
    const change = phone.getByRole('button', { name: 'Change address' });
    await expect(change).toBeVisible();
    await picture(phone, 'me-address');
    await change.click();
    const dialog = phone.getByRole('dialog', { name: 'Change address' });
    await dialog.getByLabel('New e-mail address').fill(NEW);
    await dialog.getByRole('button', { name: 'Send both mails' }).click();
    await expect(phone.getByText(`Waiting for ${NEW}`)).toBeVisible();
    await picture(phone, 'me-address-waiting');
    await phone.goto(await linkTo(NEW, 'email-change-new'));
    await phone.getByRole('button', { name: 'Confirm the change' }).click();
    await expect(
      phone.getByText(`One step is left: open the link in the mail to the old address, ${OLD}.`),
    ).toBeVisible();
    await phone.goto(await linkTo(OLD, 'email-change-old'));
    await expect(phone.getByText('this is the old one')).toBeVisible();
    await picture(phone, 'confirm-email');
    await phone.getByRole('button', { name: 'Confirm the change' }).click();
    await expect(phone.getByText(`From now on sign in with ${NEW}.`)).toBeVisible();
    await phone.goto('/me');
    await expect(phone.getByText(NEW).first()).toBeVisible();
  });

  test('closes the account, and opens it again', async () => {
    await phone.getByRole('button', { name: 'Close my account…' }).click();
    const dialog = phone.getByRole('dialog', { name: 'Close your account?' });
    await expect(dialog.getByRole('button', { name: 'Close my account' })).toBeDisabled();
    await dialog.getByRole('textbox').fill(NEW);
    await picture(phone, 'me-leave');
    await dialog.getByRole('button', { name: 'Close my account' }).click();
    await expect(phone.getByText('Your account is closed')).toBeVisible();
    await phone.goto(await linkTo(NEW, 'account-closed'));
    await expect(phone.getByRole('button', { name: 'Open and sign in' })).toBeVisible();
    await picture(phone, 'return');
    await phone.getByRole('button', { name: 'Open and sign in' }).click();
    await expect(phone).toHaveURL(/\/$/);
    await expect(phone.getByText('Linux fundamentals').first()).toBeVisible();
  });
});
