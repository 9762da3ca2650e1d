import { readFileSync } from 'node:fs';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { type TemporaryFolder, temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { setupCodePath } from '../../server/site/setup-code.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

const PASSWORD = 'four words in a row';
const ADMIN = { first: 'Marisol', last: 'Vega', email: 'marisol.vega@example.org' };
const PEOPLE = [
  ['Kenji', 'Watanabe', 'kenji.watanabe@example.org'],
  ['Ama', 'Owusu-Mensah', 'ama.owusu@example.org'],
] as const;

let folder: TemporaryFolder;
let server: TestServer;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let kenjisPassword = '';

const room = (name: string) => page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name });
const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name });
const onward = () => page.getByRole('button', { name: 'Continue' }).click();
const row = (name: string) => page.getByRole('row').filter({ has: page.getByRole('button', { name, exact: true }) });

// Each picture is six, and each of the six is checked by axe.
test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('an administrator with a fresh server', () => {
  test.beforeAll(async ({ browser }) => {
    folder = temporaryFolder('console-journey');
    const port = await freePort();
    server = await startServer({ dataFolder: folder.path, port, env: { LYCEUM_HOST: '0.0.0.0' } });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: server.url });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    // Refused on purpose: a wrong code, nobody signed in (also for what is asked in the moment of signing out), the last administrator.
    complaints = complaintsOf(page, ['/api/v1/setup/check', '/api/v1/users/']);
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await server?.stop();
    folder?.remove();
  });

  test('visitors are told that the academy is being set up, and a wrong code is refused', async () => {
    await page.goto('/catalogue');
    await expect(heading('This academy is being set up')).toBeVisible();
    await picture(page, 'setup-not-yet');
    await page.getByRole('link', { name: 'I have the code' }).click();
    await page.getByLabel('Set-up code').fill('WRNG-CODE-HERE');
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(page.getByText('This is not the code of this academy.')).toBeVisible();
    await picture(page, 'setup-code');
  });

  test('the printed link leads through the set-up, with nothing lost but the password', async () => {
    const code = readFileSync(setupCodePath(folder.path), 'utf8').trim();
    await page.goto(`/setup?code=${code}`);
    await expect(heading('Welcome. What would you like to do?')).toBeVisible();
    await onward();
    await onward();
    await expect(page.getByText('Write the name of your academy.')).toBeVisible();
    await page.getByLabel('Name of the academy').fill('Northgate Academy');
    await page.keyboard.press('Enter');
    await expect(heading('Who looks after it?')).toBeVisible();
    await expect(page.getByLabel('First name')).toBeFocused();
    await page.getByLabel('First name').fill(ADMIN.first);
    await page.getByLabel('Last name').fill(ADMIN.last);
    await page.getByLabel('E-mail').fill(ADMIN.email);
    await page.getByLabel('Password', { exact: true }).fill('marisol1234');
    await expect(page.getByText('little more than a name')).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await expect(page.getByText('Good: long enough')).toBeVisible();
    await onward();
    await expect(heading('Where data lives')).toBeVisible();
    await expect(page.getByText(folder.path, { exact: true })).toBeVisible();

    await page.reload();
    await expect(page.getByLabel('Name of the academy')).toHaveValue('Northgate Academy');
    await onward();
    await expect(heading('Who looks after it?')).toBeVisible();
    await onward();
    await expect(page.getByText('Use at least 10 characters.')).toBeVisible();
    expect(await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]))).not.toContain(PASSWORD);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await onward();
    await expect(heading('Where data lives')).toBeVisible();
    await onward();
    await expect(heading('Where should backups go?')).toBeVisible();
  });

  test('what follows the account is saved in place, survives a reload, and can be gone back from', async () => {
    await page.reload();
    await expect(heading('Where should backups go?')).toBeVisible();
    await page.getByRole('button', { name: 'Name and logo' }).click();
    await page.getByLabel('Name of the academy').fill('Northgate School');
    await onward();
    await expect(heading('Who looks after it?')).toBeVisible();
    await expect(page.getByLabel('E-mail')).toBeDisabled();
    await page.getByRole('button', { name: 'Name and logo' }).click();
    await page.getByLabel('Name of the academy').fill('Northgate Academy');
    for (const next of ['Who looks after it?', 'Where data lives', 'Where should backups go?']) {
      await onward();
      await expect(heading(next)).toBeVisible();
    }
    for (const next of [
      'What is it called on the network?',
      'Should connections be encrypted?',
      'Does the academy send mail?',
    ]) {
      await page.getByRole('button', { name: 'Decide later' }).click();
      await expect(heading(next)).toBeVisible();
    }
    await onward();
    await expect(heading('Begin with a sample course?')).toBeVisible();
    await page.getByRole('button', { name: 'Finish' }).click();
    await expect(heading('Northgate Academy is ready.')).toBeVisible();
    await expect(page.getByText(new RegExp(`:${new URL(server.url).port}$`)).first()).toBeVisible();
    await picture(page, 'setup-ready');
  });

  test('the console’s home says that all is well, and where learners come in', async () => {
    await page.getByRole('button', { name: 'Open the console' }).click();
    await expect(page).toHaveURL(/\/console$/);
    await expect(
      heading(
        /^(All is well\.|Checking|The disk|This computer|There is no proved backup|Backups lie|The keys of this academy)/,
      ),
    ).toBeVisible();
    await expect(page.getByText('Server running')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stop' })).toHaveCount(0);
    await expect(page.getByRole('complementary').getByText('Marisol Vega', { exact: true })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByText('The academy was set up')).toBeVisible();
    await picture(page, 'console-home');
  });

  test('adds people, each with a password that is shown once', async () => {
    await room('Users').click();
    await expect(heading('Users')).toBeVisible();
    await expect(row('Marisol Vega')).toBeVisible();
    await page.getByRole('button', { name: 'Add person' }).click();
    const dialog = page.getByRole('dialog');
    for (const [first, last, email] of PEOPLE) {
      await dialog.getByRole('button', { name: 'Add person' }).click();
      await expect(dialog.getByText('Write the first name.')).toBeVisible();
      await dialog.getByLabel('First name').fill(first);
      await dialog.getByLabel('Last name').fill(last);
      await dialog.getByLabel('E-mail').fill(email);
      await dialog.getByRole('radio', { name: 'Password made now' }).check();
      if (first === 'Kenji') await picture(page, 'console-add-person');
      await dialog.getByRole('button', { name: 'Add person' }).click();
      await expect(dialog.getByText(`${first} ${last} can sign in now`)).toBeVisible();
      const password = await dialog.locator('code').innerText();
      expect(password.length).toBeGreaterThanOrEqual(10);
      if (first === 'Kenji') {
        kenjisPassword = password;
        await picture(page, 'console-made-password');
        await dialog.getByRole('button', { name: 'Add another' }).click();
      }
    }
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText('3 people')).toBeVisible();
    await picture(page, 'console-users');
  });

  test('makes somebody an instructor', async () => {
    await row('Kenji Watanabe').getByRole('button', { name: 'More for Kenji Watanabe' }).click();
    await page.getByRole('menuitem', { name: 'Change roles' }).click();
    const dialog = page.getByRole('dialog', { name: 'Roles of Kenji Watanabe' });
    await dialog.getByLabel('Instructor').check();
    await picture(page, 'console-roles');
    await dialog.getByRole('button', { name: 'Save roles' }).click();
    await expect(row('Kenji Watanabe')).toContainText('Student, Instructor');
  });

  test('suspends somebody, and takes it back at once', async () => {
    await row('Ama Owusu-Mensah').getByRole('button', { name: 'Ama Owusu-Mensah', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: 'Ama Owusu-Mensah' });
    await expect(drawer.getByText('ama.owusu@example.org')).toBeVisible();
    await picture(page, 'console-person');
    await page.keyboard.press('Escape');
    await expect(drawer).toBeHidden();
    await row('Ama Owusu-Mensah').getByRole('button', { name: 'More for' }).click();
    await page.getByRole('menuitem', { name: 'Suspend' }).click();
    await expect(page.getByRole('dialog', { name: 'Suspend Ama Owusu-Mensah?' })).toBeVisible();
    await picture(page, 'console-suspend');
    await page.getByRole('button', { name: 'Suspend account' }).click();
    await expect(row('Ama Owusu-Mensah')).toContainText('Suspended');
    // The role that was given before may still be taken back, too.
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await expect(row('Ama Owusu-Mensah')).toContainText('Active');
  });

  test('several at once: what was refused is said for each', async () => {
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await page.getByRole('toolbar').getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('button', { name: 'Suspend 3 accounts' }).click();
    const dialog = page.getByRole('dialog', { name: '2 of 3 done' });
    await expect(dialog.getByText('only active administrator')).toBeVisible();
    await picture(page, 'console-outcome');
    await dialog.getByRole('button', { name: 'Done' }).click();
    await expect(row('Kenji Watanabe')).toContainText('Suspended');
    await row('Kenji Watanabe').getByRole('button', { name: 'More for' }).click();
    await page.getByRole('menuitem', { name: 'Reactivate' }).click();
    await expect(row('Kenji Watanabe')).toContainText('Active');
  });

  test('finds people by the keyboard, and by state', async () => {
    await heading('Users').click();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox')).toBeFocused();
    await page.keyboard.type('owusu');
    await expect(page.getByText('1 matches')).toBeVisible();
    await expect(page).toHaveURL(/search=owusu/);
    await page.getByRole('searchbox').fill('nobody of that name');
    await expect(page.getByRole('heading', { name: 'Nobody matches' })).toBeVisible();
    await picture(page, 'console-users-none');
    await page.getByRole('button', { name: 'Show everybody' }).click();
    await expect(page.getByText('3 people')).toBeVisible();
  });

  test('sees the courses, and where they are uploaded', async () => {
    await room('Courses & uploads').click();
    await expect(heading('Courses & uploads')).toBeVisible();
    await expect(page.getByText(/^1 course$/)).toBeVisible();
    await picture(page, 'console-courses');
    await page.getByText('Uploads', { exact: true }).click();
    await expect(page.getByRole('button', { name: 'Choose a folder' })).toBeVisible();
    await picture(page, 'console-uploads');
  });

  test('signs out, and instructors find only their room', async () => {
    await page.getByRole('button', { name: /your account$/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(heading('Sign in')).toBeVisible();
    await expect(page.getByText('Server running')).toBeVisible();
    await picture(page, 'console-sign-in');
    await page.getByLabel('E-mail').fill('kenji.watanabe@example.org');
    await page.getByLabel('Password', { exact: true }).fill(kenjisPassword);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(heading('Courses & uploads')).toBeVisible();
    await expect(room('Users')).toHaveCount(0);
    await page.goto('/console/users');
    await expect(heading('The console is for administrators and instructors')).toBeVisible();
  });
});
