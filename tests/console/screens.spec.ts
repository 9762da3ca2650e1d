import { expect } from '@playwright/test';
import { picture } from '../journeys/pictures.ts';
import { setUp } from './first-run.ts';
import { isUp, stateIn, supervisorOf, test } from './lyceum.ts';

const PASSWORD = 'four words in a row';

test('set-up without typing a code, home, restart, stop and start by the rail, signing out and in again', async ({
  page,
  folder,
}) => {
  test.setTimeout(300_000);
  await setUp(page, PASSWORD);
  await expect(page.getByText('Server running')).toBeVisible();
  await expect(page.getByText('Learning now')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Users' })).toBeVisible();

  const first = supervisorOf(folder);
  await page.getByRole('button', { name: 'Restart' }).click();
  await expect(page.getByText('Restarting')).toBeVisible();
  await expect(page.getByText('Server running')).toBeVisible();
  expect(supervisorOf(folder)).toBe(first);

  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page.getByRole('dialog', { name: 'Stop the server?' }).getByRole('button', { name: 'Stop server' }).click();
  await expect(page.getByRole('heading', { name: 'The server is stopped.' })).toBeVisible();
  await expect(page.getByText('Server stopped')).toBeVisible();
  expect(await isUp(folder.port)).toBe(false);
  await picture(page, 'console-stopped');

  await page.getByRole('button', { name: 'Start the server' }).click();
  await expect(page.getByText('Server running')).toBeVisible();
  await expect(page.getByText('Learning now')).toBeVisible();
  expect(await stateIn(page)).toBe('ready');
  expect(supervisorOf(folder)).not.toBe(first);

  await page.getByRole('button', { name: /your account$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Server running')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Restart' })).toBeEnabled();
  await page.getByLabel('E-mail').fill('marisol.vega@example.org');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Learning now')).toBeVisible();
});
