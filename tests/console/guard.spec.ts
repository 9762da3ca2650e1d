import { expect } from '@playwright/test';
import { stateIn, test } from './lyceum.ts';

test('the page stays where it is', async ({ page }) => {
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.org/';
  });
  await expect.poll(() => stateIn(page)).toBe('ready');
  expect(page.url()).toBe(before);
});

test('no window opens; only pages of this academy are handed to the browser', async ({ electron, page, folder }) => {
  await expect.poll(() => stateIn(page)).toBe('ready');
  await electron.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = async url => void opened.push(url);
  });
  const refused = await page.evaluate(() =>
    window.lyceum.openAddress('https://example.org/').then(
      () => null,
      (error: unknown) => (error as Error).message,
    ),
  );
  expect(refused).toContain('Only pages of this academy');
  const own = `http://127.0.0.1:${folder.port}/courses`;
  await page.evaluate(url => window.lyceum.openAddress(url), own);
  await page.evaluate(() => void window.open('file:///etc/passwd'));
  await page.evaluate(() => void window.open('https://example.org/'));
  const opened = () => electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
  await expect.poll(opened).toEqual([own]);
  await expect.poll(() => electron.windows().length).toBe(1);
});

test('a frame within the page is not listened to', async ({ electron, page }) => {
  const verdicts = await electron.evaluate(async ({ ipcMain }) => {
    const handlers = (ipcMain as unknown as { _invokeHandlers: Map<string, (...args: unknown[]) => unknown> })
      ._invokeHandlers;
    const call = async (senderFrame: unknown) => {
      try {
        return JSON.stringify(await handlers.get('appliance:state')?.({ senderFrame }));
      } catch (error) {
        return (error as Error).message;
      }
    };
    return {
      own: await call({ origin: 'app://console', parent: null }),
      framed: await call({ origin: 'app://console', parent: {} }),
      foreign: await call({ origin: 'https://example.org', parent: null }),
      gone: await call(null),
    };
  });
  const refusal = 'Only the console itself may ask for this.';
  expect(verdicts).toMatchObject({ framed: refusal, foreign: refusal, gone: refusal });
  expect(verdicts.own).toContain('name');
  await expect.poll(() => stateIn(page)).toBe('ready');
});

test('the page is served with a policy that allows no foreign script, and the bridge cannot be changed', async ({
  page,
}) => {
  const policy = await page.evaluate(async () => (await fetch('/console')).headers.get('content-security-policy'));
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("object-src 'none'");
  expect(await page.evaluate(() => Object.isFrozen(window.lyceum) && Object.isFrozen(window.lyceum.appliance))).toBe(
    true,
  );
  const outside = await page.evaluate(async () => (await fetch('/..%2f..%2fpackage.json')).status);
  expect(outside).toBe(404);
  await expect.poll(() => stateIn(page)).toBe('ready');
});
