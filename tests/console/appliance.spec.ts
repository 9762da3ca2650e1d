import { expect } from '@playwright/test';
import { startServer } from '../harness/processes.ts';
import { firstPage } from './runtime.ts';
import { isUp, openConsole, stateIn, supervisorOf, test } from './lyceum.ts';

test('the console starts the server, shows its state, and the API answers under the page’s own address', async ({
  page,
  folder,
}) => {
  await expect.poll(() => stateIn(page)).toBe('ready');
  const site = await page.evaluate(async () => (await fetch('/api/v1/site')).json());
  expect(site).toMatchObject({ status: 'success', data: { set_up: false } });
  expect(await page.evaluate(() => window.lyceum.socketAddress())).toBe(`http://127.0.0.1:${folder.port}`);
  const folderFacts = await page.evaluate(() => window.lyceum.appliance.dataFolder());
  expect(folderFacts.path).toBe(folder.path);
  expect(folderFacts.free_bytes).toBeGreaterThan(0);
});

test('first-run set-up needs no code to be typed on the machine itself, and bodies pass through', async ({ page }) => {
  await expect.poll(() => stateIn(page)).toBe('ready');
  const code = await page.evaluate(() => window.lyceum.appliance.setupCode());
  expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const answer = await page.evaluate(async given => {
    const admin = {
      email: 'ada@example.org',
      password: 'correct horse battery',
      first_name: 'Ada',
      last_name: 'Byron',
    };
    const body = JSON.stringify({ code: given, site_name: 'Harbour School', admin, client: 'bearer' });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch('/api/v1/setup', { method: 'POST', headers, body });
    return { status: response.status, body: await response.json() };
  }, code);
  expect(answer.status).toBe(201);
  expect(answer.body.data.token).toEqual(expect.any(String));
  expect(await page.evaluate(() => window.lyceum.appliance.setupCode())).toBeNull();
  const choice = await page.evaluate(() => window.lyceum.appliance.chooseDataFolder());
  expect(choice).toMatchObject({ outcome: 'refused' });
});

test('stop, start and restart', async ({ page, folder }) => {
  await expect.poll(() => stateIn(page)).toBe('ready');
  const first = supervisorOf(folder);
  const workers = () =>
    page.evaluate(async () => {
      const state = await window.lyceum.appliance.state();
      return state.name === 'attached' ? state.report.workers.map(worker => worker.pid) : [];
    });
  const before = await workers();
  await page.evaluate(() => window.lyceum.appliance.restart());
  await expect.poll(async () => (await workers()).some(pid => before.includes(pid))).toBe(false);
  await expect.poll(() => stateIn(page)).toBe('ready');
  expect(supervisorOf(folder)).toBe(first);

  await page.evaluate(() => window.lyceum.appliance.stop());
  expect(await isUp(folder.port)).toBe(false);
  await expect.poll(() => stateIn(page)).toBe('stopped');

  await page.evaluate(() => window.lyceum.appliance.start());
  await expect.poll(() => stateIn(page)).toBe('ready');
  expect(supervisorOf(folder)).not.toBe(first);
});

test('closing the window leaves the server and the console running; the tray opens a window again', async ({
  electron,
  page,
  folder,
}) => {
  await expect.poll(() => stateIn(page)).toBe('ready');
  await page.close();
  await expect.poll(() => electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(0);
  expect(await isUp(folder.port)).toBe(true);
  const opened = electron.waitForEvent('window');
  await electron.evaluate(({ app }) => void app.emit('second-instance'));
  const again = await opened;
  await again.waitForURL(url => url.href !== 'about:blank');
  expect(await stateIn(again)).toBe('ready');
});

test('quitting the console leaves the server running, and the next console attaches to it', async ({ folder }) => {
  const first = await openConsole(folder);
  await expect.poll(async () => stateIn(await firstPage(first))).toBe('ready');
  const pid = supervisorOf(folder);
  await first.close();
  expect(await isUp(folder.port)).toBe(true);
  const second = await openConsole(folder);
  await expect.poll(async () => stateIn(await firstPage(second))).toBe('ready');
  expect(supervisorOf(folder)).toBe(pid);
  await second.close();
});

test('a server that cannot start is explained', async ({ folder }) => {
  const other = await startServer({ dataFolder: `${folder.path}-other`, port: folder.port });
  const electron = await openConsole(folder);
  const page = await firstPage(electron);
  await expect.poll(() => stateIn(page)).toBe('failed');
  const state = await page.evaluate(() => window.lyceum.appliance.state());
  expect(state).toMatchObject({ reason: expect.stringContaining(`Port ${folder.port} is used by another program`) });
  await other.stop();
  await page.evaluate(() => window.lyceum.appliance.start());
  await expect.poll(() => stateIn(page)).toBe('ready');
  await electron.close();
});
