// `BrowserWindow` and `webContents`: each window is a page of Chromium.
import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { app, quitting } from './app.mjs';
import { chromiumVersion, pages } from './chromium.mjs';
import { answerInvoke, ipcMain } from './ipc.mjs';
import { runPreload } from './preload-runtime.mjs';
import { addressForChromium, addressForProgram } from './protocol.mjs';
import { record } from './recorded.mjs';
import { session } from './session.mjs';

const windows = new Set();
// The pages of windows, and whether the program itself is loading something there; not for the program to see.
const states = new WeakMap();
let nextId = 1;

const pageOf = window => states.get(window).page;
const urlOf = window => addressForProgram(pageOf(window)?.url() ?? '');

class WebContents extends EventEmitter {
  constructor(window) {
    super();
    this.id = window.id;
    this.window = window;
    this.session = session.defaultSession;
    this.mainFrame = {
      get url() {
        return urlOf(window);
      },
    };
  }
  send(channel, ...args) {
    const data = structuredClone(args);
    const deliver = ([name, values]) => globalThis[Symbol.for('standin.deliver')]?.(name, values);
    states
      .get(this.window)
      .opened.then(() => pageOf(this.window).evaluate(deliver, [channel, data]))
      .catch(error => {
        // As in Electron, nobody hears what is sent to a page that is just being replaced.
        if (!this.isDestroyed() && !/context was destroyed|Cannot find context/.test(error.message)) throw error;
      });
  }
  getURL() {
    return urlOf(this.window);
  }
  isDestroyed() {
    return this.window.isDestroyed();
  }
  setWindowOpenHandler(handler) {
    states.get(this.window).mayOpen = handler;
  }
  openDevTools() {}
  reload() {
    void pageOf(this.window).reload();
  }
  async executeJavaScript(code) {
    await states.get(this.window).opened;
    return pageOf(this.window).evaluate(code);
  }
}

export const webContents = {
  getAllWebContents: () => [...windows].map(window => window.webContents),
  fromId: id => webContents.getAllWebContents().find(contents => contents.id === id),
  fromDevToolsTargetId: target =>
    webContents.getAllWebContents().find(contents => states.get(contents.window).target === target),
};

/** The event that a handler in the main process sees for a call from this frame. */
function ipcEvent(window, frame) {
  const url = addressForProgram(frame.url());
  const origin = /^[^:]+:\/\/[^/]*/.exec(url)?.[0] ?? 'null';
  const sender = window.webContents;
  return {
    sender,
    processId: 1,
    frameId: 1,
    senderFrame: { url, origin, parent: frame.parentFrame() },
    reply: (channel, ...args) => sender.send(channel, ...args),
  };
}

async function addPreload(window, page, path) {
  await page.exposeBinding('standinCall', ({ frame }, { kind, channel, args }) => {
    const event = ipcEvent(window, frame);
    if (kind === 'invoke') return answerInvoke(event, channel, args);
    return ipcMain.emit(channel, event, ...args);
  });
  const versions = { electron: process.versions.electron, chrome: chromiumVersion(), node: process.versions.node };
  const about = { source: readFileSync(path, 'utf8'), filename: path, versions };
  await page.addInitScript(`if (window === window.top) (${runPreload})(${JSON.stringify(about)})`);
}

/** Tells the program what happens in the page, and lets it hold navigation. */
async function watch(window, page) {
  const contents = window.webContents;
  page.on('console', message => contents.emit('console-message', { level: message.type(), message: message.text() }));
  page.on('crash', () => contents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 1 }));
  page.on('domcontentloaded', () => contents.emit('dom-ready'));
  page.on('load', () => contents.emit('did-finish-load'));
  page.on('close', () => gone(window));
  page.on('popup', async popup => {
    const asked = { url: popup.url(), frameName: '', features: '', disposition: 'new-window' };
    const decision = states.get(window).mayOpen?.(asked);
    if (decision?.action !== 'allow') await popup.close();
  });
  await page.route('**/*', (route, request) => {
    const { isLoading } = states.get(window);
    const leaves =
      request.isNavigationRequest() && request.frame() === page.mainFrame() && page.url() !== 'about:blank';
    if (!leaves || isLoading) return route.fallback();
    let held = false;
    const url = addressForProgram(request.url());
    const hold = () => {
      held = true;
    };
    contents.emit('will-navigate', { preventDefault: hold, url }, url);
    return held ? route.abort('aborted') : route.fallback();
  });
}

async function open(window, { preload }) {
  await app.whenReady();
  const state = states.get(window);
  state.page = await pages().newPage();
  const devTools = await pages().newCDPSession(state.page);
  state.target = (await devTools.send('Target.getTargetInfo')).targetInfo.targetId;
  await devTools.detach();
  await state.page.setViewportSize({ width: state.bounds.width, height: state.bounds.height });
  if (preload) await addPreload(window, state.page, preload);
  await watch(window, state.page);
}

function gone(window) {
  const state = states.get(window);
  if (state.isDestroyed) return;
  state.isDestroyed = true;
  windows.delete(window);
  window.webContents.emit('destroyed');
  window.emit('closed');
  if (windows.size > 0 || quitting()) return;
  if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed');
  else app.quit();
}

export class BrowserWindow extends EventEmitter {
  constructor(options = {}) {
    super();
    const { width = 800, height = 600, show = true, title = app.getName(), webPreferences = {} } = options;
    this.id = nextId++;
    const state = {
      bounds: { x: 0, y: 0, width, height },
      isVisible: show,
      title,
      isDestroyed: false,
      isLoading: false,
    };
    states.set(this, state);
    this.webContents = new WebContents(this);
    windows.add(this);
    app.emit('web-contents-created', {}, this.webContents);
    const { nodeIntegration, contextIsolation, sandbox } = webPreferences;
    if (nodeIntegration || contextIsolation === false || sandbox === false)
      record('insecure webPreferences', webPreferences);
    state.opened = open(this, webPreferences);
    state.opened.catch(error => process.stderr.write(`stand-in: a window cannot be opened: ${error.stack}\n`));
  }
  async loadURL(url) {
    const state = states.get(this);
    await state.opened;
    state.isLoading = true;
    try {
      await state.page.goto(addressForChromium(url));
    } finally {
      state.isLoading = false;
    }
    this.emit('ready-to-show');
  }
  loadFile(path) {
    return this.loadURL(pathToFileURL(resolve(app.getAppPath(), path)).href);
  }
  close() {
    let held = false;
    const hold = () => {
      held = true;
    };
    this.emit('close', { preventDefault: hold });
    if (!held) this.destroy();
  }
  destroy() {
    const { opened } = states.get(this);
    void opened
      .then(() => pageOf(this).close())
      .catch(() => undefined)
      .finally(() => gone(this));
  }
  isDestroyed() {
    return states.get(this).isDestroyed;
  }
  show() {
    states.get(this).isVisible = true;
    this.emit('show');
  }
  hide() {
    states.get(this).isVisible = false;
    this.emit('hide');
  }
  isVisible() {
    return states.get(this).isVisible;
  }
  focus() {
    this.emit('focus');
  }
  isFocused() {
    return this.isVisible();
  }
  minimize() {
    this.emit('minimize');
  }
  isMinimized() {
    return false;
  }
  restore() {}
  setTitle(title) {
    states.get(this).title = title;
  }
  getTitle() {
    return states.get(this).title;
  }
  getBounds() {
    return { ...states.get(this).bounds };
  }
  setBounds(bounds) {
    const state = states.get(this);
    Object.assign(state.bounds, bounds);
    const { width, height } = state.bounds;
    void state.opened.then(() => state.page.setViewportSize({ width, height }));
    this.emit('resize');
  }
  setProgressBar(value) {
    record('window.setProgressBar', value);
  }
  setMenuBarVisibility() {}
  removeMenu() {}
  static getAllWindows() {
    return [...windows];
  }
  static fromId(id) {
    return BrowserWindow.getAllWindows().find(window => window.id === id) ?? null;
  }
  static fromWebContents(contents) {
    return contents?.window ?? null;
  }
  static getFocusedWindow() {
    return BrowserWindow.getAllWindows().at(-1) ?? null;
  }
}
