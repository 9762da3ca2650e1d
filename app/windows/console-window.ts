/** The one window of the console. Closing it leaves the server and the tray. */
import { app, BrowserWindow, Menu } from 'electron';
import { CONSOLE_ORIGIN, GO } from '../ipc/contract.ts';

export interface ConsoleWindow {
  /** Shows the window, made anew when it was closed. `path` is a page without `/console`. */
  open(path?: string): void;
  send(channel: string, message: unknown): void;
  isOpen(): boolean;
}

/** `onClosed` is told when the last window is gone. */
export function createConsoleWindow(preload: string, onClosed: () => void): ConsoleWindow {
  let window: BrowserWindow | null = null;
  // Cut and paste need a menu on some systems; reloading, zooming away and developer tools are not for people at the console.
  Menu.setApplicationMenu(Menu.buildFromTemplate([{ role: 'editMenu' }]));
  const make = (path: string) => {
    const made = new BrowserWindow({
      width: 1280,
      height: 820,
      minWidth: 900,
      minHeight: 600,
      show: false,
      autoHideMenuBar: true,
      title: 'Lyceum',
      webPreferences: {
        preload,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        devTools: !app.isPackaged,
      },
    });
    made.once('ready-to-show', () => made.show());
    made.once('closed', () => {
      if (window !== made) return;
      window = null;
      onClosed();
    });
    void made.loadURL(`${CONSOLE_ORIGIN}/console${path}`);
    return made;
  };
  return {
    open(path = '') {
      if (!window) {
        window = make(path);
        return;
      }
      if (window.isMinimized()) window.restore();
      // Not by loading: an upload that runs in the page must not be cut.
      if (path) window.webContents.send(GO, path);
      window.show();
      window.focus();
    },
    send(channel, message) {
      if (window && !window.isDestroyed()) window.webContents.send(channel, message);
    },
    isOpen: () => window !== null,
  };
}
