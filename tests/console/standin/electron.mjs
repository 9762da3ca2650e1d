// The module 'electron' as the main process sees it.
import { app } from './app.mjs';
import { ipcMain } from './ipc.mjs';
import { net, protocol } from './protocol.mjs';
import { recorded } from './recorded.mjs';
import { session } from './session.mjs';
import { BrowserWindow, webContents } from './windows.mjs';

export {
  clipboard,
  dialog,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  safeStorage,
  screen,
  shell,
  Tray,
  trays,
} from './desktop.mjs';
export { app, BrowserWindow, ipcMain, net, protocol, recorded, session, webContents };
// A preload script gets these from elsewhere; a main script that imports them finds nothing, as in Electron.
export const contextBridge = undefined;
export const ipcRenderer = undefined;
