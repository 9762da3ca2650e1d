/** Names, titles, questions and notices that were written so that they run in the browsers of others: shown as the text that they are. */
import { type Browser, expect, type Page } from '@playwright/test';
import { upload } from '../harness/uploads.ts';
import { setupCode } from '../../server/site/setup-code.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { test } from '../harness/watched-browser.ts';
import { HOSTILE_LINES } from '../factories/hostile-lines.ts';
import { demand } from './northgate.ts';

const MARKUP = HOSTILE_LINES.filter(line => /[<[{]/.test(line));
const [FIRST = ''] = MARKUP;
const ADMIN = 'warden@example.org';
const LEARNER = 'learner@example.org';

let site: TestAcademy;
let teacher: Caller;
let learner: Caller;
let places: { certificate: string; attempt: string; course: string };

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.beforeAll(async () => {
  site = await startAcademy();
  const first = { first_name: 'Marisol', last_name: 'Vega', email: 'marisol@example.org', password: PASSWORD };
  const setUp = { code: setupCode(site.dataFolder), site_name: 'Northgate', admin: first };
  await demand(site.visitor.post('/setup', setUp));
  const admin = await site.person(['administrator'], { email: ADMIN });
  teacher = await site.person(['instructor']);
  learner = await site.person(['student'], { email: LEARNER, first_name: FIRST, last_name: MARKUP[1] ?? '' });
  for (const [at, line] of MARKUP.entries()) {
    const person = { email: `m${at}@example.org`, first_name: line, last_name: line, password: PASSWORD };
    await demand(admin.post('/users', person));
    await demand(teacher.post('/courses', { title: line, description: line, category: line.slice(0, 60) }));
    const name = line.replaceAll('/', '\u2215');
    await upload(site.origin, teacher, `${name}.txt`, Buffer.from(`text ${at}`));
  }
  places = await studied();
  const titles = { title_en: FIRST, title_es: FIRST };
  const texts = { text_en: MARKUP.join('\n'), text_es: MARKUP.join('\n') };
  await demand(admin.post('/privacy/consents', { kind: 'other', required: false, ...titles, ...texts }));
  await demand(admin.put('/site', { name: FIRST, support_contact: MARKUP.join(' ').slice(0, 200) }));
  await demand(admin.put('/sign-in-rules', { banner: { text: MARKUP.join('\n') } }));
});
test.afterAll(() => site?.stop());

/** A course whose every text is hostile, with a certificate of it and an attempt that is open. */
async function studied(): Promise<typeof places> {
  const { id } = await demand<{ id: number }>(
    teacher.post('/courses', { title: FIRST, description: MARKUP.join('\n\n'), category: 'x' }),
  );
  const lesson = { title: FIRST, duration: 1, section: MARKUP[2], content: 'Read.', content_type: 'markdown' };
  const { id: moduleId } = await demand<{ id: number }>(teacher.post(`/courses/${id}/modules`, lesson));
  await demand(teacher.post(`/courses/${id}/publish`));
  await demand(learner.post(`/courses/${id}/enroll`));
  await demand(learner.put(`/courses/${id}/modules/${moduleId}/progress`, { completed: true }));
  const [certificate] = (await learner.get('/users/me/certificates')).data;
  const options = MARKUP.map((text, at) => ({ text, correct: at === 0 }));
  const question = { type: 'single_choice', prompt: MARKUP.join('\n\n'), points: 1, options };
  const quiz = await demand<{ id: number }>(
    teacher.post('/assessments', { course_id: id, title: FIRST, questions: [question] }),
  );
  const attempt = await demand<{ id: number }>(learner.post(`/assessments/${quiz.id}/attempts`));
  return {
    certificate: `/verify/${certificate.verification_hash}`,
    attempt: `/attempts/${attempt.id}`,
    course: `/courses/${id}`,
  };
}

/** What a page must not do, and what must not have become of a text. */
async function watched(browser: Browser): Promise<{ page: Page; misdeeds: string[] }> {
  const page = await (await browser.newContext({ baseURL: site.origin })).newPage();
  const misdeeds: string[] = [];
  page.on('dialog', dialog => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url());
    if (!['data:', 'blob:'].includes(protocol) && origin !== site.origin) misdeeds.push(request.url());
  });
  return { page, misdeeds };
}

async function signedIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await expect(page.getByText(FIRST).first()).toBeVisible();
  await expectText(page);
  await page.getByRole('button', { name: /accept|agree|understand/i }).click();
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/sign-in/);
}

/** Nothing that was written is an element. */
async function expectText(page: Page): Promise<void> {
  const grown = await page.evaluate(() =>
    [...document.querySelectorAll('script:not([src]), [onerror], [onload], img[src="x"], a[href^="javascript"]')].map(
      ({ outerHTML }) => outerHTML.slice(0, 200),
    ),
  );
  expect(grown, page.url()).toEqual([]);
}

async function look(page: Page, path: string, text = FIRST): Promise<void> {
  await page.goto(path);
  // The name of the academy above it is hostile as well, and shows nothing of the page.
  await expect(page.getByRole('main').getByText(text).first()).toBeVisible();
  await expectText(page);
}

test('an administrator reads them in the lists of people and files', async ({ browser }) => {
  const { page, misdeeds } = await watched(browser);
  await signedIn(page, ADMIN);
  await look(page, '/console/users');
  // No slash stands in the name of a file.
  await look(page, '/console/media', MARKUP[1]);
  expect(misdeeds).toEqual([]);
  await page.context().close();
});

test('a learner reads them in a course, an attempt and a certificate', async ({ browser }) => {
  const { page, misdeeds } = await watched(browser);
  await signedIn(page, LEARNER);
  for (const path of [places.course, places.attempt, places.certificate]) await look(page, path);
  expect(misdeeds).toEqual([]);
  await page.context().close();
});
