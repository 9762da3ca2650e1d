import { appendFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { PASSWORD } from '../harness/academy.ts';
import { makeVideo } from '../harness/ffmpeg.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { input } from '../harness/inputs.ts';
import { demand, type Northgate, northgate } from './northgate.ts';
import { complaintsOf, picture } from './pictures.ts';
import { test } from '../harness/watched-browser.ts';

const SAMPLE = resolve(import.meta.dirname, '../../resources/sample-course');
const SECURITY_101 = input('course/security-101-module1');
const CHUNK = 8 * 1024 * 1024;

let school: Northgate;
let context: BrowserContext;
let page: Page;
let complaints: string[];
let courseId: number;
const films = temporaryFolder('films');

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.describe('an instructor in the studio', () => {
  test.beforeAll(async ({ browser }) => {
    school = await northgate();
    await school.site.person(['instructor'], { first_name: 'Ama', last_name: 'Mensah', email: 'ama@example.org' });
    context = await browser.newContext({ viewport: { width: 1440, height: 900 }, baseURL: school.site.origin });
    page = await context.newPage();
    // The interruption is made on purpose.
    complaints = complaintsOf(page, ['/api/v1/uploads']);
    page.on('dialog', dialog => void dialog.accept());
  });
  test.afterEach(() => {
    expect(complaints).toEqual([]);
  });
  test.afterAll(async () => {
    await context?.close();
    await school?.site.stop();
    films.remove();
  });

  async function importFolder(folder: string): Promise<void> {
    await page.goto('/studio/import');
    await page.locator('input[webkitdirectory]').setInputFiles(folder);
    await expect(page.getByLabel('Becomes the course')).toBeVisible();
  }
  /** Titles of the quizzes of the course, as learners meet them. */
  async function quizTitles(): Promise<string[]> {
    const modules = await demand<{ assessment_id: number | null }[]>(school.admin.get(`/courses/${courseId}/modules`));
    const ids = modules.flatMap(({ assessment_id }) => assessment_id ?? []);
    return Promise.all(
      ids.map(async id => (await demand<{ title: string }>(school.admin.get(`/assessments/${id}`))).title),
    );
  }
  const outline = () => page.getByRole('region', { name: 'Outline' });
  const lessonsInOrder = () => outline().getByRole('listitem').getByRole('link').allInnerTexts();

  test('signs in and is told what the studio is for', async () => {
    await page.goto('/studio');
    await page.getByLabel('E-mail').fill('ama@example.org');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('heading', { name: 'No courses yet' })).toBeVisible();
    await picture(page, 'studio-empty');
    await page.getByRole('link', { name: 'From a folder' }).first().click();
    await expect(page.getByRole('heading', { name: 'Drop a folder or files here' })).toBeVisible();
    await picture(page, 'studio-import');
  });

  test('makes a course of a folder, after seeing what it becomes', async () => {
    await importFolder(SAMPLE);
    await expect(
      page.getByText('1.2', { exact: false }).or(page.getByText('The handshake in a packet capture')),
    ).not.toHaveCount(0);
    await picture(page, 'studio-import-plan');
    const stored = await demand<unknown[]>(school.teacher.get('/courses?mine=true&per_page=100'));
    expect(stored).toHaveLength(9);
    await page.getByRole('button', { name: 'Make it a course' }).click();
    await expect(page).toHaveURL(/\/studio\/courses\/\d+$/);
    courseId = Number(page.url().split('/').at(-1));
    await expect(outline().getByRole('link', { name: /The handshake in a packet capture/ })).toBeVisible();
    await picture(page, 'studio-builder');
  });

  test('makes a course of real material and is told what is wrong with it', async () => {
    test.skip(SECURITY_101 === undefined, 'The test inputs are not here.');
    await importFolder(SECURITY_101 ?? '');
    await expect(page.getByText('Understanding risk management')).toBeVisible();
    await picture(page, 'studio-import-real');
    await page.getByLabel('Becomes the course').fill('Security 101');
    await page.getByRole('button', { name: 'Make it a course' }).click();
    await page.getByRole('button', { name: 'Open the course' }).or(outline()).first().waitFor();
    const open = page.getByRole('button', { name: 'Open the course' });
    if (await open.isVisible()) await open.click();
    await expect(outline().getByRole('link', { name: /Zero Trust/ })).toBeVisible();
  });

  test('writes, and what is written is saved by itself and shown as learners see it', async () => {
    await page.goto(`/studio/courses/${courseId}`);
    const text = page.getByLabel('Text of the lesson, in Markdown');
    await text.press('Control+End');
    await text.pressSequentially('\n\nThe *last* word.');
    await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    await page.getByText('Preview', { exact: true }).last().click();
    await expect(page.locator('em', { hasText: 'last' })).toBeVisible();
    await picture(page, 'studio-preview');
  });

  test('puts lessons in order with the keyboard', async () => {
    await page.goto(`/studio/courses/${courseId}`);
    await expect(outline().getByRole('listitem').first()).toBeVisible();
    const before = await lessonsInOrder();
    const grip = outline()
      .getByRole('button', { name: /^Move / })
      .nth(1);
    await grip.focus();
    const stored = page.waitForResponse(
      answer => answer.request().method() === 'PUT' && answer.url().endsWith('/order'),
    );
    await page.keyboard.press('ArrowUp');
    await expect.poll(lessonsInOrder).toEqual([before[1], before[0], ...before.slice(2)]);
    await stored;
    await page.reload();
    await expect(outline().getByRole('listitem').first()).toBeVisible();
    await expect.poll(lessonsInOrder).toEqual([before[1], before[0], ...before.slice(2)]);
  });

  test('adds a film; an interrupted upload goes on where it stopped', async () => {
    const film = join(films.path, 'Reading a capture.mp4');
    await makeVideo(film);
    await appendFile(film, freeBox(CHUNK * 2));
    await page.locator('body').click({ position: { x: 700, y: 5 } });
    await page.keyboard.press('n');
    await page.getByRole('menuitem', { name: 'Video' }).click();
    await expect(page.getByLabel('Title of the lesson')).toHaveValue('Untitled video');
    await page.getByLabel('Title of the lesson').fill('Reading a capture');
    await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    const isSecondPiece = (offset: string | undefined) => offset !== undefined && offset !== '0';
    await page.route('**/api/v1/uploads/*', async route => {
      const cut = route.request().method() === 'PATCH' && isSecondPiece(route.request().headers()['upload-offset']);
      await (cut ? route.abort('connectionreset') : route.continue());
    });
    await page.locator('main input[type=file]').first().setInputFiles(film);
    await expect(page.getByText('No connection. Goes on by itself.')).toBeVisible();
    await picture(page, 'studio-upload');
    await page.reload();
    await page.unroute('**/api/v1/uploads/*');
    const offsets: string[] = [];
    page.on('request', request => {
      if (request.method() === 'PATCH') offsets.push(request.headers()['upload-offset'] ?? '');
    });
    await page.locator('main input[type=file]').first().setInputFiles(film);
    await expect(page.getByRole('region', { name: 'Reading a capture.mp4' })).toBeVisible();
    expect(offsets[0]).toBe(String(CHUNK));
    await picture(page, 'studio-video');
  });

  test('writes a quiz; what is missing is said at the question', async () => {
    await page.getByRole('button', { name: 'Lesson N' }).click();
    await page.getByRole('menuitem', { name: 'Quiz' }).click();
    await page.getByRole('button', { name: 'Add question' }).click();
    await page.getByRole('menuitem', { name: 'One right answer' }).click();
    await expect(page.getByText('Write the question.')).toBeVisible();
    await page.getByLabel('Question 1', { exact: true }).fill('Which port does HTTPS use?');
    await expect(page.getByText('Every answer needs text. Remove the ones you do not need.')).toBeVisible();
    await page.getByLabel('Answer 1', { exact: true }).fill('443');
    await page.getByLabel('Answer 2', { exact: true }).fill('80');
    await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    // The lesson with its new title is saved after the quiz: its answer says nothing about the questions.
    const lesson = held(/\/modules\/\d+$/);
    await lesson.begin();
    await page.getByLabel('Title of the lesson').fill('What did you see?');
    await expect.poll(quizTitles).toContain('What did you see?');
    await lesson.end();
    await expect(page.getByRole('link', { name: 'Quiz, What did you see?' })).toBeVisible();
    await expect(page.getByLabel('Question 1', { exact: true })).toHaveValue('Which port does HTTPS use?');
    await picture(page, 'studio-quiz');
    await page.reload();
    await expect(page.getByLabel('Question 1', { exact: true })).toHaveValue('Which port does HTTPS use?');
    await expect(page.getByLabel('Answer 1 is right')).toBeChecked();
  });

  test('describes the course and publishes it', async () => {
    await page.getByRole('link', { name: 'Settings' }).click();
    await page.getByLabel('Title', { exact: true }).fill('Keep what is yours');
    await page.getByLabel('Category').fill('Everyday safety');
    await expect(page.getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    await picture(page, 'studio-settings');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { name: 'Publish version 1 of Keep what is yours?' })).toBeVisible();
    await picture(page, 'studio-publish');
    await page.getByRole('button', { name: 'Publish version 1' }).click();
    await expect(page.getByText('Version 1 of Keep what is yours is published')).toBeVisible();
    await page.goto('/catalogue');
    await expect(page.getByRole('link', { name: 'Keep what is yours' })).toBeVisible();
  });

  test('sees who learns and how far they are, and the own courses', async () => {
    const learner = await school.site.person(['student'], { first_name: 'Li', last_name: 'Wei' });
    await demand(learner.post(`/courses/${courseId}/enroll`));
    await page.goto(`/studio/courses/${courseId}/learners`);
    await expect(page.getByRole('cell', { name: 'Li Wei' })).toBeVisible();
    await picture(page, 'studio-learners');
    await page.goto('/studio');
    await expect(page.getByRole('link', { name: 'Keep what is yours' })).toBeVisible();
    await picture(page, 'studio-courses');
  });
});

/** Requests that change something at such addresses wait from `begin` to `end`. */
function held(addresses: RegExp) {
  const gate = Promise.withResolvers<void>();
  return {
    begin: () =>
      page.route(addresses, async route => {
        if (route.request().method() !== 'GET') await gate.promise;
        await route.continue();
      }),
    async end() {
      const answered = page.waitForResponse(one => addresses.test(one.url()) && one.request().method() !== 'GET');
      gate.resolve();
      await answered;
      await page.unroute(addresses);
    },
  };
}

/** Room that an MP4 file may hold at its end without meaning: makes a small film a large file. */
function freeBox(bytes: number): Buffer {
  const box = Buffer.alloc(bytes);
  box.writeUInt32BE(bytes, 0);
  box.write('free', 4, 'latin1');
  return box;
}
