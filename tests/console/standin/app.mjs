// `app`: its life, its paths, its command line.
import { EventEmitter } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { record } from './recorded.mjs';

process.versions.electron = '45.4.1-standin';
process.type = 'browser';
process.defaultApp = true;

/** Everything that Electron would keep for a user; gone at the end. */
export const profile = mkdtempSync(join(tmpdir(), 'lyceum-standin-'));

const identity = { root: process.cwd(), name: 'electron', version: '0.0.0' };
const closers = [];
const ready = Promise.withResolvers();
const switches = new Map();
const paths = new Map();
let isReady = false;
let isQuitting = false;

/** Says which program this is; called once, before its main script. */
export function identify({ root, name, version }) {
  Object.assign(identity, { root, name: name ?? identity.name, version: version ?? identity.version });
}

/** Called when windows can be opened. */
export function markReady() {
  isReady = true;
  ready.resolve();
  app.emit('ready', {}, {});
}

/** Registers what must end before the process does. */
export function beforeExit(close) {
  closers.push(close);
}

export const quitting = () => isQuitting;

/** Emits an event that may be vetoed; true when nobody did. */
function ask(event) {
  let vetoed = false;
  const veto = () => {
    vetoed = true;
  };
  app.emit(event, { preventDefault: veto });
  return !vetoed;
}

class App extends EventEmitter {
  isPackaged = false;
  commandLine = {
    appendSwitch: (name, value = '') => void switches.set(name, value),
    hasSwitch: name => switches.has(name),
    getSwitchValue: name => switches.get(name) ?? '',
  };

  whenReady() {
    return ready.promise;
  }
  isReady() {
    return isReady;
  }
  get name() {
    return identity.name;
  }
  getName() {
    return identity.name;
  }
  setName(name) {
    identity.name = name;
  }
  getVersion() {
    return identity.version;
  }
  getAppPath() {
    return identity.root;
  }
  getLocale() {
    return 'en-GB';
  }
  setPath(name, path) {
    paths.set(name, path);
  }
  getPath(name) {
    const known = { home: homedir(), temp: tmpdir(), exe: process.execPath };
    return paths.get(name) ?? known[name] ?? join(profile, name);
  }
  /** Always granted: two programs at once cannot be tried here. */
  requestSingleInstanceLock() {
    return true;
  }
  releaseSingleInstanceLock() {}
  setAppUserModelId() {}
  enableSandbox() {
    record('app.enableSandbox');
  }
  setLoginItemSettings(settings) {
    record('app.setLoginItemSettings', settings);
  }
  relaunch(options) {
    record('app.relaunch', options);
  }
  quit() {
    if (isQuitting) return;
    isQuitting = true;
    if (!ask('before-quit') || !ask('will-quit')) {
      isQuitting = false;
      return;
    }
    this.emit('quit', {}, 0);
    this.exit(0);
  }
  exit(code = 0) {
    isQuitting = true;
    void Promise.allSettled(closers.map(close => close())).then(() => {
      rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
      process.exit(code);
    });
  }
}

export const app = new App();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => app.quit());
