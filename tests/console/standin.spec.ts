import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import { chooseRuntime, firstPage, launchConsole, windowOf } from './runtime.ts';

interface Bridge {
  call(name: string, value?: unknown): Promise<unknown>;
  open(url: string): void;
}

declare global {
  // What trivial/preload.cjs puts into the page.
  var bridge: Bridge;
}

const MAIN = join(import.meta.dirname, 'trivial/main.mjs');

const test = base.extend<{ electron: ElectronApplication; page: Page }>({
  electron: async ({}, use) => {
    const electron = await launchConsole(MAIN);
    await use(electron);
    await electron.close();
  },
  page: async ({ electron }, use) => {
    await use(await firstPage(electron));
  },
});

test('a call from the page reaches the main process, and its news come back', async ({ page }) => {
  await expect(page.getByRole('heading')).toHaveText('Console');
  expect(await page.evaluate(() => bridge.call('start', 'academy'))).toEqual({ started: 'academy' });
  await expect(page.getByRole('status')).toHaveText('running for app://console');
});

test('errors keep their words, unknown calls are refused', async ({ page }) => {
  const failure = (name: string) =>
    page.evaluate(channel => bridge.call(channel).catch((error: unknown) => String(error)), name);
  expect(await failure('fail')).toBe("Error: Error invoking remote method 'fail': TypeError: no disk");
  expect(await failure('unknown')).toContain("No handler registered for 'unknown'");
});

test('the bridge is frozen, and nothing else of the machine is in the page', async ({ page }) => {
  expect(await page.evaluate(() => Object.isFrozen(bridge))).toBe(true);
  expect(await page.evaluate(() => ['require', 'process', 'standinCall'].filter(name => name in globalThis))).toEqual(
    [],
  );
});

test('windows, menus and dialogs are those of the program', async ({ electron, page }) => {
  const window = await windowOf(electron, page);
  await expect.poll(() => window.evaluate(shown => shown.isVisible())).toBe(true);
  expect(await page.evaluate(() => innerWidth)).toBe(1000);

  await electron.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('stop')?.click();
  });
  await expect(page.getByRole('status')).toHaveText('stopped by menu');

  await electron.evaluate(({ dialog }) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: ['/media/usb/course.zip'] });
  });
  expect(await page.evaluate(() => bridge.call('pick'))).toEqual(['/media/usb/course.zip']);
});

test('the page cannot be led away', async ({ electron, page }) => {
  const window = await windowOf(electron, page);
  await window.evaluate(shown => {
    shown.webContents.on('will-navigate', (_event, url) => shown.setTitle(url));
  });
  await page.evaluate(() => {
    location.href = 'https://elsewhere.test/';
  });
  await expect.poll(() => window.evaluate(shown => shown.getTitle())).toBe('https://elsewhere.test/');
  await expect(page.getByRole('heading')).toHaveText('Console');
});

test('what has no window is written down', async ({ electron, page }) => {
  test.skip(chooseRuntime().kind === 'electron', 'the real program shows these on the desktop');
  await page.evaluate(() => bridge.open('https://lyceum.test/help'));
  expect(await page.evaluate(() => bridge.call('secrets'))).toBe(false);
  const names = () =>
    electron.evaluate(module =>
      (module as unknown as { recorded: { what: string }[] }).recorded.map(entry => entry.what),
    );
  await expect.poll(names).toEqual(['notification', 'shell.openExternal']);
});

test('closing the last window ends the program', async ({ electron, page }) => {
  const program = electron.process();
  const closed = electron.waitForEvent('close');
  const window = await windowOf(electron, page);
  await window.evaluate(shown => shown.close());
  await closed;
  expect(program.exitCode).toBe(0);
});
