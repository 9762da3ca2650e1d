/** The computer was switched off, the database is damaged: the console says so and brings the last backup back. */
import { expect } from '@playwright/test';
import { writeLastRun } from '../../server/supervisor/last-run.ts';
import { buildRestoreRoom, spoilDatabase } from '../harness/restore-room.ts';
import { picture } from '../journeys/pictures.ts';
import { type OwnFolder, stateIn, test as base } from './lyceum.ts';

const test = base.extend<{ folder: OwnFolder }>({
  folder: async ({ folder }, use) => {
    await buildRestoreRoom(folder.path);
    writeLastRun(folder.path, { state: 'running', set_up: true });
    spoilDatabase(folder.path);
    await use(folder);
  },
});

test('a damaged database is named, and the last backup restored with two clicks', async ({ page }) => {
  test.setTimeout(180_000);
  const heading = page.getByRole('heading', { name: 'The data of the academy are damaged.' });
  await expect(heading).toBeVisible({ timeout: 60_000 });
  expect(await stateIn(page)).toBe('damaged');
  await expect(page.getByText(/lyceum\.db is damaged/)).toBeVisible();
  await expect(page.getByText('Data damaged')).toBeVisible();
  await picture(page, 'console-damaged');

  await page.getByRole('button', { name: 'Restore this backup' }).click();
  const dialog = page.getByRole('dialog', { name: /^Restore to/ });
  await expect(dialog.getByRole('button', { name: 'Keep everything as it is' })).toBeFocused();
  await picture(page, 'console-damaged-confirm');
  await dialog.getByRole('button', { name: 'Restore this backup' }).click();
  await expect(page.getByRole('heading', { name: 'The academy is being restored.' })).toBeVisible();
  await expect(page.getByText('Server running')).toBeVisible({ timeout: 90_000 });
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  expect(await stateIn(page)).toBe('ready');
});
