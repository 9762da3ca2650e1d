import { expect } from '@playwright/test';
import { picture } from '../journeys/pictures.ts';
import { isUp, stateIn, supervisorOf, test } from './lyceum.ts';

const PASSWORD = 'four words in a row';

test('set-up without typing a code, home, then stop and start with the buttons of the rail', async ({
  page,
  folder,
}) => {
  test.setTimeout(120_000);
  await expect(page.getByRole('heading', { name: 'What is your academy called?' })).toBeVisible({ timeout: 30_000 });
  await page.getByLabel('Name of the academy').fill('Northgate Academy');
  await page.keyboard.press('Enter');
  await page.getByLabel('First name').fill('Marisol');
  await page.getByLabel('Last name').fill('Vega');
  await page.getByLabel('E-mail').fill('marisol.vega@example.org');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await expect(page.getByText(folder.path, { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Choose another folder…' })).toBeVisible();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByLabel('No, begin empty').check();
  await page.getByRole('button', { name: 'Set up the academy' }).click();
  await expect(page.getByRole('heading', { name: 'Northgate Academy is ready.' })).toBeVisible();
  await page.getByRole('button', { name: 'Open the console' }).click();

  await expect(page.getByText('Server running')).toBeVisible();
  await expect(page.getByText('Learning now')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Users' })).toBeVisible();

  const first = supervisorOf(folder);
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByText('Restarting')).toBeVisible();
  await expect(page.getByText('Server running')).toBeVisible({ timeout: 20_000 });
  expect(supervisorOf(folder)).toBe(first);

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('dialog', { name: 'Stop the server?' }).getByRole('button', { name: 'Stop server' }).click();
  await expect(page.getByRole('heading', { name: 'The server is stopped.' })).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Server stopped')).toBeVisible();
  expect(await isUp(folder.port)).toBe(false);
  await picture(page, 'console-stopped');

  await page.getByRole('button', { name: 'Start the server' }).click();
  await expect(page.getByText('Server running')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('Learning now')).toBeVisible({ timeout: 20_000 });
  expect(await stateIn(page)).toBe('ready');
  expect(supervisorOf(folder)).not.toBe(first);
});

test('signed out, the rail still shows the server and its buttons', async ({ page }) => {
  await expect.poll(() => stateIn(page), { timeout: 30_000 }).toBe('ready');
  await page.evaluate(async () => {
    const admin = {
      email: 'ada@example.org',
      password: 'correct horse battery',
      first_name: 'Ada',
      last_name: 'Byron',
    };
    const code = await window.lyceum.appliance.setupCode();
    const body = JSON.stringify({ code, site_name: 'Harbour School', admin, client: 'bearer' });
    await fetch('/api/v1/setup', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  });
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Server running')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Restart' })).toBeEnabled();
  await page.getByLabel('E-mail').fill('ada@example.org');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Learning now')).toBeVisible();
});
