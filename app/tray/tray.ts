/** The tray: what the server does, and the few things to do without a window. */
import { Menu, type NativeImage, Tray } from 'electron';
import type { ApplianceState } from '../ipc/contract.ts';
import { stateLine } from './state-line.ts';

export interface TrayActions {
  open(): void;
  start(): void;
  stop(): void;
  quit(): void;
}

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
          runs ? { label: 'Stop server', click: actions.stop } : { label: 'Start server', click: actions.start },
          { type: 'separator' },
          { label: 'Quit console (the academy keeps running)', click: actions.quit },
        ]),
      );
    },
  };
}
