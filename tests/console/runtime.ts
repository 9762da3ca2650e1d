import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { _electron } from '@playwright/test';
import type { ElectronApplication, JSHandle, Page } from '@playwright/test';
import type { BrowserWindow } from 'electron';

const REPOSITORY = resolve(import.meta.dirname, '../..');
const STANDIN = join(import.meta.dirname, 'standin', 'electron');

/** What the console specs run on. */
export interface Runtime {
  kind: 'electron' | 'stand-in';
  executablePath: string;
}

/** The program that the electron package has fetched, if it has. */
function realElectron(): string | undefined {
  const home = join(REPOSITORY, 'node_modules/electron');
  const note = join(home, 'path.txt');
  const program = existsSync(note) ? join(home, 'dist', readFileSync(note, 'utf8')) : undefined;
  return program && existsSync(program) ? program : undefined;
}

/**
 * The real program where it is installed and a window can be shown, otherwise the stand-in. LYCEUM_CONSOLE_RUNTIME
 * (electron or stand-in) decides instead; asking for a program that is not there is an error.
 */
export function chooseRuntime(env = process.env, real = realElectron()): Runtime {
  const wanted = env['LYCEUM_CONSOLE_RUNTIME'];
  const canShow = process.platform !== 'linux' || Boolean(env['DISPLAY'] ?? env['WAYLAND_DISPLAY']);
  if (wanted === 'electron' && !real)
    throw new Error('LYCEUM_CONSOLE_RUNTIME asks for electron, whose program is not installed');
  if (real && (wanted === 'electron' || (wanted !== 'stand-in' && canShow)))
    return { kind: 'electron', executablePath: real };
  return { kind: 'stand-in', executablePath: STANDIN };
}

/** One sentence for the report: what was tested, and what therefore was not. */
export function describeRuntime({ kind }: Runtime): string {
  return kind === 'electron'
    ? 'Console specs run on the real Electron.'
    : 'Console specs run on the stand-in (main process and screens for real; no OS sandbox, tray, dialogs or key store).';
}

let told = false;

/** Starts a console whose main script, or folder with a package.json, is `main`. Close it with `close()`. The first start says what it runs on. */
export async function launchConsole(main: string, env: Record<string, string> = {}): Promise<ElectronApplication> {
  const runtime = chooseRuntime();
  if (!told) console.log(describeRuntime(runtime));
  told = true;
  const { executablePath } = runtime;
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return _electron.launch({
    executablePath,
    args: [main],
    cwd: REPOSITORY,
    env: { ...Object.fromEntries(inherited), ...env },
  });
}

/** The first window, once it shows a page of ours. */
export async function firstPage(electron: ElectronApplication): Promise<Page> {
  const page = await electron.firstWindow();
  await page.waitForURL(url => url.href !== 'about:blank');
  return page;
}

/** The window of the main process that shows this page, to be asked with `evaluate`. */
export async function windowOf(electron: ElectronApplication, page: Page): Promise<JSHandle<BrowserWindow>> {
  return (await electron.browserWindow(page)) as JSHandle<BrowserWindow>;
}
