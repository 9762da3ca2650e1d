import { type BrowserContext, expect, type Page } from '@playwright/test';
import { type Caller, caller } from '../harness/academy.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

const PASSWORD = 'four words in a row';
const LEARNER = { first: 'DeShawn', last: 'Carter', email: 'deshawn.carter@example.org' };

let school: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];

// Each picture is six, and each of the six is checked by axe.
test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('a learner in the academy', () => {
  test.beforeAll(async ({ browser }) => {
    school = await northgate();
    context = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: school.site.origin });
    page = await context.newPage();
    complaints = complaintsOf(page);
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await school?.site.stop();
  });

  /** Resolves when the page's socket has been let in: from then on it hears what moves. */
  async function joined(of: Page): Promise<void> {
    const socket = await of.waitForEvent('websocket');
    await socket.waitForEvent('framereceived', ({ payload }) => String(payload).startsWith('40'));
  }

  /** The same person on another device: over the API. */
  async function elsewhere(): Promise<Caller> {
    const { token } = await demand<{ token: string }>(
      school.site.visitor.post('/auth/login', { email: LEARNER.email, password: PASSWORD }),
    );
    return caller(school.site.origin, null, token);
  }

  test('sees sign-in where somebody is needed, and makes an account', async () => {
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page).toHaveTitle('Sign in – Northgate Academy');
    await picture(page, 'sign-in');
    await page.getByRole('link', { name: 'Create an account' }).click();
    await page.getByRole('button', { name: 'Create an account' }).click();
    await expect(page.getByText('Write your first name.')).toBeVisible();
    await picture(page, 'register');
    await page.getByLabel('First name').fill(LEARNER.first);
    await page.getByLabel('Last name').fill(LEARNER.last);
    await page.getByLabel('E-mail').fill(LEARNER.email);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Create an account' }).click();
    await expect(page.getByRole('heading', { name: 'Choose your first course' })).toBeVisible();
    await expect(page).toHaveURL('/');
    await picture(page, 'home-new');
  });

  test('finds a course in the catalogue', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Catalogue' }).click();
    await expect(page.getByRole('link', { name: 'Linux fundamentals' })).toBeVisible();
    await picture(page, 'catalogue');
    await page.getByRole('button', { name: 'Beginner' }).click();
    await expect(page).toHaveURL('/catalogue?level=beginner');
    await expect(page.getByRole('link', { name: 'Network defence' })).toHaveCount(0);
    await page.getByRole('button', { name: 'Beginner' }).click();
    await page.getByRole('searchbox').fill('zzz');
    await expect(page.getByRole('heading', { name: 'No course fits “zzz”' })).toBeVisible();
    await picture(page, 'catalogue-nothing');
    await page.getByRole('searchbox').fill('network');
    await expect(page).toHaveURL('/catalogue?search=network');
    await page.getByRole('link', { name: 'Network defence' }).click();
    await expect(page.getByRole('heading', { name: 'Network defence', level: 1 })).toBeVisible();
    await expect(page.getByText('30 places left')).toBeVisible();
    await picture(page, 'course-open');
  });

  test('enrols, and sees progress move without reloading', async () => {
    await page.getByRole('button', { name: 'Enrol' }).click();
    await expect(page.getByRole('link', { name: 'Start lesson 1' })).toBeVisible();
    const device = await elsewhere();
    const outline = await demand<{ id: number }[]>(device.get(`/courses/${school.courseId}/modules`));
    for (const { id } of outline.slice(0, 3)) {
      await demand(
        device.put(`/courses/${school.courseId}/modules/${id}/progress`, { completed: true, time_spent: 9 }),
      );
    }
    await demand(
      device.put(`/courses/${school.courseId}/modules/${outline[3]!.id}/progress`, {
        last_position: 0.4,
        time_spent: 9,
      }),
    );
    await expect(page.getByRole('link', { name: 'Continue lesson 4' })).toBeVisible();
    await expect(page.getByRole('button', { name: /Foundations/ })).toHaveAttribute('aria-expanded', 'false');
    await picture(page, 'course');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click();
    await expect(page.getByRole('heading', { name: 'Reading a packet capture', level: 1 })).toBeVisible();
    await picture(page, 'home');
  });

  test('leaves a course after a question, and comes back', async () => {
    await page.goto(`/courses/${school.courseId}`);
    await page.getByRole('button', { name: 'More for Network defence' }).click();
    await page.getByRole('menuitem', { name: 'Leave the course' }).click();
    await expect(page.getByRole('dialog')).toContainText('Leave Network defence?');
    await page.getByRole('button', { name: 'Leave the course' }).click();
    await page.getByRole('button', { name: 'Enrol' }).click();
    await expect(page.getByRole('link', { name: /Continue lesson/ })).toBeVisible();
  });

  test('keeps the profile, and reads in Spanish and in the dark', async () => {
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Me', exact: true }).click();
    await page.getByLabel('Organisation').fill('Acme Energy');
    await page.reload();
    await expect(page.getByLabel('Organisation')).toHaveValue('Acme Energy');
    await picture(page, 'profile');
    await page.getByRole('button', { name: 'Save profile' }).click();
    await expect(page.getByText('Profile saved')).toBeVisible();
    await page.getByRole('radio', { name: 'Español' }).click();
    await expect(page.getByRole('button', { name: 'Guardar el perfil' })).toBeVisible();
    await page.getByRole('radio', { name: 'Como el navegador' }).click();
    await page.getByRole('radio', { name: 'Dark' }).check();
    await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
    await page.getByRole('radio', { name: 'As the system' }).check();
  });

  test('completes the course and finds the certificate', async () => {
    await page.goto('/achievements');
    await expect(page.getByRole('heading', { name: 'Your certificates will be here' })).toBeVisible();
    await picture(page, 'achievements-none');
    const listening = joined(page);
    await page.goto(`/courses/${school.courseId}`);
    await listening;
    const device = await elsewhere();
    for (const { id } of await demand<{ id: number }[]>(device.get(`/courses/${school.courseId}/modules`))) {
      await demand(device.put(`/courses/${school.courseId}/modules/${id}/progress`, { completed: true }));
    }
    await expect(page.getByRole('link', { name: 'Download certificate' })).toBeVisible();
    await picture(page, 'course-done');
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download certificate' }).click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'All your courses are done' })).toBeVisible();
    await picture(page, 'home-done');
    await page.goto('/achievements');
    await expect(page.getByRole('heading', { name: 'Network defence' })).toBeVisible();
    await picture(page, 'achievements');
  });

  test('anybody verifies it, and a wrong number is told apart', async ({ browser }) => {
    const address = await page.getByRole('link', { name: 'Public page' }).getAttribute('href');
    const stranger = await browser.newContext({ viewport: { width: 390, height: 844 }, baseURL: school.site.origin });
    const theirs = await stranger.newPage();
    const said = complaintsOf(theirs, ['404 (Not Found)']);
    await theirs.goto(address ?? '');
    await expect(theirs.getByRole('heading', { name: 'Genuine and valid' })).toBeVisible();
    await expect(theirs.getByRole('heading', { name: 'DeShawn Carter' })).toBeVisible();
    await picture(theirs, 'verify');
    await theirs.getByLabel('Check another number').fill('NGA-1999-000001');
    await theirs.getByRole('button', { name: 'Check certificate' }).click();
    await expect(theirs.getByRole('heading', { name: 'No such certificate' })).toBeVisible();
    await picture(theirs, 'verify-unknown');
    await theirs.goto(`/courses/${school.courseId}`);
    await theirs.getByRole('link', { name: 'Sign in to enrol' }).click();
    await theirs.getByLabel('E-mail').fill(LEARNER.email);
    await theirs.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await theirs.getByRole('button', { name: 'Sign in' }).click();
    await expect(theirs).toHaveURL(`/courses/${school.courseId}`);
    await expect(theirs.getByRole('link', { name: 'Download certificate' })).toBeVisible();
    expect(said).toEqual([]);
    await stranger.close();
  });

  test('signs out', async () => {
    await page.getByRole('button', { name: /^Your account/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
    await expect(page.getByText('Your session has ended')).toHaveCount(0);
  });
});
