/** The one window of the console. Closing it leaves the server and the tray. */
import { BrowserWindow } from 'electron';
import { CONSOLE_ORIGIN } from '../ipc/contract.ts';

export interface ConsoleWindow {
  /** Shows the window, made anew when it was closed. */
  open(): void;
  send(channel: string, message: unknown): void;
}

export function createConsoleWindow(preload: string): ConsoleWindow {
  let window: BrowserWindow | null = null;
  const make = () => {
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
      },
    });
    made.once('ready-to-show', () => made.show());
    made.once('closed', () => {
      if (window === made) window = null;
    });
    void made.loadURL(`${CONSOLE_ORIGIN}/console`);
    return made;
  };
  return {
    open() {
      if (!window) {
        window = make();
        return;
      }
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
    send(channel, message) {
      if (window && !window.isDestroyed()) window.webContents.send(channel, message);
    },
  };
}
