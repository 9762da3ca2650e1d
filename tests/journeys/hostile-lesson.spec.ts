/** What somebody wrote so that it runs in the browsers of others: in the lesson as people read it, and in a page without any policy. */
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { renderLesson } from '../../server/courses/markdown/index.ts';
import { setupCode } from '../../server/site/setup-code.ts';
import { HOSTILE } from '../factories/hostile-html.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { test } from '../harness/watched-browser.ts';
import { demand } from './northgate.ts';

const EMAIL = 'reader@example.org';
const LESSONS = 24;

let site: TestAcademy;
let teacher: Caller;
let courseId: number;
let lessons: { id: number; marks: string[] }[];
let context: BrowserContext;

test.describe.configure({ mode: 'serial', timeout: 150_000 });
test.beforeAll(async ({ browser }) => {
  site = await startAcademy();
  const admin = { first_name: 'Marisol', last_name: 'Vega', email: 'marisol@example.org', password: PASSWORD };
  await demand(site.visitor.post('/setup', { code: setupCode(site.dataFolder), site_name: 'Northgate', admin }));
  teacher = await site.person(['instructor']);
  const learner = await site.person(['student'], { email: EMAIL });
  const about = { title: 'Hostile', description: HOSTILE.slice(0, 20).join('\n\n'), category: 'x' };
  courseId = (await demand<{ id: number }>(teacher.post('/courses', about))).id;
  lessons = await Promise.all(
    Array.from({ length: LESSONS }, async (_, index) => {
      const own = HOSTILE.filter((_one, at) => at % LESSONS === index);
      const marks = own.map((_one, at) => `mark ${index}-${at}`);
      const content = own.map((one, at) => `${marks[at]}\n\n${one}`).join('\n\n');
      const lesson = { title: `Lesson ${index}`, duration: 1, section: 'All', content, content_type: 'markdown' };
      const { id } = await demand<{ id: number }>(teacher.post(`/courses/${courseId}/modules`, lesson));
      return { id, marks };
    }),
  );
  await demand(teacher.post(`/courses/${courseId}/publish`));
  await demand(learner.post(`/courses/${courseId}/enroll`));
  context = await browser.newContext({ baseURL: site.origin });
});
test.afterAll(async () => {
  await context?.close();
  await site?.stop();
});

/** What a page did that it must not: dialogs, alert, requests to anybody else. */
async function misdeedsOf(page: Page): Promise<string[]> {
  const misdeeds: string[] = [];
  page.on('dialog', dialog => {
    misdeeds.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', request => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== site.origin)
      misdeeds.push(`request: ${request.url()}`);
  });
  page.on('popup', popup => misdeeds.push(`popup: ${popup.url()}`));
  page.on('framenavigated', frame => {
    if (new URL(frame.url()).origin !== site.origin) misdeeds.push(`went to ${frame.url()}`);
  });
  await page.exposeFunction('ran', (what: string) => void misdeeds.push(`ran: ${what}`));
  await page.addInitScript(() => {
    const { ran } = globalThis as unknown as { ran(what: string): void };
    globalThis.alert = what => ran(String(what));
  });
  return misdeeds;
}

/** Does to every element what a reader's hand may do, except following links. */
const touchEverything = (page: Page, within: string) =>
  page.evaluate(async selector => {
    const place = document.querySelector(selector) as HTMLElement;
    place.addEventListener('click', event => event.preventDefault(), { capture: true });
    for (const element of place.querySelectorAll<HTMLElement>('*'))
      for (const name of ['pointerover', 'mouseover', 'focus', 'click', 'blur', 'toggle'])
        element.dispatchEvent(new Event(name, { bubbles: true, cancelable: true }));
    await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
    const tags = [...place.querySelectorAll('*')].map(({ localName }) => localName);
    const links = [...place.querySelectorAll('a')].map(({ protocol, target, rel }) => ({ protocol, target, rel }));
    const handlers = [...place.querySelectorAll('*')].flatMap(({ attributes }) =>
      [...attributes].map(({ name }) => name).filter(name => /^on|^style$|^srcdoc$|^formaction$|^ping$/.test(name)),
    );
    return { tags: [...new Set(tags)], links, handlers };
  }, within);

const RUNS =
  /^(script|style|iframe|frame|object|embed|applet|svg|math|form|input|link|meta|base|template|video|audio)$/;

function expectTame({ tags, links, handlers }: Awaited<ReturnType<typeof touchEverything>>): void {
  expect(tags.filter(tag => RUNS.test(tag))).toEqual([]);
  expect(handlers).toEqual([]);
  for (const { protocol, target, rel } of links) {
    expect(protocol).toMatch(/^(https?|mailto):$/);
    if (target !== '') expect(rel).toContain('noopener');
  }
}

test('nothing of it runs in a page that forbids nothing', async () => {
  const page = await context.newPage();
  const misdeeds = await misdeedsOf(page);
  await page.route(`${site.origin}/bare`, route =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><main></main>' }),
  );
  await page.goto('/bare');
  const shown = HOSTILE.map(
    one => renderLesson(one, src => ({ url: `/api/v1/files/${encodeURIComponent(src)}` })).html,
  );
  for (const html of shown) {
    await page.evaluate(text => {
      (document.querySelector('main') as HTMLElement).innerHTML = text;
    }, html);
    expectTame(await touchEverything(page, 'main'));
  }
  expect(misdeeds).toEqual([]);
  // The trap itself works: the same page without cleaning runs what it is given.
  await page.evaluate(() => {
    (document.querySelector('main') as HTMLElement).innerHTML = '<img src=x onerror=alert(1)>';
  });
  await expect.poll(() => misdeeds).toEqual(['ran: 1']);
  await page.close();
});

test('a learner reads every such lesson, sees its words, and nothing happens', async () => {
  const page = await context.newPage();
  const misdeeds = await misdeedsOf(page);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/');
  await page.goto(`/courses/${courseId}`);
  await expect(page.getByRole('heading', { name: 'Hostile', level: 1 })).toBeVisible();
  expect((await touchEverything(page, 'main')).handlers.filter(name => name !== 'style')).toEqual([]);
  for (const { id, marks } of lessons) {
    await page.goto(`/courses/${courseId}/modules/${id}`);
    const first = page.getByText(marks[0] as string, { exact: true });
    await expect(first).toBeVisible();
    const prose = await first.evaluate(element => {
      element.parentElement?.setAttribute('data-read', '');
      return element.parentElement?.textContent ?? '';
    });
    expect(prose).toContain(marks[0]);
    expectTame(await touchEverything(page, '[data-read]'));
  }
  expect(misdeeds).toEqual([]);
  await page.close();
});
