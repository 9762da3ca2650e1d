/** The console's main process: puts window, tray, lock and the machine's server together. */
import { hostname, userInfo } from 'node:os';
import { join } from 'node:path';
import { app, dialog, powerMonitor, protocol, safeStorage, session } from 'electron';
import { type Appliance, createAppliance } from './appliance/appliance.ts';
import { describeFolder, firstDataFolder, hasSetupCode, isSetUp, readSetupCode } from './appliance/data-folder.ts';
import { findPrograms } from './appliance/programs.ts';
import { createKeptSession, type KeptSession } from './appliance/session.ts';
import { computerOf } from './host/computer.ts';
import { type Memory, openMemory } from './host/memory.ts';
import { createHostService, type HostService } from './host/service.ts';
import { serverOf } from './host/server.ts';
import { type FolderChoice, LOCK_CHANGED, STATE_CHANGED } from './ipc/contract.ts';
import { handleIpc } from './ipc/handle.ts';
import { createLock, type Lock } from './lock/lock.ts';
import { watchHealth } from './notifications/watch.ts';
import { createTray } from './tray/tray.ts';
import { trayView } from './tray/tray-rules.ts';
import { type ConsoleWindow, createConsoleWindow } from './windows/console-window.ts';
import { denyPermissions, guardWindows, openOutside } from './windows/guard.ts';
import { createPages, type Pages } from './windows/pages.ts';

const scheme = { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true };
/** How often is looked whether the lock's time is over. */
const IDLE_LOOK_MS = 5000;

function begin(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: scheme }]);
  app.enableSandbox();
  let running: { window: ConsoleWindow } | null = null;
  app.on('second-instance', () => running?.window.open());
  app.on('activate', () => running?.window.open());
  // Closing the window leaves the tray, unless the person wants otherwise; see createConsoleWindow.
  app.on('window-all-closed', () => {});
  void app.whenReady().then(async () => {
    running = await run();
  });
}

const inProfile = (name: string) => join(app.getPath('userData'), name);

async function run(): Promise<{ window: ConsoleWindow }> {
  const env = process.env;
  const programs = findPrograms({
    isPackaged: app.isPackaged,
    appPath: app.getAppPath(),
    platform: process.platform,
    arch: process.arch,
    resourcesPath: process.resourcesPath,
  });
  const memory = openMemory(inProfile('console.json'));
  const service = createHostService({
    ...programs,
    platform: process.platform,
    isFleeting: env.APPIMAGE !== undefined,
  });
  const status = await service.refresh();
  const window = createConsoleWindow(join(import.meta.dirname, 'preload.cjs'), () => {
    if (memory.read().closing === 'quit') app.quit();
  });
  let trouble: string | null = null;
  const show = () => tray.show(trayView(appliance.state(), trouble), kept.load() !== null && !isLocked());
  const appliance = createAppliance({
    dataFolder: firstDataFolder({
      env,
      memory: memory.read(),
      status,
      isPackaged: app.isPackaged,
      appPath: app.getAppPath(),
    }),
    ...serverOf({ programs, env, memory, service, output: inProfile('server-start.log') }),
    onState(state) {
      health.hear(state.name === 'attached' ? state.report : null);
      show();
      window.send(STATE_CHANGED, state);
    },
  });
  const kept = createKeptSession(inProfile('session'), safeStorage);
  const isLocked = () => lock.state().locked;
  const pages = createPages({ web: programs.web, server: appliance.url, isLocked, kept });
  const lock = createLock({
    file: inProfile('lock.json'),
    now: Date.now,
    isSignedIn: () => kept.load() !== null,
    isPassword: pages.isPassword,
    onState(state) {
      show();
      window.send(LOCK_CHANGED, state);
    },
  });
  const tray = createTray(import.meta.dirname, {
    open: () => window.open(),
    backUp: () => window.open('/backups?now=1'),
    start: () => void appliance.start(),
    stop: () => void appliance.stop(),
    lock: lock.lock,
    quit: () => app.quit(),
  });
  const health = watchHealth({
    url: appliance.url,
    open: window.open,
    onTrouble(sentence) {
      trouble = sentence;
      show();
    },
  });
  // Nobody would be let in behind the lock of a session that was not kept.
  if (kept.load() === null) lock.release();
  guard(appliance, lock);
  protocol.handle('app', pages.answer);
  answerPage({ appliance, pages, kept, lock, memory, service });
  app.on('will-quit', () => {
    appliance.close();
    health.close();
  });
  show();
  if (!app.commandLine.hasSwitch('hidden')) window.open();
  void appliance.begin();
  return { window };
}

function guard(appliance: Appliance, lock: Lock): void {
  guardWindows(() => addressesOf(appliance));
  denyPermissions(session.defaultSession);
  for (const moment of ['suspend', 'lock-screen'] as const) powerMonitor.on(moment as 'suspend', lock.lock);
  const looking = setInterval(lock.look, IDLE_LOOK_MS);
  app.on('will-quit', () => clearInterval(looking));
}

function addressesOf(appliance: Appliance): string[] {
  const state = appliance.state();
  const url = appliance.url();
  return [...(state.name === 'attached' ? state.report.addresses : []), ...(url ? [url] : [])];
}

interface AnswerParts {
  appliance: Appliance;
  pages: Pages;
  kept: KeptSession;
  lock: Lock;
  memory: Memory;
  service: HostService;
}

function answerPage({ appliance, pages, kept, lock, memory, service }: AnswerParts): void {
  const computer = computerOf({ appliance, memory, service, person: userInfo().username, host: hostname() });
  handleIpc(
    {
      state: appliance.state,
      start: appliance.start,
      stop: appliance.stop,
      restart: appliance.restart,
      operate: appliance.operate,
      cancelOperation: appliance.cancelOperation,
      async usePort(port: number) {
        memory.change({ port });
        await appliance.start();
      },
      useOther: () => computer.useOther(),
      askControl: () => computer.askControl(),
      dataFolder: () => describeFolder(appliance.dataFolder()),
      chooseDataFolder: () => chooseDataFolder(appliance, memory),
      pickFolder: () => pickFolder('Where the backups are'),
      setupCode: () => setupCodeOf(appliance),
      facts: computer.facts,
      setStartAtBoot: computer.setStartAtBoot,
      setWindow: computer.setWindow,
      lockState: lock.state,
      touch: lock.touch,
      lock: lock.lock,
      unlock: lock.unlock,
      setPin: lock.setPin,
      setMinutes: lock.setMinutes,
      loadSession: kept.load,
      saveSession: kept.save,
      clearSession() {
        pages.forget();
        kept.clear();
        lock.release();
      },
      openAddress(url: string) {
        if (!openOutside(url, addressesOf(appliance)))
          throw new Error('Only pages of this academy can be opened from here.');
      },
      socketAddress: appliance.url,
    },
    () => lock.state().locked,
  );
}

/** The file of another user's service cannot be read; its report says the code as well. */
function setupCodeOf(appliance: Appliance): string | null {
  const folder = appliance.dataFolder();
  if (!hasSetupCode(folder)) return null;
  const state = appliance.state();
  const link = state.name === 'attached' ? state.report.setup_link : null;
  return readSetupCode(folder) ?? (link && new URL(link).searchParams.get('code'));
}

async function pickFolder(title: string): Promise<string | null> {
  const { canceled, filePaths } = await dialog.showOpenDialog({
    title,
    properties: ['openDirectory', 'createDirectory'],
  });
  return canceled ? null : (filePaths[0] ?? null);
}

async function chooseDataFolder(appliance: Appliance, memory: Memory): Promise<FolderChoice> {
  const refused = (reason: string): FolderChoice => ({ outcome: 'refused', reason });
  const state = appliance.state();
  if (isSetUp(appliance.dataFolder())) return refused('This academy is set up already; its data stay where they are.');
  if (state.name === 'attached' && state.report.is_service)
    return refused('The academy runs as a service of this computer. Switch "Starts with this computer" off first.');
  const path = await pickFolder('Where the academy keeps its data');
  if (path === null) return { outcome: 'cancelled' };
  const folder = describeFolder(path);
  await appliance.moveTo(path);
  memory.change({ data_folder: path });
  return { outcome: 'chosen', folder };
}

/** A console that somebody could be debugged into would hand out what it keeps. */
function isWatchedFromOutside(): boolean {
  return (
    app.isPackaged &&
    ['remote-debugging-port', 'remote-debugging-pipe', 'inspect'].some(name => app.commandLine.hasSwitch(name))
  );
}

if (isWatchedFromOutside() || !app.requestSingleInstanceLock()) app.quit();
else begin();
