import { type BrowserContext, expect, type Page, type WebSocketRoute } from '@playwright/test';
import { QUESTIONS } from '../factories/assessments.ts';
import { asBrowser } from '../harness/browser-cookies.ts';
import { signedInAs } from '../harness/letters.ts';
import { test } from '../harness/watched-browser.ts';
import { demand, northgate, type Northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';

const MINUTE = 60_000;
const PASSWORD = 'correct horse battery';
const SAM = 'sam.reed@northgate.test';

let academy: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let samId: number;

/** Refusals that these journeys are about. */
const EXPECTED = [
  '/api/v1/users/me',
  '/api/v1/auth/refresh',
  '/api/v1/auth/confirm',
  '/suspend',
  'status of 401',
  'ERR_',
];

async function signIn(on: Page, email: string): Promise<void> {
  await on.getByLabel('E-mail').fill(email);
  await on.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await on.getByRole('button', { name: 'Sign in' }).click();
}

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Mobile/15E148 Safari/604.1';

/** Signed in somewhere else, as a program that keeps its cookies. */
async function elsewhere(email: string, userAgent = FIREFOX): Promise<Record<string, string>> {
  const answer = await academy.site.visitor.request(
    'POST',
    '/auth/login',
    { email, password: PASSWORD, client: 'cookie' },
    { 'user-agent': userAgent },
  );
  return asBrowser(answer);
}

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('people keep their sign-in safe', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    const person = { first_name: 'Sam', last_name: 'Reed', email: SAM, password: PASSWORD };
    samId = (await demand<{ user: { id: number } }>(academy.admin.post('/users', person))).user.id;
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page, EXPECTED);
    await page.goto('/me/security');
    await signIn(page, SAM);
    await expect(page.getByRole('heading', { level: 1, name: 'Sign-in and security' })).toBeVisible();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await academy?.site.stop();
  });

  test('they see where they are signed in, and sign out one place and all others', async () => {
    await elsewhere(SAM);
    await page.reload();
    const rows = page.getByRole('region', { name: 'Where you are signed in' }).getByRole('listitem');
    await expect(rows).toHaveCount(2);
    await expect(rows.filter({ hasText: 'This device' })).toContainText('Chrome on Linux');
    await expect(page.getByText('Somebody signed in with a device that is new here')).toBeVisible();
    await picture(page, 'security');
    await elsewhere(SAM, IPHONE);
    await page.reload();
    // One after the other: on a phone several would leave no room for the page.
    const told = page.getByRole('region', { name: 'About your sign-in' }).getByRole('status');
    await expect(told).toHaveCount(1);
    await expect(told).toContainText('Safari on iPhone');
    await expect(told).toContainText('and 1 more notice');
    await page.getByRole('button', { name: 'Put this notice away' }).click();
    await expect(told).toContainText('Firefox on Windows');
    await rows.filter({ hasText: 'Safari' }).getByRole('button').click();
    await expect(rows).toHaveCount(2);
    await rows.filter({ hasText: 'Firefox' }).getByRole('button').click();
    await expect(rows).toHaveCount(1);
    await elsewhere(SAM);
    await elsewhere(SAM);
    await page.reload();
    await expect(rows).toHaveCount(3);
    await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
    await expect(rows).toHaveCount(1);
    await expect(page.getByText('You signed out everywhere else')).toBeVisible();
    await page.getByRole('button', { name: 'Put this notice away' }).click();
    await expect(page.getByText('Somebody signed in with a device that is new here')).toHaveCount(0);
  });

  test('they change their password with the present one', async () => {
    await page.getByLabel('Present password').fill('not the password');
    await page.getByLabel('New password').fill('another long one');
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('This is not your password.')).toBeVisible();
    await page.getByLabel('Present password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('Password changed.')).toBeVisible();
    await expect(page.getByLabel('Present password')).toHaveValue('');
    await page.getByLabel('Present password').fill('another long one');
    await page.getByLabel('New password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await expect(page.getByText('You changed your password')).toHaveCount(2);
  });

  test('they are told when a key of their session came back', async () => {
    const stolen = await elsewhere(SAM);
    const refresh = () => academy.site.visitor.request('POST', '/auth/refresh', {}, stolen);
    expect((await refresh()).status).toBe(200);
    academy.site.advance(MINUTE);
    expect((await refresh()).errors[0]?.code).toBe('REFRESH_REUSED');
    await page.goto('/me');
    await expect(page.getByText('A session was ended for safety: Firefox on Windows')).toBeVisible();
    await picture(page, 'security-notice');
    // It stands above the page, and behind it for the keyboard: the way to the content comes first.
    await page.reload();
    await expect(page.getByText('A session was ended for safety:')).toBeVisible();
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
    await page.getByRole('button', { name: 'Look at my sign-in' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Sign-in and security' })).toBeVisible();
    await page.getByRole('button', { name: 'Put this notice away' }).click();
    await expect(page.getByText('A session was ended for safety:')).toHaveCount(0);
  });

  test('a page of which the session is ended elsewhere asks to sign in at once', async () => {
    const [own] = await demand<{ id: number }[]>(academy.admin.get(`/users/${samId}/sessions`));
    await demand(academy.admin.delete(`/users/${samId}/sessions/${own?.id}`));
    await expect(page.getByText('Your session has ended.')).toBeVisible();
    await signIn(page, SAM);
    await expect(page.getByRole('heading', { level: 1, name: 'Sign-in and security' })).toBeVisible();
  });

  test('a page whose session is ended while it has no connection asks to sign in when it has one again', async () => {
    let away = false;
    const open: WebSocketRoute[] = [];
    await page.routeWebSocket(/\/socket\//, async socket => {
      if (away) return socket.close();
      const server = socket.connectToServer();
      server.onMessage(message => {
        socket.send(message);
        // Socket.IO's word for: you are in.
        if (String(message).startsWith('40')) open.push(socket);
      });
    });
    await page.reload();
    await expect.poll(() => open.length).toBeGreaterThan(0);
    away = true;
    for (const socket of open) await socket.close();
    await expect(page.getByText('No connection.', { exact: true })).toBeVisible();
    const sessions = await demand<{ id: number }[]>(academy.admin.get(`/users/${samId}/sessions`));
    for (const { id } of sessions) await demand(academy.admin.delete(`/users/${samId}/sessions/${id}`));
    away = false;
    await expect(page.getByText('Your session has ended.')).toBeVisible();
    await expect(page.getByText('No connection.', { exact: true })).toBeHidden();
  });
});

test.describe('nobody is there any more', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    await demand(
      academy.admin.post('/users', { first_name: 'Sam', last_name: 'Reed', email: SAM, password: PASSWORD }),
    );
    await demand(academy.admin.put('/sign-in-rules', { sessions: { idle: 15 } }));
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
  });
  test.afterAll(async () => {
    await context?.close();
    await academy?.site.stop();
  });

  test('the page warns in its last minute, stays when wanted, and signs out in every tab', async () => {
    const tabs = [await context.newPage(), await context.newPage()] as const;
    for (const tab of tabs) await tab.clock.install();
    const [one, two] = tabs;
    await one.goto('/me');
    await signIn(one, SAM);
    await expect(one.getByRole('heading', { level: 1, name: 'Sam Reed' })).toBeVisible();
    await two.goto('/me/security');
    await expect(two.getByRole('heading', { level: 1, name: 'Sign-in and security' })).toBeVisible();
    const watched = () => one.waitForResponse(answer => answer.url().endsWith('/users/me/session'));
    await Promise.all([watched(), one.reload()]);
    await one.getByLabel('About me').fill('Typed and not saved');
    const dialog = one.getByRole('dialog', { name: /You will be signed out in 0:\d\d/ });
    await one.clock.fastForward(14 * MINUTE + 2000);
    await expect(dialog).toBeVisible();
    await dialog.getByRole('button', { name: 'Stay signed in' }).press('Enter');
    await expect(dialog).toHaveCount(0);
    await one.clock.fastForward(14 * MINUTE + 2000);
    await expect(dialog).toBeVisible();
    // Its minute goes on while it is looked at.
    await picture(one, 'idle-warning');
    await one.clock.fastForward(MINUTE);
    await expect(one.getByText('Your session has ended.')).toBeVisible();
    await expect(two.getByText('Your session has ended.')).toBeVisible();
    await signIn(one, SAM);
    await expect(one.getByLabel('About me')).toHaveValue('Typed and not saved');
    await one.close();
    await two.close();
  });

  test('nobody is signed out while they think over an exam', async () => {
    const sam = await signedInAs(academy.site, SAM);
    await demand(sam.post(`/courses/${academy.courseId}/enroll`));
    const quiz = { course_id: academy.courseId, title: 'Final check', questions: QUESTIONS };
    const { id } = await demand<{ id: number }>(academy.teacher.post('/assessments', quiz));
    const attempt = await demand<{ id: number }>(sam.post(`/assessments/${id}/attempts`));
    const exam = await context.newPage();
    await exam.clock.install();
    const watched = exam.waitForResponse(answer => answer.url().endsWith('/users/me/session'));
    await exam.goto(`/attempts/${attempt.id}`);
    await expect(exam.getByText('Final check').first()).toBeVisible();
    await watched;
    await exam.clock.runFor(16 * MINUTE);
    await expect(exam.getByText('Final check').first()).toBeVisible();
    await expect(exam.getByRole('dialog', { name: /You will be signed out/ })).toHaveCount(0);
    await expect(exam.getByText('Your session has ended.')).toHaveCount(0);
  });
});

test.describe('administrators', () => {
  test.beforeAll(async ({ browser }) => {
    academy = await northgate();
    const person = { first_name: 'Sam', last_name: 'Reed', email: SAM, password: PASSWORD };
    samId = (await demand<{ user: { id: number } }>(academy.admin.post('/users', person))).user.id;
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: academy.site.origin });
    context.setDefaultTimeout(30_000);
    page = await context.newPage();
    complaints = complaintsOf(page, EXPECTED);
    await page.goto('/console/users');
    await signIn(page, 'marisol@example.org');
    await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await academy?.site.stop();
  });

  test('prove again by keyboard who they are before a dangerous act, which then goes on by itself', async () => {
    academy.site.advance(11 * MINUTE);
    await page.getByRole('button', { name: 'Sam Reed' }).first().click();
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page
      .getByRole('dialog')
      .last()
      .getByRole('button', { name: /Suspend/ })
      .press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
    await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
    await picture(page, 'step-up');
    await page.keyboard.type('not the password');
    await page.keyboard.press('Enter');
    await expect(dialog.getByText('This is not your password.')).toBeVisible();
    await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await expect(page.getByText(/suspended/i).first()).toBeVisible();
    await demand(academy.admin.post(`/users/${samId}/reactivate`));
  });

  test('see the academy as somebody else, always told so, and go back without signing in', async () => {
    const sam = await signedInAs(academy.site, SAM);
    await demand(sam.post(`/courses/${academy.courseId}/enroll`));
    await page.reload();
    await page.getByRole('button', { name: 'Sam Reed' }).first().click();
    await page.getByRole('button', { name: 'See as this person' }).click();
    const question = page.getByRole('dialog', { name: 'See the academy as Sam Reed?' });
    await question.getByRole('button', { name: 'See as this person' }).click();
    const strip = page.getByRole('complementary', { name: 'Seeing the academy as somebody else' });
    await expect(strip).toContainText('You see the academy as Sam Reed');
    await picture(page, 'impersonation');
    // However narrow the window: all of its words, and what sticks to the top of the page sticks below it.
    await page.setViewportSize({ width: 320, height: 700 });
    const words = strip.getByText('You see the academy as Sam Reed');
    await expect
      .poll(async () => {
        const [outer, inner] = [await strip.boundingBox(), await words.boundingBox()];
        return outer && inner ? Math.min(inner.y - outer.y, outer.y + outer.height - inner.y - inner.height) : -1;
      })
      .toBeGreaterThanOrEqual(0);
    const place = () => page.evaluate(() => document.documentElement.style.getPropertyValue('--strip'));
    expect(Number.parseFloat(await place())).toBe((await strip.boundingBox())?.height);
    await page.setViewportSize({ width: 1440, height: 900 });
    await expect(strip).toContainText('Nothing you read counts as their progress.');
    const sent: string[] = [];
    page.on('request', request => {
      if (request.method() === 'PUT') sent.push(request.url());
    });
    const [first] = await demand<{ id: number; title: string }[]>(sam.get(`/courses/${academy.courseId}/modules`));
    await page.goto(`/courses/${academy.courseId}/modules/${first?.id}`);
    await expect(page.getByRole('heading', { level: 1, name: first?.title ?? '' }).first()).toBeVisible();
    await picture(page, 'impersonation-lesson');
    // For the person it would be a button that also says that the lesson is done.
    await page.getByRole('link', { name: 'Next: Names and addresses' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Names and addresses' }).first()).toBeVisible();
    expect(sent).toEqual([]);
    const { enrolment } = (await demand<{ standing: { enrolment: object } }>(sam.get(`/courses/${academy.courseId}`)))
      .standing;
    expect(enrolment).toMatchObject({ progress_percentage: 0 });
    await expect(strip).toBeVisible();
    await strip.getByRole('button', { name: 'End' }).click();
    await expect(page).toHaveURL(/\/console\/users$/);
    await expect(page.getByRole('heading', { level: 1, name: 'Users' })).toBeVisible();
    await expect(strip).toHaveCount(0);
  });
});
