/** Somebody lets a colleague teach their course too, and hands it over. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Caller, PASSWORD, type TestAcademy } from '../harness/academy.ts';
import { test } from '../harness/watched-browser.ts';
import { northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

let site: TestAcademy;
let colleague: Caller;
let courseId: number;
let context: BrowserContext;
let page: Page;
let complaints: string[];

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.describe('the instructors of a course', () => {
  test.beforeAll(async ({ browser }) => {
    ({ site } = await northgate());
    const lead = { first_name: 'DeShawn', last_name: 'Carter', email: 'deshawn@example.org' };
    const { userId } = await site.person(['instructor'], lead);
    colleague = await site.person(['instructor'], { first_name: 'Amir', last_name: 'Haddad' });
    courseId = await insertCourse(site.academy.db, { instructor_id: userId as number, title: 'Network defence' });
    await insertModule(site.academy.db, { course_id: courseId });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: site.origin });
    page = await context.newPage();
    complaints = complaintsOf(page);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(lead.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/');
  });
  test.afterEach(() => {
    expect(complaints.splice(0)).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await site?.stop();
  });

  test('a colleague is found by name and added', async () => {
    await page.goto(`/studio/courses/${courseId}/settings`);
    const team = page.getByRole('region', { name: 'Instructors' });
    await expect(team.getByText('Answers for this course')).toBeVisible();
    await team.getByRole('button', { name: 'Add an instructor' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add an instructor' });
    await dialog.getByRole('searchbox').fill('haddad');
    await expect(dialog.getByRole('listitem')).toHaveCount(1);
    await picture(page, 'course-team-add');
    await dialog.getByRole('button', { name: 'Add Amir Haddad' }).click();
    await expect(team.getByRole('listitem')).toHaveCount(2);
    expect((await colleague.get(`/courses/${courseId}`)).data.standing.may_edit).toBe(true);
    await picture(page, 'course-team');
  });

  test('the course is handed over, and whoever taught it first may leave', async () => {
    const team = page.getByRole('region', { name: 'Instructors' });
    await team.getByRole('button', { name: 'What to do with Amir Haddad' }).click();
    await page.getByRole('menuitem', { name: 'Hand the course over' }).click();
    const question = page.getByRole('dialog', { name: 'Hand this course over to Amir Haddad?' });
    await question.getByRole('button', { name: 'Hand the course over' }).click();
    await expect(team.getByRole('listitem').first()).toContainText('Amir Haddad');
    await expect(team.getByRole('button', { name: 'Add an instructor' })).toBeHidden();

    await page.goto(`/courses/${courseId}`);
    await expect(page.getByText('Instructors')).toBeVisible();
    await picture(page, 'course-of-two');

    await page.goto(`/studio/courses/${courseId}/settings`);
    await team.getByRole('button', { name: 'What to do with DeShawn Carter' }).click();
    await page.getByRole('menuitem', { name: 'Leave the course' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave the course' }).click();
    await expect(page).toHaveURL('/studio');
    expect((await colleague.get(`/courses/${courseId}/instructors`)).data.others).toEqual([]);
  });
});
