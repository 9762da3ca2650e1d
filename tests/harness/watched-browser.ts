/**
 * The browser of the journeys, watched: whatever a page's own Content-Security-Policy stops, in any page that a test opens, fails
 * that test. A policy that is broken somewhere is soon loosened for everybody.
 */
import { type Browser, type BrowserContext, expect, test as base } from '@playwright/test';
import { slowDown } from './slow-network.ts';

/** Expected by a test that provokes them: `allowed` takes them out of what fails. */
export interface Violations {
  seen: string[];
}

async function watch(context: BrowserContext, seen: string[]): Promise<void> {
  await slowDown(context);
  await context.exposeBinding('__policyStopped', (_source, what: string) => void seen.push(what));
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', event => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber, sample } = event;
      const what = `${location.pathname}: ${effectiveDirective} stopped ${blockedURI} ${sample} (${sourceFile ?? ''}:${lineNumber})`;
      (globalThis as unknown as { __policyStopped(what: string): void }).__policyStopped(what);
    });
  });
}

/** For a browser that a test launches itself: watches every context of it. */
export function watchBrowser(browser: Browser, { seen }: Violations): void {
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async options => {
    const context = await newContext(options);
    await watch(context, seen);
    return context;
  };
}

export const test = base.extend<{ watched: undefined }, { violations: Violations }>({
  // Playwright wants the pattern, also where a fixture needs no other.
  // oxlint-disable-next-line no-empty-pattern
  violations: [({}, use) => use({ seen: [] }), { scope: 'worker' }],
  browser: [
    async ({ browser, violations }, use) => {
      watchBrowser(browser, violations);
      await use(browser);
    },
    { scope: 'worker' },
  ],
  watched: [
    async ({ violations }, use) => {
      await use(undefined);
      expect(violations.seen.splice(0), 'the policy of the page stopped nothing').toEqual([]);
    },
    { auto: true },
  ],
});
