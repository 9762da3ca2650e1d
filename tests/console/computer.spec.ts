import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { expect } from '@playwright/test';
import { findInPath } from '../harness/programs.ts';
import { picture } from '../journeys/pictures.ts';
import { setUp } from './first-run.ts';
import { chooseRuntime, firstPage } from './runtime.ts';
import { isUp, openConsole, stateIn, supervisorOf, test } from './lyceum.ts';

const PASSWORD = 'four words in a row';

const listening = async (port: number): Promise<Server> => {
  const server = createServer(socket => socket.end()).listen(port, '0.0.0.0');
  await once(server, 'listening');
  return server;
};

test('a port that another program has is explained, and another one is a click away', async ({ folder }) => {
  const other = await listening(folder.port);
  const electron = await openConsole(folder);
  const page = await firstPage(electron);
  await expect(page.getByText(`Port ${folder.port} is used by another program`)).toBeVisible();
  const button = page.getByRole('button', { name: /^Start on port \d+$/ });
  await expect(button).toBeVisible();
  await picture(page, 'console-port-taken');
  const free = Number(/\d+/.exec(await button.innerText())?.[0]);
  await button.click();
  await expect.poll(() => stateIn(page)).toBe('ready');
  expect(await isUp(free)).toBe(true);
  await electron.close();
  other.close();
});

test('a server that is killed is said, and started again by itself', async ({ page, folder }) => {
  await expect.poll(() => stateIn(page)).toBe('ready');
  const first = supervisorOf(folder) as number;
  process.kill(first, 'SIGKILL');
  await expect.poll(() => stateIn(page)).toBe('failed');
  const state = await page.evaluate(() => window.lyceum.appliance.state());
  expect(state).toMatchObject({ trouble: { kind: 'crashed' }, reason: expect.stringContaining('ended from outside') });
  await expect.poll(() => stateIn(page)).toBe('ready');
  expect(supervisorOf(folder)).not.toBe(first);
});

test('a console that was killed leaves the server, and the next one attaches', async ({ folder }) => {
  const first = await openConsole(folder);
  await expect.poll(async () => stateIn(await firstPage(first))).toBe('ready');
  const pid = supervisorOf(folder);
  first.process().kill('SIGKILL');
  await expect.poll(() => isUp(folder.port)).toBe(true);
  const second = await openConsole(folder);
  await expect.poll(async () => stateIn(await firstPage(second))).toBe('ready');
  expect(supervisorOf(folder)).toBe(pid);
  await second.close();
});

test('starting at boot that the system refuses is a plain sentence; the window’s habits are kept', async ({ page }) => {
  test.setTimeout(300_000);
  await setUp(page, PASSWORD);
  await page.getByRole('link', { name: /^Settings/ }).click();
  await page.getByRole('link', { name: 'This computer', exact: true }).click();
  const boot = page.getByRole('switch', { name: 'Starts with this computer' });
  await expect(boot).toBeVisible();
  await expect(page.getByText('Data folder')).toBeVisible();
  const facts = await page.evaluate(() => window.lyceum.computer.facts());
  test.info().annotations.push({ type: 'start at boot', description: facts.start_at_boot });
  // Where the system can ask for a password it would, or, for root, do it.
  if (facts.start_at_boot === 'off' && !findInPath('pkexec')) {
    await boot.press('Space');
    await expect(page.getByText(/^This was not changed: /)).toBeVisible();
    await expect(boot).not.toBeChecked();
  }
  await page.getByText('Quit the console', { exact: true }).click();
  await expect
    .poll(async () => (await page.evaluate(() => window.lyceum.computer.facts())).window.closing)
    .toBe('quit');
});

test('the tray shows what the server does and offers what can be done', async ({ electron, page }) => {
  test.skip(chooseRuntime().kind === 'electron', 'the real program offers no list of its tray icons');
  const labels = () =>
    electron.evaluate(electronModule => {
      const { trays } = electronModule as unknown as {
        trays: Set<{ menu: { items: { label: string; enabled: boolean }[] } }>;
      };
      const [tray] = trays;
      return tray?.menu.items.filter(({ enabled, label }) => enabled && label).map(({ label }) => label) ?? [];
    });
  await expect.poll(() => stateIn(page)).toBe('ready');
  await expect.poll(labels).toEqual(['Open', 'Back up now', 'Stop server', 'Quit console (the academy keeps running)']);
  await page.evaluate(() => window.lyceum.appliance.stop());
  await expect.poll(labels).toEqual(['Open', 'Start server', 'Quit console (the academy keeps running)']);
});
