import { type BrowserContext, expect, type Page } from '@playwright/test';
import { PASSWORD } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

let school: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('an administrator takes something back out of a backup', () => {
  test.beforeAll(async ({ browser }) => {
    school = await northgate();
    const { admin, teacher, site, courseId } = school;
    const learner = await site.person(['student'], { first_name: 'Itzel', last_name: 'Hernández' });
    await demand(learner.post(`/courses/${courseId}/enroll`));
    const { job_id } = await demand<{ job_id: number }>(admin.post('/backups', {}));
    await eventually(
      'the backup',
      async () => (await demand<{ state: string }>(admin.get(`/jobs/${job_id}`))).state === 'done',
      90_000,
    );
    const lessons = await demand<{ id: number }[]>(teacher.get(`/courses/${courseId}/modules`));
    for (const { id } of lessons.slice(2, 5)) await demand(teacher.delete(`/courses/${courseId}/modules/${id}`));
    const { writer } = site.academy.db;
    const [lost] = await demand<{ id: number }[]>(admin.get('/courses?search=forensics'));
    await writer('courses').where({ id: lost?.id }).update({ deleted_at: '2026-11-21T00:00:00.000Z' });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: site.origin });
    page = await context.newPage();
    complaints = complaintsOf(page);
    await page.goto('/console/backups');
    await page.getByLabel('E-mail').fill(String((await demand<{ email: string }>(admin.get('/users/me'))).email));
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await school?.site.stop();
  });

  test('opens it beside the academy and sees what is missing', async () => {
    await page.getByRole('link', { name: 'Find in backups' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'The backup is closed.' })).toBeVisible();
    await picture(page, 'inside-closed');
    await page.getByRole('button', { name: 'Open it' }).click();
    await expect(page.getByRole('heading', { level: 1, name: '1 thing in this backup is missing now.' })).toBeVisible({
      timeout: 60_000,
    });
    await expect(page.getByRole('row').filter({ hasText: 'Digital forensics' })).toBeVisible();
    await expect(page.getByRole('row').filter({ hasText: 'Network defence' })).toBeHidden();
    await picture(page, 'inside-open');
  });

  test('takes back a course that is gone and one that was spoilt', async () => {
    await page.getByRole('button', { name: 'Take back Digital forensics' }).click();
    await expect(page.getByRole('dialog', { name: 'Take back Digital forensics?' })).toBeVisible();
    await picture(page, 'inside-take-back');
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await expect(page.getByText('Digital forensics is back as it was.')).toBeVisible();
    // What was taken back is as it was; the other one is not yet.
    await expect(
      page.getByRole('heading', { level: 1, name: '1 thing in this backup is different now.' }),
    ).toBeVisible();
    await page.getByRole('combobox', { name: 'Which' }).click();
    await page.getByRole('option', { name: 'Changed since' }).click();
    await page.getByRole('button', { name: 'Take back Network defence' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
    await expect(page.getByText('Network defence is back as it was.')).toBeVisible();
    await expect(
      page.getByRole('heading', { level: 1, name: 'Nothing that is in this backup is missing.' }),
    ).toBeVisible();
    const { teacher, courseId } = school;
    expect(await demand<unknown[]>(teacher.get(`/courses/${courseId}/modules`))).toHaveLength(8);
  });

  test('closes it again', async () => {
    await page.getByRole('tab', { name: 'People' }).click();
    await expect(page.getByRole('row').filter({ hasText: 'Itzel Hernández' })).toBeVisible();
    await page.getByRole('button', { name: 'Close the backup' }).click();
    await expect(page).toHaveURL(/\/console\/backups$/);
  });
});
