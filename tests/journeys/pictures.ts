/** Screens looked at in every width and both schemes by axe, and by people who ask for pictures; and what a page complained about. */
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const FOLDER = resolve(import.meta.dirname, '../../test-results/pictures');
const WIDTHS = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
] as const;
const WIDEST = WIDTHS[2];
/** Pictures cost half of the time, and only people look at them. */
const KEPT = process.env['LYCEUM_TEST_PICTURES'] === '1';

/**
 * Collects what the page says in its console as errors, and exceptions nobody caught. Refusals that a journey provokes
 * are named in `expected`, by a part of their text or address.
 */
export function complaintsOf(page: Page, expected: readonly string[] = []): string[] {
  const complaints: string[] = [];
  const note = (text: string) => {
    if (!expected.some(part => text.includes(part))) complaints.push(text);
  };
  page.on('pageerror', error => note(String(error)));
  page.on('console', message => {
    if (message.type() === 'error') note(`${message.text()} ${message.location().url}`);
  });
  return complaints;
}

/**
 * Looks at the page at every width: no violation of WCAG 2.2 AA, nothing wider than the window. With LYCEUM_TEST_PICTURES=1 it also
 * leaves test-results/pictures/<name>-<width>-<scheme>.png, for people to look at.
 */
export async function picture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    await wear(page, 'light');
    await keep(page, `${name}-${size.width}-light`);
    await findNothing(page, `${name} at ${size.width}, light`);
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, `${name} at ${size.width} scrolls sideways`).toBeLessThanOrEqual(0);
    // The dark page is the same page in other colours, the same at every width.
    if (!KEPT && size !== WIDEST) continue;
    await wear(page, 'dark');
    await keep(page, `${name}-${size.width}-dark`);
    if (size === WIDEST) await findNothing(page, `${name} at ${size.width}, dark`, ['color-contrast']);
  }
  if (before) await page.setViewportSize(before);
}

/** How many pages a printer would get; what is on them is left for people to look at. */
export async function pagesPrinted(page: Page, name: string): Promise<number> {
  const sheet = await page.pdf({ format: 'A4', ...(KEPT ? { path: `${FOLDER}/${name}.pdf` } : {}) });
  return sheet.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}

async function wear(page: Page, scheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
  await settled(page);
}

async function keep(page: Page, name: string): Promise<void> {
  if (KEPT) await page.screenshot({ path: `${FOLDER}/${name}.png`, fullPage: true });
}

/** No violation of all rules, or of these alone. */
async function findNothing(page: Page, where: string, rules?: string[]): Promise<void> {
  const axe = await axeFor(page);
  if (rules) axe.withRules(rules);
  const { violations } = await axe.analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 200)).join(' | ')}`);
  expect(found, where).toEqual([]);
}

/**
 * Other frames take a run in each and a page more in which the findings are put together, by axe's own way. A page without any is
 * looked at where it is, with the same rules: a third of the time, and most of a journey is spent here.
 */
async function axeFor(page: Page): Promise<AxeBuilder> {
  if (page.frames().length > 1) return new AxeBuilder({ page });
  // What was read into the page stays there until it is left.
  const isThere = await page.evaluate(() => 'axe' in window);
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: '0' } : {}) });
  // All that passed would be described just as fully, and thrown away.
  return axe.setLegacyMode().options({ resultTypes: ['violations'] });
}

/**
 * Fonts are here, pictures are drawn, nothing moves any more. A colour that is inherited changes one element after the
 * other, each a frame later, so stillness is two frames in a row without a running animation.
 */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all(Array.from(document.images, image => image.decode().catch(() => {})));
    const frame = () => new Promise(drawn => requestAnimationFrame(drawn));
    for (let still = 0; still < 2; ) {
      await frame();
      const moving = document.getAnimations().filter(({ playState }) => playState === 'running');
      still = moving.length === 0 ? still + 1 : 0;
    }
  });
}
