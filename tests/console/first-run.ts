/** The set-up in the console's own window, as short as it can be. */
import { expect, type Page } from '@playwright/test';

/** Answers only what must be answered; ends at the console's home. */
export async function setUp(page: Page, password: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'Welcome. What would you like to do?' })).toBeVisible({
    timeout: 60_000,
  });
  const onward = () => page.getByRole('button', { name: 'Continue' }).click();
  await onward();
  await page.getByLabel('Name of the academy').fill('Northgate Academy');
  await onward();
  await page.getByLabel('First name').fill('Marisol');
  await page.getByLabel('Last name').fill('Vega');
  await page.getByLabel('E-mail').fill('marisol.vega@example.org');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await onward();
  await expect(page.getByRole('heading', { name: 'Where data lives' })).toBeVisible();
  await onward();
  for (const later of [
    'Where should backups go?',
    'What is it called on the network?',
    'Should connections be encrypted?',
    'Does the academy send mail?',
  ]) {
    await expect(page.getByRole('heading', { name: later })).toBeVisible();
    await page.getByRole('button', { name: 'Decide later' }).click();
  }
  await page.getByLabel('No, begin empty').check();
  await page.getByRole('button', { name: 'Finish' }).click();
  await expect(page.getByRole('heading', { name: 'Northgate Academy is ready.' })).toBeVisible();
  await page.getByRole('button', { name: 'Open the console' }).click();
  await expect(page.getByText('Learning now')).toBeVisible();
}
