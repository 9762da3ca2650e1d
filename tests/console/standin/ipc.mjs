// `ipcMain`: calls from a page's preload script, with Electron's own words for what goes wrong.
import { EventEmitter } from 'node:events';

const handlers = new Map();

class IpcMain extends EventEmitter {
  // Electron keeps them under this name as well; specs call them as no page could.
  _invokeHandlers = handlers;
  handle(channel, handler) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, handler);
  }
  handleOnce(channel, handler) {
    this.handle(channel, (...args) => {
      this.removeHandler(channel);
      return handler(...args);
    });
  }
  removeHandler(channel) {
    handlers.delete(channel);
  }
}

export const ipcMain = new IpcMain();

/** Answers one `ipcRenderer.invoke`: `{ value }` or `{ error }`, the value under Electron's cloning rules. */
export async function answerInvoke(event, channel, args) {
  const failed = cause => ({ error: `Error invoking remote method '${channel}': ${cause}` });
  const handler = handlers.get(channel);
  if (!handler) return failed(`Error: No handler registered for '${channel}'`);
  try {
    return { value: structuredClone(await handler(event, ...args)) };
  } catch (error) {
    return failed(error);
  }
}
