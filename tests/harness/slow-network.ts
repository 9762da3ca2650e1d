/**
 * A slow network, on request: with `LYCEUM_TEST_SLOW=1200` every request of a page, and every answer, is held back for up to so many
 * milliseconds, most for a short while and some for long. Presses that are lost and answers that overtake each other come to light.
 */
import type { BrowserContext } from '@playwright/test';

const LONGEST_MS = Number(process.env['LYCEUM_TEST_SLOW'] ?? 0);
/** So many of a hundred may take the longest; the others a twentieth of it. */
const LONG_PERCENT = 40;

/** In every page that the context opens from now on; nothing without the setting. */
export async function slowDown(context: BrowserContext): Promise<void> {
  if (LONGEST_MS === 0) return;
  await context.addInitScript(
    ({ longest, percent }) => {
      const send = globalThis.fetch;
      const wait = () => {
        const most = Math.random() * 100 < percent ? longest : longest / 20;
        return new Promise(done => setTimeout(done, most * Math.random()));
      };
      globalThis.fetch = async (...request: Parameters<typeof fetch>) => {
        await wait();
        const answer = await send(...request);
        await wait();
        return answer;
      };
    },
    { longest: LONGEST_MS, percent: LONG_PERCENT },
  );
}
