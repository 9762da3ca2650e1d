/** The console's main process: puts window, tray and the machine's server together. */
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app, dialog, nativeImage, protocol, safeStorage, session } from 'electron';
import { type Appliance, createAppliance } from './appliance/appliance.ts';
import {
  describeFolder,
  isSetUp,
  readSetupCode,
  rememberDataFolder,
  rememberedDataFolder,
  usualDataFolder,
} from './appliance/data-folder.ts';
import { launchServer } from './appliance/launch.ts';
import { findPrograms } from './appliance/programs.ts';
import { createKeptSession } from './appliance/session.ts';
import { type FolderChoice, STATE_CHANGED } from './ipc/contract.ts';
import { handleIpc } from './ipc/handle.ts';
import { createTray } from './tray/tray.ts';
import { type ConsoleWindow, createConsoleWindow } from './windows/console-window.ts';
import { denyPermissions, guardWindows, openOutside } from './windows/guard.ts';
import { createPages } from './windows/pages.ts';

const scheme = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };

function begin(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: scheme }]);
  app.enableSandbox();
  let running: { window: ConsoleWindow } | null = null;
  app.on('second-instance', () => running?.window.open());
  app.on('activate', () => running?.window.open());
  // Closing the window leaves the tray; only "Quit console" ends this process.
  app.on('window-all-closed', () => {});
  void app.whenReady().then(() => {
    running = run();
  });
}

function run(): { window: ConsoleWindow } {
  const env = process.env;
  const programs = findPrograms({
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
    platform: process.platform,
    arch: process.arch,
    resourcesPath: process.resourcesPath,
  });
  const inProfile = (name: string) => join(app.getPath('userData'), name);
  const remembered = inProfile('console.json');
  const window = createConsoleWindow(join(import.meta.dirname, 'preload.cjs'));
  const appliance = createAppliance({
    dataFolder: env.LYCEUM_DATA ?? rememberedDataFolder(remembered) ?? firstDataFolder(env),
    launch: dataFolder => launchServer({ programs, dataFolder, env, output: inProfile('server-start.log') }),
    onState(state) {
      tray.show(state);
      window.send(STATE_CHANGED, state);
    },
  });
  const tray = createTray(nativeImage.createFromPath(join(import.meta.dirname, 'tray.png')), {
    open: window.open,
    start: () => void appliance.start(),
    stop: () => void appliance.stop(),
    quit: () => app.quit(),
  });
  const pages = createPages({ web: programs.web, server: appliance.url });
  const ownAddresses = () => addressesOf(appliance);
  guardWindows(ownAddresses);
  denyPermissions(session.defaultSession);
  protocol.handle('app', pages.answer);
  answerPage({ appliance, ownAddresses, forget: pages.forget, remembered, sessionFile: inProfile('session') });
  app.on('will-quit', appliance.close);
  tray.show(appliance.state());
  window.open();
  void appliance.begin();
  return { window };
}

/** In the repository the same folder that the server takes when it is started alone. */
function firstDataFolder(env: NodeJS.ProcessEnv): string {
  if (!app.isPackaged) return join(app.getAppPath(), 'data');
  return usualDataFolder({ platform: process.platform, home: homedir(), env });
}

function addressesOf(appliance: Appliance): string[] {
  const state = appliance.state();
  const url = appliance.url();
  return [...(state.name === 'attached' ? state.report.addresses : []), ...(url ? [url] : [])];
}

interface AnswerParts {
  appliance: Appliance;
  ownAddresses(): string[];
  /** Forgets the token that the page used. */
  forget(): void;
  /** File that remembers the data folder. */
  remembered: string;
  sessionFile: string;
}

function answerPage({ appliance, ownAddresses, forget, remembered, sessionFile }: AnswerParts): void {
  const kept = createKeptSession(sessionFile, safeStorage);
  handleIpc({
    state: appliance.state,
    start: appliance.start,
    stop: appliance.stop,
    restart: appliance.restart,
    dataFolder: () => describeFolder(appliance.dataFolder()),
    chooseDataFolder: () => chooseDataFolder(appliance, remembered),
    setupCode: () => readSetupCode(appliance.dataFolder()),
    loadSession: kept.load,
    saveSession: kept.save,
    clearSession() {
      forget();
      kept.clear();
    },
    openAddress(url: string) {
      if (!openOutside(url, ownAddresses())) throw new Error('Only pages of this academy can be opened from here.');
    },
    socketAddress: appliance.url,
  });
}

async function chooseDataFolder(appliance: Appliance, remembered: string): Promise<FolderChoice> {
  if (isSetUp(appliance.dataFolder()))
    return { outcome: 'refused', reason: 'This academy is set up already; its data stay where they are.' };
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title: 'Where the academy keeps its data',
    properties: ['openDirectory', 'createDirectory'],
  });
  const [path] = filePaths;
  if (canceled || !path) return { outcome: 'cancelled' };
  const folder = describeFolder(path);
  await appliance.moveTo(path);
  rememberDataFolder(remembered, path);
  return { outcome: 'chosen', folder };
}

if (app.requestSingleInstanceLock()) begin();
else app.quit();
