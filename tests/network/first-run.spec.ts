/** The set-up, where it touches the network: a name is tried on the spot, and encryption is one click. */
import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { setupCodePath } from '../../server/site/setup-code.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer } from '../harness/processes.ts';
import { complaintsOf, picture } from '../journeys/pictures.ts';
import { test } from '../harness/watched-browser.ts';

const ALONE = process.env['LYCEUM_TEST_OWN_NETWORK'] === '1';
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });

async function untilTheNetwork(page: Page): Promise<void> {
  const onward = () => page.getByRole('button', { name: 'Continue' }).click();
  await onward();
  await page.getByLabel('Name of the academy').fill('Northgate Academy');
  await onward();
  await page.getByLabel('First name').fill('Marisol');
  await page.getByLabel('Last name').fill('Vega');
  await page.getByLabel('E-mail').fill('marisol.vega@example.org');
  await page.getByLabel('Password', { exact: true }).fill('four words in a row');
  await onward();
  await expect(heading(page, 'Where data lives')).toBeVisible();
  await onward();
  await expect(heading(page, 'Where should backups go?')).toBeVisible();
  await page.getByRole('button', { name: 'Decide later' }).click();
}

test('a name that is chosen in the set-up is heard in the network within seconds', async ({ page }) => {
  test.skip(!ALONE, 'only in a network of its own: build/checks/own-network.mjs');
  test.setTimeout(150_000);
  const folder = temporaryFolder('first-run-network');
  const [port, https] = [await freePort(), await freePort()];
  const env = { LYCEUM_HOST: '0.0.0.0', LYCEUM_ANNOUNCE: '1', LYCEUM_HTTPS_PORT: String(https) };
  const server = await startServer({ dataFolder: folder.path, port, env });
  try {
    const complaints = complaintsOf(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(`${server.url}/setup?code=${readFileSync(setupCodePath(folder.path), 'utf8').trim()}`);
    await untilTheNetwork(page);
    await expect(page.getByText(`lyceum.local:${port} works in this network`)).toBeVisible();
    await page.getByLabel('Name on the network').fill('Northgate.local');
    await page.getByRole('button', { name: 'Try this name' }).click();
    await expect(page.getByText(`northgate.local:${port} works in this network`)).toBeVisible();
    await expect(page.getByLabel('Name on the network')).toHaveValue('northgate');
    await picture(page, 'setup-network-works');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByRole('radio', { name: /Certificate of this academy/ }).check();
    await page.getByRole('button', { name: 'Continue' }).click();
    await expect(heading(page, 'Does the academy send mail?')).toBeVisible();
    // The port opens a moment after the certificate is there.
    const read = async () => (await page.evaluate(async () => (await fetch('/api/v1/https')).json())).data;
    await expect.poll(read).toMatchObject({ rung: 'local', listening: { ok: true } });
    expect((await read()).urls).toContain(`https://northgate.local:${https}`);
    expect(complaints).toEqual([]);
  } finally {
    await server.stop();
    folder.remove();
  }
});
