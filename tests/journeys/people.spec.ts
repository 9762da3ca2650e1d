import { expect, type BrowserContext, type Page } from '@playwright/test';
import { insertPerson } from '../factories/people.ts';
import { test } from '../harness/watched-browser.ts';
import { walk } from './keyboard.ts';
import { northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

let academy: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];

const FILE = [
  'E-Mail;First Name;Last Name;Rol;Organisation',
  'lucia.paredes@acme.example;Lucía;Paredes;Alumna;Acme Energy',
  't.wisniewski@acme.example;Tomasz;Wiśniewski;;Acme Energy',
  'aaliyah.brooks@acme;Aaliyah;Brooks;;Acme Energy',
  'ngozi@example.org;Ngozi;Okafor-Bello;mentor;Acme Energy',
  'meera@acme.example;Meera;Krishnamurthy;Studnet;Acme Energy',
  'formula@acme.example;=1+1;Calc;;',
].join('\r\n');

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('many people at once', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    await academy.site.person(['instructor'], { first_name: 'Ngozi', last_name: 'Okafor', email: 'ngozi@example.org' });
    for (const email of ['ada.byron@old.example', 'ada.byron@new.example'])
      await academy.site.person(['student'], { first_name: 'Ada', last_name: 'Byron', email });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page, ['/api/v1/users/me', '/api/v1/auth/refresh']);
    await page.goto('/console/users');
    await page.getByLabel('E-mail').fill('marisol@example.org');
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await academy?.site.stop();
  });

  test('the administrator looks at a file before anything is written', async () => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Import from a file' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Import people' })).toBeVisible();
    await picture(page, 'users-import');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'acme-november.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) });
    await expect(page.getByRole('heading', { level: 1, name: '2 rows need you, 4 are ready.' })).toBeVisible();
    await expect(page.getByText('“aaliyah.brooks@acme” is no e-mail address.')).toBeVisible();
    await expect(page.getByText('There is no such role: “Studnet”.')).toBeVisible();
    await page.getByText('All 6').click();
    await expect(page.getByText('before: Ngozi Okafor')).toBeVisible();
    const role = page.getByRole('cell').filter({ has: page.getByRole('textbox', { name: 'Roles, line 6' }) });
    await expect(role).toHaveAttribute('data-label', 'Roles');
    await picture(page, 'users-import-preview');
    await walk(page, 'users-import-preview');
  });

  test('what keeps a row out is mended in its cell, and judged at once', async () => {
    const cell = page.getByRole('textbox', { name: 'E-mail, line 4' });
    await cell.fill('still not one');
    await cell.press('Enter');
    await expect(page.getByText('“still not one” is no e-mail address.')).toBeVisible();
    await cell.fill('aaliyah.brooks@acme.example');
    await cell.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: '1 row needs you, 5 are ready.' })).toBeVisible();
    await expect(page.getByText('Corrected here')).toBeVisible();
    await picture(page, 'users-import-corrected');
  });

  test('columns and rules can be changed, rows left out', async () => {
    await page.getByRole('button', { name: 'Review columns' }).click();
    await expect(page.getByRole('dialog', { name: 'Columns' })).toBeVisible();
    await picture(page, 'users-import-columns');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('button', { name: 'Leave out Tomasz Wiśniewski' }).click();
    await expect(page.getByRole('button', { name: 'Take in Tomasz Wiśniewski' })).toBeVisible();
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await page.getByRole('dialog').getByText('One-time links to hand out').click();
    await picture(page, 'users-import-rules');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByText('New people get one-time links that you hand out.')).toBeVisible();
    await page.getByText('All 6').click();
    await expect(page.getByRole('button', { name: 'Take in Tomasz Wiśniewski' })).toBeVisible();
  });

  test('what was imported is told, slips are printed, and it is taken back', async () => {
    await page.getByRole('button', { name: 'Import 4 people' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '4 people were imported.' })).toBeVisible();
    await picture(page, 'users-import-done');
    await page.getByRole('button', { name: 'Print slips' }).click();
    await page.getByRole('button', { name: 'Make 3 slips' }).click();
    await expect(page.getByRole('dialog', { name: '3 slips are ready' })).toBeVisible();
    await picture(page, 'users-slips');
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByText('Your way into Northgate Academy')).toHaveCount(3);
    await expect(page.getByRole('heading', { level: 1 })).toBeHidden();
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Take back' }).click();
    await expect(page.getByText('3 new accounts are removed, 1 person becomes as before.')).toBeVisible();
    await picture(page, 'users-import-undo');
    await page.getByRole('button', { name: 'Take import back' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'This import was taken back.' })).toBeVisible();
    await page.getByRole('link', { name: 'Import people' }).click();
    await expect(page.getByRole('cell', { name: 'Taken back' })).toBeVisible();
  });

  test('several are invited by pasting their addresses', async () => {
    await page.goto('/console/users');
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name: 'Invite several people' }).click();
    await page.getByLabel('E-mail addresses').fill('Bo Li <bo@many.example>, ngozi@example.org');
    await picture(page, 'users-invite-several');
    await page.getByRole('button', { name: 'Invite 2 people' }).click();
    const dialog = page.getByRole('dialog', { name: '1 slip is ready' });
    await expect(dialog.getByText('Is here already')).toBeVisible();
    await dialog.getByRole('button', { name: 'Done' }).click();
  });

  test('all that match are chosen over several pages, and suspended together', async () => {
    for (let n = 1; n <= 60; n++)
      await insertPerson(academy.site.academy.db, { firstName: 'Cadet', lastName: `No. ${n}` });
    await page.goto('/console/users?search=cadet');
    await expect(page.getByText('60 match')).toBeVisible();
    const bar = page.getByRole('toolbar', { name: /selected/ });
    await page.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await expect(bar).toHaveAccessibleName('50 selected');
    await picture(page, 'users-select-all');
    await bar.getByRole('button', { name: 'Select all 60' }).click();
    await expect(bar).toHaveAccessibleName('60 selected');
    await expect(bar.getByRole('button', { name: /Select all/ })).toHaveCount(0);
    await bar.getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Suspend 60 accounts' }).click();
    await expect(page.getByText('60 people suspended')).toBeVisible();
    await page.goto('/console/users?search=cadet&state=suspended&page=2');
    await expect(page.getByText('60 match')).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Cadet' })).toHaveCount(10);
  });

  test('two accounts of a person become one', async () => {
    await page.getByRole('navigation', { name: 'Users' }).getByRole('link', { name: 'Duplicates' }).click();
    await expect(page.getByText('The same name, similar addresses')).toBeVisible();
    await picture(page, 'users-duplicates');
    await page.getByRole('button', { name: 'Compare' }).click();
    const dialog = page.getByRole('dialog', { name: 'Merge two accounts' });
    await expect(dialog.getByText('What moves')).toBeVisible();
    await picture(page, 'users-merge');
    await dialog.getByRole('button', { name: 'Merge Ada Byron into the other' }).click();
    await expect(page.getByText('No duplicates')).toBeVisible();
  });

  test('the screen of roles says what each may', async () => {
    await page.goto('/console/users/roles');
    await expect(page.getByRole('row', { name: /Change and publish courses/ })).toContainText('Own courses');
    await picture(page, 'users-roles');
    // A phone shows one role at a time, chosen above the table.
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: 'Mentor' }).click();
    await expect(page.getByRole('row', { name: /See how learners get on/ })).toContainText('Own mentees');
    await expect(page.getByRole('columnheader', { name: /Mentor/ })).toBeVisible();
    await expect(page.getByRole('columnheader', { name: /Instructor/ })).toBeHidden();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page
      .getByRole('link', { name: /^\d+ (person|people)$/ })
      .last()
      .click();
    await expect(page).toHaveURL(/role=administrator/);
    await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  });
});
