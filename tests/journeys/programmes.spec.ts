import { type Browser, expect, type Page } from '@playwright/test';
import type { Caller } from '../harness/academy.ts';
import { PASSWORD } from '../harness/academy.ts';
import { test } from '../harness/watched-browser.ts';
import { northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

const EXPECTED = ['/api/v1/users/me', '/api/v1/auth/refresh', '/api/v1/mentees/'];
let academy: Northgate;
let ama: Caller;
let complaints: string[][] = [];

/** Somebody signed in at this page, in a browser of their own. */
async function enter(browser: Browser, email: string, path: string, width = 1440): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, baseURL: academy.site.origin });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  complaints.push(complaintsOf(page, EXPECTED));
  await page.goto(path);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  // A password is checked slowly on purpose, and more so where everything is busy.
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeHidden({ timeout: 60_000 });
  return page;
}

test.describe.configure({ mode: 'serial', timeout: 300_000 });
test.describe('people who answer for others', () => {
  test.beforeAll(async () => {
    academy = await northgate();
    const { site, courseId, admin } = academy;
    const somebody = (first_name: string, last_name: string, role: 'student' | 'mentor' | 'corporate_representative') =>
      site.person([role], { first_name, last_name, email: `${first_name.toLowerCase()}@example.org` });
    await somebody('Ines', 'Duarte', 'mentor');
    await somebody('Olaf', 'Brandt', 'mentor');
    await somebody('Rhea', 'Kapoor', 'corporate_representative');
    ama = await somebody('Ama', 'Owusu', 'student');
    const ben = await somebody('Ben', 'Adler', 'student');
    await somebody('Chloé', 'Marchand', 'student');
    const { data: modules } = await ama.get(`/courses/${courseId}/modules`);
    const first = modules[0].id as number;
    for (const who of [ama, ben]) expect((await who.post(`/courses/${courseId}/enroll`)).status).toBe(201);
    await ama.put(`/courses/${courseId}/modules/${first}/progress`, { completed: true, time_spent: 60 });
    const texts = { title_en: 'Your organisation', text_en: 'Yes?', title_es: 'Su organización', text_es: '¿Sí?' };
    const { data } = await admin.post('/privacy/consents', { kind: 'organisation', required: false, ...texts });
    const answers = [{ version_id: data.versions[0].id, agreed: true }];
    expect((await ama.post('/privacy/answers', { language: 'en', answers })).status).toBe(200);
  });
  test.beforeEach(() => {
    complaints = [];
  });
  test.afterEach(() => {
    expect(complaints.flat()).toEqual([]);
  });
  test.afterAll(() => academy?.site.stop());

  test('an administrator gives a mentor mentees', async ({ browser }) => {
    const page = await enter(browser, 'marisol@example.org', '/console/users/mentors');
    await expect(page.getByText('Nobody is assigned to a mentor yet')).toBeVisible();
    await picture(page, 'mentors-none');
    await page.getByRole('button', { name: 'Assign mentees' }).click();
    const dialog = page.getByRole('dialog', { name: 'Assign mentees' });
    await dialog.getByRole('combobox', { name: 'Mentor' }).click();
    await page.getByRole('option', { name: /Ines Duarte/ }).click();
    await dialog.getByRole('checkbox', { name: 'Ama Owusu' }).check();
    await dialog.getByRole('checkbox', { name: 'Ben Adler' }).check();
    await picture(page, 'mentors-assign');
    await dialog.getByRole('button', { name: 'Assign mentees' }).click();
    await expect(page.getByRole('row', { name: /Ama Owusu.*Ines Duarte/ })).toBeVisible();
    await picture(page, 'mentors');
    await page.context().close();
  });

  test('an administrator gives an organisation its people', async ({ browser }) => {
    const page = await enter(browser, 'marisol@example.org', '/console/users/organisations');
    await expect(page.getByText('No organisation yet')).toBeVisible();
    await page.getByRole('button', { name: 'Add organisation' }).first().click();
    await page.getByRole('dialog').getByLabel('Name').fill('Harbour Works');
    await page.getByRole('dialog').getByRole('button', { name: 'Add organisation' }).click();
    await page.getByRole('link', { name: 'Harbour Works' }).click();
    await expect(page.getByText('Nobody belongs to it yet')).toBeVisible();
    for (const [names, represents] of [
      [['Rhea Kapoor'], true],
      [['Ama Owusu', 'Ben Adler'], false],
    ] as const) {
      await page.getByRole('button', { name: 'Add people' }).click();
      const adding = page.getByRole('dialog', { name: 'Add people to Harbour Works' });
      for (const name of names) await adding.getByRole('checkbox', { name }).check();
      if (represents) await adding.getByRole('checkbox', { name: 'They represent the organisation' }).check();
      await adding.getByRole('button', { name: 'Add people' }).click();
      await expect(adding).toBeHidden();
    }
    await expect(page.getByRole('row', { name: /Rhea Kapoor.*Representative/ })).toBeVisible();
    await expect(page.getByRole('row', { name: /Ben Adler/ })).toBeVisible();
    await picture(page, 'organisation');
    await page.goto('/console/users?search=Ama');
    await page.getByRole('button', { name: 'Ama Owusu', exact: true }).click();
    const drawer = page.getByRole('dialog', { name: 'Ama Owusu' });
    await expect(drawer.getByRole('link', { name: 'Ines Duarte' })).toBeVisible();
    await expect(drawer.getByRole('link', { name: 'Harbour Works' })).toBeVisible();
    await page.context().close();
  });

  test('the mentor sees them on a phone; another mentor does not', async ({ browser }) => {
    const page = await enter(browser, 'ines@example.org', '/people', 390);
    await expect(page.getByRole('heading', { level: 1, name: 'My people' })).toBeVisible();
    await expect(page.getByRole('link', { name: /Ben Adler/ })).toContainText('not begun yet');
    await picture(page, 'my-people');
    await page.getByRole('link', { name: /Ama Owusu/ }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Ama Owusu' })).toBeVisible();
    await expect(page.getByText('Network defence')).toBeVisible();
    await picture(page, 'my-person');
    const address = new URL(page.url()).pathname;
    await page.context().close();

    const other = await enter(browser, 'olaf@example.org', address);
    await expect(other.getByText('This person is not among your people')).toBeVisible();
    await picture(other, 'my-person-gone');
    await other.goto('/people');
    await expect(other.getByText('Nobody is assigned to you yet')).toBeVisible();
    await picture(other, 'my-people-none');
    await other.context().close();
  });

  test('the representative sees the progress of those who agreed, and why not of others', async ({ browser }) => {
    const page = await enter(browser, 'rhea@example.org', '/people');
    await expect(page.getByText('You see the progress of those who agreed to it')).toBeVisible();
    await expect(page.getByRole('link', { name: /Ama Owusu/ })).toContainText('0 of 1 course finished');
    await expect(page.getByRole('link', { name: /Ben Adler/ })).toContainText('has not agreed');
    await picture(page, 'my-organisation');
    await page.getByRole('link', { name: /Ben Adler/ }).click();
    await expect(page.getByText('Progress is not shown')).toBeVisible();
    await picture(page, 'my-person-hidden');
    await page.context().close();

    const self = await enter(browser, 'ama@example.org', '/me/privacy');
    await expect(self.getByText(/Your mentor Ines Duarte/)).toBeVisible();
    await expect(self.getByText(/Those who represent Harbour Works/)).toBeVisible();
    await self.context().close();
  });
});
