// What a preload script finds around it: `contextBridge`, `ipcRenderer` and a `require` that knows electron alone.

/**
 * Runs in the page before its own scripts, sent there as text: it may use nothing from outside itself. The script shares
 * the page's world, which a real preload does not; that isolation can be tested on the real program only.
 */
export function runPreload({ source, filename, versions }) {
  const call = globalThis.standinCall;
  delete globalThis.standinCall;
  const listeners = new Map();
  const of = channel => listeners.get(channel) ?? [];
  Object.defineProperty(globalThis, Symbol.for('standin.deliver'), {
    value: (channel, args) => {
      for (const listener of of(channel)) listener({ sender: ipcRenderer, ports: [] }, ...args);
    },
  });

  const on = (channel, listener) => {
    listeners.set(channel, [...of(channel), listener]);
    return ipcRenderer;
  };
  const off = (channel, listener) => {
    const others = of(channel).filter(known => known !== listener && known.wraps !== listener);
    listeners.set(channel, others);
    return ipcRenderer;
  };
  const copy = args => args.map(value => structuredClone(value));
  const ipcRenderer = {
    on,
    off,
    addListener: on,
    removeListener: off,
    removeAllListeners: channel => {
      listeners.delete(channel);
      return ipcRenderer;
    },
    once(channel, listener) {
      const wrapper = (...args) => {
        off(channel, wrapper);
        listener(...args);
      };
      wrapper.wraps = listener;
      return on(channel, wrapper);
    },
    async invoke(channel, ...args) {
      const { error, value } = await call({ kind: 'invoke', channel, args: copy(args) });
      if (error) throw new Error(error);
      return value;
    },
    send(channel, ...args) {
      void call({ kind: 'send', channel, args: copy(args) });
    },
  };

  const isPlain = value => [Object.prototype, null].includes(Object.getPrototypeOf(value));
  const bridge = value => {
    if (typeof value === 'function') {
      return (...args) => {
        const result = value(...args);
        return result instanceof Promise ? result.then(bridge) : bridge(result);
      };
    }
    if (Array.isArray(value)) return Object.freeze(value.map(bridge));
    if (!value || typeof value !== 'object' || !isPlain(value)) return value;
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, bridge(inner)])));
  };
  const contextBridge = {
    exposeInMainWorld(name, api) {
      if (name in globalThis) throw new Error('Cannot bind an API on top of an existing property on the window object');
      Object.defineProperty(globalThis, name, { value: bridge(api), enumerable: true });
    },
  };

  const electron = { contextBridge, ipcRenderer, webUtils: { getPathForFile: file => `/stand-in/${file.name}` } };
  const require = name => {
    if (/^electron(\/renderer|\/common)?$/.test(name)) return electron;
    throw new Error(`module not found: ${name}`);
  };
  const process = {
    platform: 'linux',
    type: 'renderer',
    versions,
    env: {},
    argv: [],
    sandboxed: true,
    contextIsolated: true,
  };
  const module = { exports: {} };
  // The only way to give a script its surroundings, as Electron itself does.
  // oxlint-disable-next-line typescript/no-implied-eval
  const script = new Function('require', 'module', 'exports', 'process', `${source}\n//# sourceURL=${filename}`);
  script(require, module, module.exports, process);
}
