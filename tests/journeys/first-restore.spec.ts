/** A new machine becomes the academy of another one, out of its backup, encrypted or not; on real servers with their supervisors. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { setupCode } from '../../server/site/setup-code.ts';
import { caller } from '../harness/academy.ts';
import { backUp } from '../harness/backups.ts';
import { type TemporaryFolder, temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

const PASSPHRASE = 'otter-mill-47-cedar-lamp';
const KEYS_PASSPHRASE = 'harbour-lantern-olive-42';
const PHONE = '+1 555 0100';
const ADMIN = { email: 'marisol@example.org', password: 'correct horse battery' };
let folder: TemporaryFolder;
let disk: string;
/** For backups that are not encrypted. */
let openDisk: string;
let keyFile: string;
let server: TestServer;

test.describe.configure({ mode: 'serial', timeout: 300_000 });
test.beforeAll(async () => {
  folder = temporaryFolder('first-restore');
  disk = join(folder.path, 'disk');
  openDisk = join(folder.path, 'open disk');
  keyFile = join(folder.path, 'keys.json');
  await makeOldAcademy(join(folder.path, 'old'));
});
test.afterEach(() => server.kill());
test.afterAll(() => folder.remove());

/** An academy with people, a backup in the clear and an encrypted one on another disk; its machine is gone afterwards. */
async function makeOldAcademy(dataFolder: string): Promise<void> {
  server = await startServer({ dataFolder, port: await freePort() });
  const names = { first_name: 'Marisol', last_name: 'Vega' };
  const { data } = await caller(server.url, null, null).post('/setup', {
    code: setupCode(dataFolder),
    site_name: 'Northgate Academy',
    admin: { ...names, ...ADMIN },
  });
  const admin = caller(server.url, null, data.token);
  for (const name of ['Thuy', 'DeShawn'])
    await admin.post('/users', {
      first_name: name,
      last_name: 'Learner',
      email: `${name.toLowerCase()}@example.org`,
      password: 'correct horse battery',
      roles: ['student'],
    });
  expect((await admin.put('/users/me', { phone: PHONE })).status).toBe(200);
  const backUpTo = async (path: string, protection = {}) => {
    const places = [{ kind: 'folder', path }];
    expect((await admin.put('/backups/settings', { places, ...protection })).status).toBe(200);
    expect((await backUp(admin)).state).toBe('done');
  };
  await backUpTo(openDisk);
  const saved = await admin.post('/backups/keys', { passphrase: KEYS_PASSPHRASE });
  writeFileSync(keyFile, saved.data.content as string);
  await backUpTo(disk, { passphrase: PASSPHRASE, written_down: true });
  await server.stop();
}

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const onward = (page: Page, name: string) => page.getByRole('button', { name }).click();

/** One value for every byte on the disk. */
function digestOfDisk(): string {
  const hash = createHash('sha256');
  const files = readdirSync(disk, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  for (const path of files.map(entry => join(entry.parentPath, entry.name)).toSorted())
    hash.update(path).update(readFileSync(path));
  return hash.digest('hex');
}

/** A machine that nobody has set up, at its first question. */
async function newMachine(page: Page, name: string, way: string): Promise<void> {
  const dataFolder = join(folder.path, name);
  server = await startServer({ dataFolder, port: await freePort(), workers: 1, env: { LYCEUM_PAUSE_NOTICE: '0' } });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${server.url}/setup?code=${setupCode(dataFolder)}`);
  await page.getByText(way, { exact: true }).click();
  await onward(page, 'Continue');
}

async function lookAt(page: Page, path: string): Promise<void> {
  await page.getByLabel('Folder with backups').fill(path);
  await onward(page, 'Look there');
  await expect(page.getByRole('radio', { name: /Northgate Academy, 3 people/ })).toBeChecked();
}

/** Until somebody who had an account there is in. */
async function signInThere(page: Page): Promise<void> {
  await expect(heading(page, 'The academy is back.')).toBeVisible({ timeout: 120_000 });
  await onward(page, 'Sign in');
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await onward(page, 'Sign in');
  await expect(page.getByText('Marisol').first()).toBeVisible();
  const site = await page.evaluate(async () => (await fetch('/api/v1/site')).json());
  expect(site.data).toMatchObject({ name: 'Northgate Academy', set_up: true });
  const people = await page.evaluate(async () => (await fetch('/api/v1/users?per_page=1')).json());
  expect(people.meta.pagination.total).toBe(3);
  const me = await page.evaluate(async () => (await fetch('/api/v1/users/me')).json());
  expect(me.data.phone).toBe(PHONE);
}

test('a wrong passphrase is told on the spot, the right one brings the academy back', async ({ page }) => {
  const complaints = complaintsOf(page, ['/setup/restore', '/api/v1/operation', '/api/v1/site', '503', '401']);
  const before = digestOfDisk();
  await newMachine(page, 'new', 'Restore from a backup');
  await lookAt(page, disk);
  await page.getByLabel('Passphrase').fill('otter-mill-47-cedar-lamb');
  await onward(page, 'Restore this backup');
  await expect(page.getByText('This passphrase does not open the backup.')).toBeVisible();
  await picture(page, 'setup-restore-wrong');
  expect(await page.evaluate(async () => (await (await fetch('/api/v1/operation')).json()).data)).toBeNull();
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await expect(page.getByText('This passphrase does not open the backup.')).toBeHidden();
  await onward(page, 'Restore this backup');
  await expect(heading(page, 'The academy is being restored.')).toBeVisible();
  await page.screenshot({ path: 'test-results/pictures/setup-restore-running.png' });
  await expect(heading(page, 'The academy is back.')).toBeVisible({ timeout: 120_000 });
  await picture(page, 'setup-restore-done');
  await signInThere(page);
  // Its next backups are encrypted with the same key, though they begin on this computer.
  await expect(async () => {
    const state = await page.evaluate(async () => (await fetch('/api/v1/backups/settings')).json());
    expect(state.data.protection).toMatchObject({ encrypted: true, written_down_at: expect.any(String) });
  }).toPass();
  expect(digestOfDisk()).toBe(before);
  expect(complaints).toEqual([]);
});

test('moving house: what is done at the old machine, then its backup here, and the key file that opens what is sealed', async ({
  page,
}) => {
  await newMachine(page, 'moved', 'Move from another machine');
  await expect(heading(page, 'Moving house takes one backup.')).toBeVisible();
  await onward(page, 'The backup is here');
  await lookAt(page, openDisk);
  const keys = page.getByRole('region', { name: 'The keys of the academy' });
  await keys.locator('input[type=file]').first().setInputFiles(keyFile);
  await keys.getByLabel('Passphrase of the key file').fill('harbour-lantern-olive-43');
  await onward(page, 'Restore this backup');
  await expect(keys.getByText('This passphrase does not open the key file.')).toBeVisible();
  await picture(page, 'setup-restore-keys');
  await keys.getByRole('checkbox', { name: 'The keys are lost. Go on without them.' }).check();
  await expect(keys.getByText('This is lost for good:')).toBeVisible();
  await picture(page, 'setup-restore-without-keys');
  await keys.getByRole('checkbox', { name: 'The keys are lost. Go on without them.' }).uncheck();
  await keys.locator('input[type=file]').first().setInputFiles(keyFile);
  await keys.getByLabel('Passphrase of the key file').fill(KEYS_PASSPHRASE);
  await onward(page, 'Restore this backup');
  await signInThere(page);
});
