import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { setupCodePath } from '../../server/site/setup-code.ts';
import { type TemporaryFolder, temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

const PASSWORD = 'four words in a row';
/** A person writes about this fast, milliseconds a key. */
const KEY_MS = 120;

let folder: TemporaryFolder;
let server: TestServer;
let complaints: string[];

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const setupAddress = () => `${server.url}/setup?code=${readFileSync(setupCodePath(folder.path), 'utf8').trim()}`;

test.describe.configure({ timeout: 240_000 });
test.beforeEach(async ({ page }) => {
  folder = temporaryFolder('first-run');
  const port = await freePort();
  const env = { LYCEUM_HOST: '0.0.0.0', LYCEUM_HTTPS_PORT: String(await freePort()) };
  server = await startServer({ dataFolder: folder.path, port, env });
  complaints = complaintsOf(page, ['/setup/backups', '/network/settings', '/backups/settings']);
});
test.afterEach(async () => {
  const heard = [...complaints];
  await server.stop();
  folder.remove();
  expect(heard).toEqual([]);
});

test('a new academy in under three minutes by the stopwatch, by keyboard alone', async ({ page }) => {
  await page.goto(setupAddress());
  await expect(heading(page, 'Welcome. What would you like to do?')).toBeVisible();
  const began = performance.now();
  const press = (key: string) => page.keyboard.press(key);
  await page.getByRole('radio', { name: /Set up a new academy/ }).focus();
  await press('Enter');
  await expect(page.getByLabel('Name of the academy')).toBeFocused();
  await page.keyboard.type('Northgate Academy', { delay: KEY_MS });
  await press('Enter');
  await expect(page.getByLabel('First name')).toBeFocused();
  for (const text of ['Marisol', 'Vega', 'marisol.vega@example.org', PASSWORD]) {
    await page.keyboard.type(text, { delay: KEY_MS });
    if (text !== PASSWORD) await press('Tab');
  }
  await press('Enter');
  await expect(heading(page, 'Where data lives')).toBeVisible();
  // What has nothing to do with a question keeps nobody from answering it.
  const letThrough = await held(page, '**/api/v1/users/me/session');
  await page.getByRole('button', { name: 'Continue' }).focus();
  await press('Enter');
  await expect(heading(page, 'Where should backups go?')).toBeVisible();
  await page.getByRole('radio', { name: /A folder on this computer/ }).focus();
  await press('Space');
  await page.getByLabel('Folder for backups').fill(`${folder.path}-backups`);
  await press('Enter');
  await expect(heading(page, 'What is it called on the network?')).toBeVisible();
  await expect(page.getByLabel('Name on the network')).toHaveValue('lyceum');
  await page.getByLabel('Name on the network').focus();
  await press('ControlOrMeta+a');
  await page.keyboard.type('northgate', { delay: KEY_MS });
  await press('Enter');
  await expect(heading(page, 'Should connections be encrypted?')).toBeVisible();
  await page.getByRole('radio', { name: /Plain HTTP/ }).focus();
  await press('Enter');
  await expect(heading(page, 'Does the academy send mail?')).toBeVisible();
  await page.getByRole('radio', { name: /No mail/ }).focus();
  await press('Enter');
  await expect(heading(page, 'Begin with a sample course?')).toBeVisible();
  await page.getByRole('button', { name: 'Finish' }).focus();
  await press('Enter');
  await expect(heading(page, 'Northgate Academy is ready.')).toBeVisible();
  letThrough();
  await expect(page.getByText(new RegExp(`:${new URL(server.url).port}$`)).first()).toBeVisible();
  const seconds = (performance.now() - began) / 1000;
  console.log(`First run by keyboard at ${KEY_MS} ms a key: ${seconds.toFixed(1)} s`);
  expect(seconds).toBeLessThan(180);

  await page.getByRole('button', { name: 'Open the console' }).click();
  await expect(page).toHaveURL(/\/console$/);
  await expect(page.getByText('Learners open')).toBeVisible();
  const state = await page.evaluate(async () => (await fetch('/api/v1/backups/settings')).json());
  expect(state.data.places[0].address.path).toBe(`${folder.path}-backups`);
  const network = await page.evaluate(async () => (await fetch('/api/v1/network')).json());
  expect(network.data).toMatchObject({ lan_name: 'northgate', https: 'none' });
  await page.reload();
  await expect(page.getByText('Learners open')).toBeVisible();
});

test('wrong answers are told where they are given, and a double click counts once', async ({ page }) => {
  const onward = page.getByRole('button', { name: 'Continue' });
  await page.goto(setupAddress());
  await onward.click();
  await page.getByLabel('Name of the academy').fill('Northgate Academy');
  await onward.click();
  await page.getByLabel('First name').fill('Marisol');
  await page.getByLabel('Last name').fill('Vega');
  await page.getByLabel('E-mail').fill('marisol.vega@example.org');
  await page.getByLabel('Password', { exact: true }).fill('password12');
  const known = page.getByText('This is among the passwords that are guessed first.');
  await expect(known).toBeVisible();
  await onward.click();
  await expect(heading(page, 'Who looks after it?')).toBeVisible();
  await expect(known).toHaveCount(1);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await onward.click();
  await expect(heading(page, 'Where data lives')).toBeVisible();
  await onward.click();

  const places = page.getByLabel('Folder for backups');
  await expect(places).toHaveValue(`${folder.path}/backups`);
  await page.reload();
  await expect(places).toHaveValue(`${folder.path}/backups`);
  await places.fill('');
  await onward.click();
  await expect(page.getByText('Write the folder that backups go to.')).toBeVisible();
  await places.fill('backups');
  await onward.click();
  await expect(page.getByText('Give the whole path, from the top of the disk.')).toBeVisible();
  await places.fill(join(folder.path, 'control.json'));
  await onward.click();
  await expect(page.getByRole('alert')).toBeVisible();
  await places.fill(`${folder.path}-apart`);
  await onward.click();
  await expect(heading(page, 'What is it called on the network?')).toBeVisible();
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(places).toHaveValue(`${folder.path}-apart`);
  await onward.click();
  await expect(heading(page, 'What is it called on the network?')).toBeVisible();
  await page.goBack();
  await expect(places).toHaveValue(`${folder.path}-apart`);
  await page.goForward();
  await expect(heading(page, 'What is it called on the network?')).toBeVisible();
  await page.goBack();
  await onward.click();
  await onward.click();
  await onward.click();
  await expect(heading(page, 'Does the academy send mail?')).toBeVisible();
  await onward.click();
  await page.getByRole('button', { name: 'Finish' }).dblclick();
  await expect(heading(page, 'Northgate Academy is ready.')).toBeVisible();
  const courses = await page.evaluate(async () => (await fetch('/api/v1/courses')).json());
  expect(courses.data).toHaveLength(1);
});

test('every question, seen at every width, light and dark', async ({ page }) => {
  // Ten pictures, each six times and each of the six checked by axe.
  test.setTimeout(600_000);
  await page.setViewportSize({ width: 1440, height: 900 });
  const onward = () => page.getByRole('button', { name: 'Continue' }).click();
  await page.goto(setupAddress());
  await expect(heading(page, 'Welcome. What would you like to do?')).toBeVisible();
  await picture(page, 'setup-start');
  await onward();
  await page.getByLabel('Name of the academy').fill('Northgate Academy');
  await page.getByLabel('Logo', { exact: true }).setInputFiles('build/icons/linux/256x256.png');
  await expect(page.getByRole('img', { name: 'Your logo' })).toBeVisible();
  await picture(page, 'setup-name');
  await onward();
  await page.getByLabel('First name').fill('Marisol');
  await page.getByLabel('Last name').fill('Vega');
  await page.getByLabel('E-mail').fill('marisol.vega@example.org');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await picture(page, 'setup-account');
  await onward();
  await expect(page.getByText(folder.path, { exact: true })).toBeVisible();
  await picture(page, 'setup-data');
  await onward();
  await expect(heading(page, 'Where should backups go?')).toBeVisible();
  await page.getByRole('switch', { name: 'Encrypt backups' }).press('Space');
  await expect(page.getByLabel('Passphrase')).toHaveValue(/\w+-\w+/);
  await picture(page, 'setup-backups');
  await onward();
  await expect(page.getByText('Write it down first')).toBeVisible();
  const letThrough = await held(page, '**/api/v1/network');
  await page.getByRole('button', { name: 'Decide later' }).click();
  await expect(heading(page, 'What is it called on the network?')).toBeVisible();
  // An answer given before the network has said what it is called would be lost.
  await expect(page.getByRole('button', { name: 'Continue' })).toBeDisabled();
  letThrough();
  await nameOnTheNetwork(page);
  await onward();
  await encryption(page);
  await page.getByText('Through a mail server').click();
  await onward();
  await expect(page.getByText('Write the name of the mail server.')).toBeVisible();
  await page.getByLabel('Mail server', { exact: true }).fill('127.0.0.1');
  await page.getByLabel('Port').fill(String(await freePort()));
  await page.getByRole('button', { name: 'Save and send test message' }).click();
  await expect(page.getByText('Nobody listens on this port of the mail server.')).toBeVisible();
  await picture(page, 'setup-mail');
  await page.getByRole('radio', { name: /No mail/ }).check();
  await onward();
  await expect(heading(page, 'Begin with a sample course?')).toBeVisible();
  await picture(page, 'setup-sample');
  const logo = await page.evaluate(async () => (await fetch('/api/v1/site/logo')).headers.get('content-type'));
  expect(logo).toBe('image/png');
});

/** Requests to these addresses wait until they are let through. Answers what lets them. */
async function held(page: Page, addresses: string): Promise<() => void> {
  const gate = Promise.withResolvers<void>();
  await page.route(addresses, async route => {
    await gate.promise;
    await route.continue();
  });
  return gate.resolve;
}

/** A name that cannot be is refused, another one is tried on the spot; left on the question. */
async function nameOnTheNetwork(page: Page): Promise<void> {
  await expect(heading(page, 'What is it called on the network?')).toBeVisible();
  const name = page.getByLabel('Name on the network');
  await expect(page.getByText(new RegExp(`:${new URL(server.url).port}$`)).first()).toBeVisible();
  await name.fill('north gate!');
  await page.getByRole('button', { name: 'Try this name' }).click();
  await expect(page.getByText('Use letters a to z, digits and hyphens')).toBeVisible();
  await name.fill('northgate');
  await expect(page.getByText('northgate.local has not been tried yet')).toBeVisible();
  await picture(page, 'setup-network-untried');
  await page.getByRole('button', { name: 'Try this name' }).click();
  await expect(page.getByText('Telling the network')).toBeVisible();
  await picture(page, 'setup-network');
}

/** Encrypted, gone back from, and plain again; ends at the question about mail. */
async function encryption(page: Page): Promise<void> {
  const title = 'Should connections be encrypted?';
  const rung = async () => (await page.evaluate(async () => (await fetch('/api/v1/https')).json())).data.rung;
  const steps = page.getByRole('banner').getByRole('list');
  await expect(heading(page, title)).toBeVisible();
  await expect(steps.getByText('northgate.local')).toBeVisible();
  await expect(page.getByRole('radio', { name: /Plain HTTP/ })).toBeChecked();
  await picture(page, 'setup-https');
  await page.getByRole('radio', { name: /Certificate of this academy/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Does the academy send mail?')).toBeVisible();
  await expect(steps.getByText('Certificate of this academy')).toBeVisible();
  expect(await rung()).toBe('local');
  await page.getByRole('button', { name: 'Back', exact: true }).click();
  await expect(page.getByRole('radio', { name: /Certificate of this academy/ })).toBeChecked();
  await page.getByRole('radio', { name: /Plain HTTP/ }).check();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(steps.getByText('Plain HTTP')).toBeVisible();
  expect(await rung()).toBe('none');
}

test('moving house is explained, a folder without backups is told, and each way leads back', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(setupAddress());
  await page.getByText('Move from another machine').click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(heading(page, 'Moving house takes one backup.')).toBeVisible();
  await picture(page, 'setup-move');
  await page.getByRole('button', { name: 'The backup is here' }).click();
  await page.getByRole('button', { name: 'Look there' }).click();
  await expect(page.getByText('Write the folder, or choose it.')).toBeVisible();
  await picture(page, 'setup-restore-place');
  await page.getByLabel('Folder with backups').fill(folder.path);
  await page.getByRole('button', { name: 'Look there' }).click();
  await expect(heading(page, 'There are no backups in this folder.')).toBeVisible();
  const title = page.getByRole('heading', { level: 1 });
  for (let said = await title.innerText(); !said.startsWith('Welcome'); said = await title.innerText()) {
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await expect(title).not.toHaveText(said);
  }
  await expect(heading(page, 'Welcome. What would you like to do?')).toBeVisible();
});
