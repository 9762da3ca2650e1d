/** Pictures of screens at every width in both schemes, each checked by axe; and what a page complained about. */
import { resolve } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const FOLDER = resolve(import.meta.dirname, '../../test-results/pictures');
const WIDTHS = [
  { width: 390, height: 844 },
  { width: 820, height: 1180 },
  { width: 1440, height: 900 },
] as const;

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

/** Leaves test-results/pictures/<name>-<width>-<scheme>.png; no violation of WCAG 2.2 AA, nothing wider than the window. */
export async function picture(page: Page, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const size of WIDTHS) {
    await page.setViewportSize(size);
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', scheme);
      await settled(page);
      await page.screenshot({ path: `${FOLDER}/${name}-${size.width}-${scheme}.png`, fullPage: true });
      const axe = new AxeBuilder({ page });
      // The dark page is the same page in other colours.
      const { violations } = await (scheme === 'light' ? axe : axe.withRules(['color-contrast'])).analyze();
      const found = violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(node => node.html.slice(0, 200)).join(' | ')}`,
      );
      expect(found, `${name} at ${size.width}, ${scheme}`).toEqual([]);
    }
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(tooWide, `${name} at ${size.width} scrolls sideways`).toBeLessThanOrEqual(0);
  }
  if (before) await page.setViewportSize(before);
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
