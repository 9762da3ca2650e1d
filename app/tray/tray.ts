/** The tray: what the server does, and the few things to do without a window. */
import { Menu, type NativeImage, Tray } from 'electron';
import type { ApplianceState } from '../ipc/contract.ts';

export interface TrayActions {
  open(): void;
  start(): void;
  stop(): void;
  quit(): void;
}

/** One line about the server, for people. */
export function stateLine(state: ApplianceState): string {
  switch (state.name) {
    case 'stopped':
      return 'The academy is stopped';
    case 'starting':
      return 'The academy is starting';
    case 'failed':
      return 'The academy could not be started';
    case 'attached':
      return serverLine[state.report.state.name];
  }
}

const serverLine = {
  preparing: 'The academy is starting',
  starting: 'The academy is starting',
  ready: 'The academy is running',
  restarting: 'The academy is restarting',
  recovering: 'The academy is recovering from a crash',
  failed: 'The academy has failed',
  stopping: 'The academy is stopping',
  stopped: 'The academy is stopped',
} as const;

export function createTray(icon: NativeImage, actions: TrayActions): { show(state: ApplianceState): void } {
  const tray = new Tray(icon);
  tray.on('click', actions.open);
  return {
    show(state) {
      const line = stateLine(state);
      const runs = state.name === 'attached' || state.name === 'starting';
      tray.setToolTip(`Lyceum: ${line}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { label: line, enabled: false },
          { type: 'separator' },
          { label: 'Open console', click: actions.open },
          runs
            ? { label: 'Stop server', click: actions.stop }
            : { label: 'Start server', click: actions.start },
          { type: 'separator' },
          { label: 'Quit console (the academy keeps running)', click: actions.quit },
        ]),
      );
    },
  };
}
