/** An administrator restores a backup in the browser while a learner looks on; on a real server with its supervisor. */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { setupCode } from '../../server/site/setup-code.ts';
import { caller, type Caller } from '../harness/academy.ts';
import { backUp } from '../harness/backups.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

const folder = temporaryFolder('restore-journey');
const dataFolder = join(folder.path, 'data');
const ADMIN = { email: 'marisol@example.org', password: 'correct horse battery' };
let server: TestServer;
// A whole restore on a machine that has other things to do.
test.setTimeout(180_000);
let admin: Caller;

test.beforeAll(async () => {
  const env = { LYCEUM_PAUSE_NOTICE: '2' };
  server = await startServer({ dataFolder, port: await freePort(), workers: 1, env });
  const visitor = caller(server.url, null, null);
  const names = { first_name: 'Marisol', last_name: 'Vega' };
  const { data } = await visitor.post('/setup', {
    code: setupCode(dataFolder),
    site_name: 'Northgate Academy',
    admin: { ...names, ...ADMIN },
  });
  admin = caller(server.url, null, data.token);
  for (const name of ['Thuy', 'DeShawn', 'Ama']) await addPerson(name);
  await admin.put('/mail/settings', {
    host: 'mail.example.org',
    from_address: 'a@example.org',
    password: 'open sesame',
  });
  const spoilt = await addCourse('Incident response');
  const gone = await addCourse('Digital forensics');
  await backUp(admin);
  for (const name of ['Mateusz', 'Priya']) await addPerson(name);
  await admin.put('/site', { support_contact: 'Front desk, phone 12', registration: 'closed' });
  await admin.put('/mail/settings', { host: 'post.example.org', security: 'tls', port: 465, password: 'another one' });
  await admin.post(`/courses/${spoilt}/modules`, LESSON);
  await admin.post(`/courses/${spoilt}/publish`);
  await admin.delete(`/courses/${gone}`);
  await addCourse('Threat hunting');
});
test.afterAll(async () => {
  await server.kill();
  folder.remove();
});

const addPerson = (name: string) =>
  admin.post('/users', {
    first_name: name,
    last_name: 'Learner',
    email: `${name.toLowerCase()}@example.org`,
    password: 'correct horse battery',
    roles: ['student'],
  });

const LESSON = { title: 'The first hour', content: 'Keep calm.', content_type: 'markdown', duration: 5 };

async function addCourse(title: string): Promise<number> {
  const { data } = await admin.post('/courses', { title, description: 'For all.', difficulty_level: 'beginner' });
  await admin.post(`/courses/${data.id}/modules`, LESSON);
  await admin.post(`/courses/${data.id}/publish`);
  return data.id;
}

async function signIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill(ADMIN.email);
  await page.getByLabel('Password', { exact: true }).fill(ADMIN.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** The largest object of the backups: a part of the database. */
function largestObject(): string {
  const objects = join(dataFolder, 'backups', 'objects');
  const files = readdirSync(objects, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile());
  const paths = files.map(entry => join(entry.parentPath, entry.name));
  return paths.toSorted((one, other) => statSync(other).size - statSync(one).size)[0] ?? '';
}

test('a restore that does not work is told at home, with the reason and what to do', async ({ page, browser }) => {
  const [backup] = (await admin.get('/backups?per_page=1')).data;
  const sound = readFileSync(largestObject());
  const damaged = Buffer.from(sound);
  damaged[Math.floor(damaged.length / 2)]! ^= 0xff;
  writeFileSync(largestObject(), damaged);
  const confirmation = (backup.made_at as string).slice(0, 10);
  expect((await admin.post(`/backups/${backup.id}/restore`, { confirmation })).status).toBe(202);
  await page.goto(`${server.url}/console`);
  await signIn(page);
  const home = page.getByRole('main');
  await expect(home.getByRole('heading', { name: 'The restore did not work.' })).toBeVisible({ timeout: 90_000 });
  await expect(home).toContainText('no person, answer or file is lost. Why: Backup');
  await expect(home).toContainText('See to what stood in its way, then begin the restore again');
  await picture(page, 'home-restore-undone');
  await expect(home.getByRole('link', { name: 'Open backups' })).toHaveAttribute('href', '/console/backups');
  const spanish = await browser.newContext({ storageState: await page.context().storageState(), locale: 'es-ES' });
  const other = await spanish.newPage();
  await other.goto(`${server.url}/console`);
  await expect(other.getByRole('heading', { name: 'La restauración no funcionó.' })).toBeVisible();
  await expect(other.getByRole('main')).toContainText('empiece de nuevo la restauración, o elija otra copia.');
  await spanish.close();
  writeFileSync(largestObject(), sound);
});

test('what would change is shown, the date is typed, people are told, and the academy comes back as it was', async ({
  page,
  browser,
}) => {
  const [backup] = (await admin.get('/backups?per_page=1')).data;
  const count = async () => Number((await admin.get('/users?per_page=1')).meta.pagination?.total);
  expect(await count()).toBe(6);
  await page.goto(`${server.url}/console/backups/${backup.id}/restore`);
  await signIn(page);
  await expect(page.getByRole('row', { name: /People 6 4/ })).toContainText('2 would be gone');
  await expect(page.getByRole('row', { name: /^Courses 2 2/ })).toContainText('3 differ, see below');
  const courses = page.getByRole('listitem');
  await expect(courses.filter({ hasText: 'Threat hunting' })).toContainText('Made since, would be gone');
  await expect(courses.filter({ hasText: 'Incident response' })).toContainText('From version 2 back to version 1');
  await expect(courses.filter({ hasText: 'Digital forensics' })).toContainText('Deleted since, would come back');
  const settings = page.getByRole('table', { name: 'Settings that differ' });
  await expect(settings.getByRole('row', { name: 'Who may join Nobody by themselves Anybody' })).toBeVisible();
  await expect(settings.getByRole('row', { name: /^Password Changed/ })).toBeVisible();
  await picture(page, 'restore-preview');
  await page.getByRole('link', { name: 'Take back one course, person or attempt instead.' }).click();
  await expect(page).toHaveURL(`${server.url}/console/backups/${backup.id}/inside`);
  await expect(page.getByRole('heading', { level: 1, name: 'The backup is closed.' })).toBeVisible();
  await page.goBack();

  const learner = await browser.newPage();
  await learner.goto(server.url);
  const field = page.getByLabel(/^Type “/);
  const word = /“(.+)”/.exec((await page.getByText(/^Type “/).textContent()) ?? '')?.[1] ?? '';
  await expect(page.getByRole('button', { name: /^Restore to/ })).toBeDisabled();
  await field.fill(word);
  // The page hears of the restore before it has its answer.
  const heard = Promise.withResolvers<void>();
  await page.route('**/api/v1/backups/*/restore', async route => {
    const response = await route.fetch();
    await heard.promise;
    await route.fulfill({ response });
  });
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'The academy is being restored.' })).toBeVisible();
  heard.resolve();
  await page.screenshot({ path: 'test-results/pictures/restore-progress.png' });
  await expect(async () => {
    const answer = await learner.goto(server.url);
    expect(answer?.status()).toBe(503);
  }).toPass({ timeout: 60_000 });
  await expect(learner.getByRole('heading', { name: 'Northgate Academy pauses for a moment.' })).toBeVisible();
  await learner.screenshot({ path: 'test-results/pictures/restore-maintenance.png' });
  // By itself: nobody touches the learner's page.
  await expect(learner.getByRole('heading', { name: 'pauses for a moment' })).toBeHidden({ timeout: 90_000 });
  await learner.close();
  // The session was newer than the backup.
  await signIn(page);
  await expect(page.getByRole('status').filter({ hasText: 'The academy is restored.' })).toBeVisible({
    timeout: 90_000,
  });
  await expect(page.getByRole('heading', { name: 'The academy is restored.' })).toBeVisible();
  await picture(page, 'restore-done');
});
