/** Promise 5: keyboard alone passes every screen. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { PASSWORD, type Caller } from '../harness/academy.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { walk } from './keyboard.ts';
import { test } from '../harness/watched-browser.ts';

let school: Northgate;
let context: BrowserContext;
let page: Page;

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.describe('promise 5: keyboard alone passes every screen', () => {
  test.beforeAll(async ({ browser }) => {
    school = await northgate();
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: school.site.origin });
    page = await context.newPage();
  });
  test.afterAll(async () => {
    await context?.close();
    await school?.site.stop();
  });

  /** Opens the screen and waits for its heading. */
  async function open(address: string): Promise<void> {
    await page.goto(address);
    await page.waitForLoadState('networkidle');
    await expect(page.getByRole('heading').first()).toBeVisible();
  }

  /** Signs in without a mouse. */
  async function signIn(email: string): Promise<void> {
    await context.clearCookies();
    await page.goto('/sign-in');
    await page.evaluate(() => localStorage.clear());
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').focus();
    await page.keyboard.type(email);
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeHidden();
  }

  async function emailOf(person: Caller): Promise<string> {
    return (await demand<{ email: string }>(person.get('/users/me'))).email;
  }

  test('a visitor’s screens', async () => {
    for (const address of ['/sign-in', '/register', '/catalogue', `/courses/${school.courseId}`, '/verify']) {
      await open(address);
      await walk(page, address);
    }
  });

  test('a learner’s screens', async () => {
    const learner = await school.site.person(['student'], { first_name: 'Itzel', last_name: 'Hernández' });
    await demand(learner.post(`/courses/${school.courseId}/enroll`));
    const [first] = await demand<{ id: number }[]>(learner.get(`/courses/${school.courseId}/modules`));
    await signIn(await emailOf(learner));
    const lesson = `/courses/${school.courseId}/modules/${first?.id}`;
    for (const address of ['/', '/catalogue', `/courses/${school.courseId}`, lesson, '/achievements', '/me']) {
      await open(address);
      await walk(page, address);
    }
  });

  test('an instructor’s screens', async () => {
    await signIn(await emailOf(school.teacher));
    const course = `/studio/courses/${school.courseId}`;
    for (const address of ['/studio', '/studio/import', course, `${course}/settings`, `${course}/learners`]) {
      await open(address);
      await walk(page, address);
    }
  });

  test('an administrator’s screens', async () => {
    await signIn(await emailOf(school.admin));
    const rooms = ['', '/users', '/courses', '/media', '/backups', '/health', '/activity', '/settings', '/help'];
    const sections = ['network', 'https', 'mail', 'alerts', 'updates', 'database', 'upkeep', 'computer'];
    for (const path of [...rooms, ...sections.map(section => `/settings/${section}`)]) {
      await open(`/console${path}`);
      await walk(page, `/console${path}`);
    }
  });
});
