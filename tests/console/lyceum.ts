/** The real console with a data folder of its own, as its specs use it. */
import { join, resolve } from 'node:path';
import { test as base } from '@playwright/test';
import type { ElectronApplication, Page } from '@playwright/test';
import type { Bridge } from '../../app/ipc/contract.ts';
import { readControlFile } from '../../server/supervisor/control-file.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { firstPage, launchConsole } from './runtime.ts';

declare global {
  interface Window {
    readonly lyceum: Bridge;
  }
}

const REPOSITORY = resolve(import.meta.dirname, '../..');

export interface OwnFolder {
  path: string;
  port: number;
}

export const test = base.extend<{ folder: OwnFolder; electron: ElectronApplication; page: Page }>({
  folder: async ({}, use) => {
    const folder = temporaryFolder('console');
    await use({ path: join(folder.path, 'data'), port: await freePort() });
    await endServer(join(folder.path, 'data'));
    folder.remove();
  },
  electron: async ({ folder }, use) => {
    const electron = await openConsole(folder);
    await use(electron);
    await electron.close();
  },
  page: async ({ electron }, use) => use(await firstPage(electron)),
});

export function openConsole({ path, port }: OwnFolder): Promise<ElectronApplication> {
  const env = { LYCEUM_DATA: path, LYCEUM_PORT: String(port), LYCEUM_HOST: '127.0.0.1', LYCEUM_WORKERS: '1' };
  return launchConsole(REPOSITORY, env);
}

/** Name of what the server does, as the page is told. */
export const stateIn = (page: Page) =>
  page.evaluate(async () => {
    const state = await window.lyceum.appliance.state();
    return state.name === 'attached' ? state.report.state.name : state.name;
  });

export const isUp = (port: number) =>
  fetch(`http://127.0.0.1:${port}/api/v1/health/ready`).then(
    answer => answer.ok,
    () => false,
  );

export const supervisorOf = (folder: OwnFolder) => readControlFile(folder.path)?.pid;

/** The server outlives its console, so it is ended here. */
async function endServer(dataFolder: string): Promise<void> {
  const control = readControlFile(dataFolder);
  if (!control) return;
  process.kill(control.pid, 'SIGTERM');
  await eventually('the server has ended', async () => readControlFile(dataFolder) === null);
}
