import { expect, type Page } from '@playwright/test';
import { picture } from '../journeys/pictures.ts';
import { setUp } from './first-run.ts';
import { firstPage } from './runtime.ts';
import { openConsole, stateIn, test } from './lyceum.ts';

const PASSWORD = 'four words in a row';
const PIN = '271828';

const lockScreen = (page: Page) => page.getByRole('heading', { name: 'The console is locked' });

/** How the bridge and the API answer while the page is locked. */
const behind = (page: Page) =>
  page.evaluate(async () => {
    const refusal = (asked: Promise<unknown>) =>
      asked.then(
        () => 'answered',
        (error: unknown) => (error as Error).message,
      );
    const status = async (path: string) => (await fetch(`/api/v1${path}`)).status;
    return {
      session: await refusal(window.lyceum.session.load()),
      stop: await refusal(window.lyceum.appliance.stop()),
      code: await refusal(window.lyceum.appliance.setupCode()),
      users: await status('/users'),
      overview: await status('/overview'),
      site: await status('/site'),
    };
  });

test('the shortcut locks; nothing is handed out behind it; a new window is locked; the password opens it', async ({
  page,
  electron,
}) => {
  test.setTimeout(300_000);
  await setUp(page, PASSWORD);
  await expect(page.getByText('Learning now')).toBeVisible();
  await page.keyboard.press('Control+Shift+L');
  await expect(lockScreen(page)).toBeVisible();
  await expect(page.getByText('Learning now')).toBeHidden();
  await expect(page.getByRole('link', { name: 'Users' })).toHaveCount(0);
  expect(await behind(page)).toEqual({
    session: expect.stringContaining('The console is locked'),
    stop: expect.stringContaining('The console is locked'),
    code: expect.stringContaining('The console is locked'),
    users: 403,
    overview: 403,
    site: 200,
  });
  await picture(page, 'console-locked');
  await page.close();
  // The program hears of the closed window a moment after the page has gone.
  await expect.poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
  const opened = electron.waitForEvent('window');
  await electron.evaluate(({ app }) => void app.emit('second-instance'));
  const again = await opened;
  await expect(lockScreen(again)).toBeVisible();
  await expect(again.getByLabel('Password', { exact: true })).toBeFocused();
  await again.keyboard.type('not the password');
  await again.keyboard.press('Enter');
  await expect(again.getByText('This is not the password. Try again.')).toBeVisible();
  await again.keyboard.type(PASSWORD);
  await again.keyboard.press('Enter');
  await expect(again.getByText('Learning now')).toBeVisible();
});

test('a PIN opens it, is limited, and the computer’s own sleep locks', async ({ page, electron }) => {
  test.setTimeout(300_000);
  await setUp(page, PASSWORD);
  await page.getByRole('link', { name: /^Settings/ }).click();
  await page.getByRole('link', { name: 'This computer', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'This computer' })).toBeVisible();
  await page.getByRole('button', { name: 'Set a PIN' }).click();
  const dialog = page.getByRole('dialog', { name: 'Set a PIN' });
  await dialog.getByLabel('New PIN').fill('1234');
  await dialog.getByLabel('The same PIN once more').fill('1234');
  await dialog.getByLabel('Your password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Save PIN' }).click();
  await expect(dialog.getByText('among the first ones that people try')).toBeVisible();
  await picture(page, 'console-pin');
  await dialog.getByLabel('New PIN').fill(PIN);
  await dialog.getByLabel('The same PIN once more').fill(PIN);
  await dialog.getByRole('button', { name: 'Save PIN' }).click();
  await expect(page.getByText('The PIN is set.')).toBeVisible();
  await picture(page, 'console-computer');

  await electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(lockScreen(page)).toBeVisible();
  const field = page.getByLabel('PIN', { exact: true });
  for (let wrong = 0; wrong < 5; wrong++) {
    await field.fill('000000');
    await page.keyboard.press('Enter');
    await expect(page.getByText('This is not the PIN. Try again.')).toBeVisible();
    await expect(field).toHaveValue('');
  }
  await expect(page.getByText('Too many wrong PINs. The next try is possible in')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Unlock' })).toBeDisabled();
  await picture(page, 'console-locked-pin');
  await page.getByRole('button', { name: 'Use the password instead' }).click();
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('heading', { name: 'This computer' })).toBeVisible();

  await page.keyboard.press('Control+Shift+L');
  await field.fill(PIN);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'This computer' })).toBeVisible();
});

test('signing out is the other way out of the lock; without a kept session a new console is not locked', async ({
  folder,
}) => {
  test.setTimeout(300_000);
  const electron = await openConsole(folder);
  const page = await firstPage(electron);
  await setUp(page, PASSWORD);
  await page.keyboard.press('Control+Shift+L');
  await expect(lockScreen(page)).toBeVisible();
  await page.getByRole('button', { name: 'Sign out instead' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await stateIn(page)).toBe('ready');
  await electron.close();
});
