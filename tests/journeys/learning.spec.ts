import { readFile } from 'node:fs/promises';
import { type BrowserContext, expect, type Locator, type Page } from '@playwright/test';
import { setupCode } from '../../server/site/setup-code.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { demand } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

const EMAIL = 'deshawn.carter@example.org';
const MINUTE = 60_000;

interface Outlined {
  id: number;
  title: string;
  content_type: string;
  assessment_id: number | null;
}

let site: TestAcademy;
let learner: Caller;
let admin: Caller;
let courseId: number;
let outline: Outlined[];
let context: BrowserContext;
let page: Page;
let complaints: string[];

const of = (type: string, at = 0): Outlined =>
  outline.filter(({ content_type }) => content_type === type)[at] as Outlined;
const addressOf = (module: Outlined) => `/courses/${courseId}/modules/${module.id}`;
const report = (module: Outlined, body: object) =>
  demand(learner.put(`/courses/${courseId}/modules/${module.id}/progress`, body));
const film = (): Locator => page.locator('video');
const timeOf = (video: Locator) => video.evaluate((media: HTMLVideoElement) => media.currentTime);

/** The learner's place in a module, as the server has it. */
async function placeIn(
  module: Outlined,
): Promise<{ last_position: number; time_spent: number; completed_at: string | null }> {
  const { modules } = await demand<{
    modules: { module_id: number; last_position: number; time_spent: number; completed_at: string | null }[];
  }>(learner.get(`/courses/${courseId}/progress`));
  return (
    modules.find(({ module_id }) => module_id === module.id) ?? { last_position: 0, time_spent: 0, completed_at: null }
  );
}

/** Opens one option of the question on the page. */
const choose = (text: string) => page.getByLabel(text, { exact: true }).check();

// Each picture is six, and each of the six is checked by axe.
test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.describe('a learner in a course', () => {
  test.beforeAll(async ({ browser }) => {
    site = await startAcademy();
    const names = { first_name: 'Marisol', last_name: 'Vega', email: 'marisol@example.org', password: PASSWORD };
    const code = setupCode(site.dataFolder);
    const { sample_course_id, token } = await demand<{ sample_course_id: number; token: string }>(
      site.visitor.post('/setup', { code, site_name: 'Northgate Academy', sample_course: true, admin: names }),
    );
    courseId = sample_course_id;
    expect(token).toBeTruthy();
    admin = await site.person(['administrator']);
    learner = await site.person(['student'], { first_name: 'DeShawn', last_name: 'Carter', email: EMAIL });
    await demand(learner.post(`/courses/${courseId}/enroll`));
    outline = await demand(learner.get(`/courses/${courseId}/modules`));
    context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      baseURL: site.origin,
      acceptDownloads: true,
    });
    page = await context.newPage();
    complaints = complaintsOf(page, ['ERR_INTERNET_DISCONNECTED', 'WebSocket']);
    await page.goto('/sign-in');
    await page.getByLabel('E-mail').fill(EMAIL);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/');
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await site?.stop();
  });

  test('reads a text, in the size they like, and goes on', async () => {
    const text = of('markdown');
    await page.goto(addressOf(text));
    await expect(page.getByRole('heading', { name: text.title, level: 1 })).toBeVisible();
    await page.getByRole('button', { name: 'Text size' }).click();
    const paragraph = page.locator('main p').last();
    const sizeOf = () => paragraph.evaluate(element => Number.parseFloat(getComputedStyle(element).fontSize));
    const before = await sizeOf();
    await page.getByRole('button', { name: 'Larger text' }).click();
    expect(await sizeOf()).toBeGreaterThan(before);
    await page.getByRole('button', { name: 'Smaller text' }).click();
    await page.getByRole('button', { name: 'Text size' }).click();
    await picture(page, 'lesson-text');
    await page.getByRole('button', { name: 'Outline' }).click();
    await expect(page.getByRole('dialog').getByRole('link', { name: of('video').title })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Done, next' }).click();
    await expect(page.getByRole('heading', { name: of('video').title, level: 1 })).toBeVisible();
    expect((await placeIn(text)).completed_at).not.toBeNull();
  });

  test('is brought back to the place in a text where they left it', async () => {
    const text = of('markdown', 1);
    await report(text, { last_position: 0.5 });
    await page.goto(addressOf(text));
    await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(200);
  });

  test('watches a film; pausing saves the place, and the film goes on there', async () => {
    await page.goto(addressOf(of('video')));
    await page.getByRole('button', { name: 'Play' }).click();
    await expect.poll(() => timeOf(film())).toBeGreaterThan(2);
    await page.getByRole('button', { name: 'Pause' }).click();
    const at = await timeOf(film());
    await expect.poll(async () => (await placeIn(of('video'))).last_position).toBeCloseTo(at, 0);
    await page.reload();
    await expect.poll(() => timeOf(film())).toBeCloseTo(at, 0);
    await picture(page, 'lesson-video');
  });

  test('goes through the film with the keyboard, and finds words in its transcript', async () => {
    const seek = page.getByRole('slider', { name: 'Place in the film' });
    const before = await timeOf(film());
    await seek.focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => timeOf(film())).toBeCloseTo(before + 5, 0);
    await page.getByLabel('Speed').selectOption('1.5');
    expect(await film().evaluate((media: HTMLVideoElement) => media.playbackRate)).toBe(1.5);
    await page.getByLabel('Captions').selectOption({ index: 1 });
    await expect.poll(() => film().evaluate((media: HTMLVideoElement) => media.textTracks[0]?.mode)).toBe('showing');
    const lines = page.getByRole('tabpanel').getByRole('listitem');
    await expect(lines.first()).toBeVisible();
    const all = await lines.count();
    await page.getByRole('searchbox', { name: 'Search in the transcript' }).fill('SYN');
    await expect.poll(() => lines.count()).toBeLessThan(all);
    await expect(lines.first()).toContainText(/syn/i);
    const [clock = ''] = ((await lines.first().innerText()) ?? '').split('\n');
    const [minutes = 0, seconds = 0] = clock.split(':').map(Number);
    await lines.first().getByRole('button').click();
    await expect.poll(() => timeOf(film())).toBeCloseTo(minutes * 60 + seconds, -0.5);
  });

  test('goes on where another device left the film', async () => {
    await page.goto('/');
    await expect(page.getByRole('main')).toBeVisible();
    await report(of('video'), { last_position: 12 });
    await page.goto(addressOf(of('video')));
    await expect.poll(() => timeOf(film())).toBeCloseTo(12, 0);
  });

  test('sees progress move without reloading when another device finishes a lesson', async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const bar = page.getByRole('progressbar', { name: 'Progress in the course' });
    const before = Number(await bar.getAttribute('aria-valuenow'));
    await report(of('markdown', 1), { completed: true });
    await expect.poll(async () => Number(await bar.getAttribute('aria-valuenow'))).toBeGreaterThan(before);
    await page.setViewportSize({ width: 390, height: 844 });
  });

  test('reads a document page by page', async () => {
    await page.goto(addressOf(of('pdf')));
    const sheet = page.getByRole('document', { name: 'Page 1 of 1' });
    await expect(sheet).toContainText('Safe on a shared network');
    await expect(sheet.locator('canvas')).toBeVisible();
    await picture(page, 'lesson-pdf');
  });

  test('does not lose what was done without a connection', async () => {
    await page.goto(addressOf(of('markdown', 2)));
    await expect(page.getByRole('button', { name: 'Done, next' })).toBeVisible();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Done, next' }).click();
    await context.setOffline(false);
    await expect.poll(async () => (await placeIn(of('markdown', 2))).completed_at).not.toBeNull();
  });

  test('takes the quiz, and the time runs out', async () => {
    const quiz = of('quiz');
    await demand(admin.put(`/assessments/${quiz.assessment_id}`, { time_limit: 10 }));
    await page.goto(addressOf(quiz));
    await expect(page.getByText('10 minutes once you start')).toBeVisible();
    await picture(page, 'quiz-intro');
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await expect(page.getByRole('timer')).toContainText(/0?9:5\d|10:00/);
    await choose('https://www.example-bank.com/login');
    await expect(page.getByText(/^Saved \d\d:\d\d:\d\d/)).toBeVisible();
    await page.getByRole('button', { name: 'Flag' }).click();
    await picture(page, 'quiz-question');
    site.advance(10 * MINUTE - 20_000);
    await page.reload();
    await expect(page.getByText('Question 2')).toBeVisible();
    await expect(page.getByRole('heading', { name: /Not passed yet/ })).toBeVisible({ timeout: 40_000 });
    await expect(page.getByText('The time ran out')).toBeVisible();
    await picture(page, 'quiz-failed');
  });

  test('answers without a connection are kept, and saved when it is back', async () => {
    await page.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByText('Attempt 2 of 3')).toBeVisible();
    await choose('https://www.example-bank.com/login');
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await context.setOffline(true);
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await choose('The name of the site');
    await expect(page.getByText('Kept here, not saved yet')).toBeVisible();
    await choose('When you visited it');
    await choose('About how much you sent and received');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await choose('True');
    await expect(page.getByText('Keep going, 2 answers are kept here.')).toBeVisible();
    await expect(page.getByText(/^Saved/)).toHaveCount(0);
    await picture(page, 'quiz-offline');
    await context.setOffline(false);
    await expect(page.getByText(/^Saved/)).toBeVisible();
    await expect(page.getByText('Keep going')).toHaveCount(0);
  });

  test('is told what is open before handing in, and sees the result', async () => {
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('textbox', { name: 'Your answer' }).fill('443');
    await page.getByRole('button', { name: 'Next', exact: true }).click();
    await page.getByRole('button', { name: 'Hand in' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('1 question has no answer.')).toBeVisible();
    await picture(page, 'quiz-hand-in');
    await dialog.getByRole('button', { name: 'Question 5' }).click();
    await page.getByRole('textbox', { name: 'Your answer' }).fill('syn');
    await page.getByRole('button', { name: 'Hand in' }).click();
    await dialog.getByRole('button', { name: 'Hand in' }).click();
    await expect(page.getByRole('heading', { name: /^Passed with 100/ })).toBeVisible();
    await picture(page, 'quiz-passed');
  });

  test('completes the course, takes the certificate along, and anybody can verify it', async () => {
    for (const module of outline) {
      if (module.content_type === 'video') await report(module, { last_position: 100_000 });
      else if (module.content_type !== 'quiz') await report(module, { completed: true });
    }
    await page.goto(addressOf(outline.at(-1) as Outlined));
    await page.getByRole('link', { name: 'Finish the course' }).click();
    await expect(page.getByRole('heading', { name: /^You have completed/ })).toBeVisible();
    await picture(page, 'course-finished');
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download the certificate' }).click();
    const pdf = await readFile(await (await downloading).path());
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.getByRole('link', { name: 'See how it is verified' }).click();
    await expect(page.getByText('DeShawn Carter')).toBeVisible();
  });
});
