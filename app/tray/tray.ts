/** The tray: what the server does, and the few things to do without a window. */
import { join } from 'node:path';
import { Menu, nativeImage, Tray } from 'electron';
import { quarterOf, type TrayView } from './tray-rules.ts';

export interface TrayActions {
  open(): void;
  backUp(): void;
  start(): void;
  stop(): void;
  lock(): void;
  quit(): void;
}

/** `pictures` is the folder of the icons that build/icons draws. */
export function createTray(pictures: string, actions: TrayActions): { show(view: TrayView, canLock: boolean): void } {
  const picture = ({ face, progress }: TrayView) => {
    const name = face === 'operation' ? `tray-operation-${quarterOf(progress ?? 0)}` : `tray-${face}`;
    return nativeImage.createFromPath(join(pictures, `${name}.png`));
  };
  let tray: Tray | null = null;
  return {
    show(view, canLock) {
      const image = picture(view);
      if (tray) tray.setImage(image);
      else {
        tray = new Tray(image);
        tray.on('click', actions.open);
      }
      tray.setToolTip(`Lyceum: ${view.line}`);
      tray.setContextMenu(
        Menu.buildFromTemplate([
          { id: 'line', label: view.line, enabled: false },
          { type: 'separator' },
          { id: 'open', label: 'Open', click: actions.open },
          { id: 'back-up', label: 'Back up now', enabled: view.canBackUp, click: actions.backUp },
          view.canStart
            ? { id: 'start', label: 'Start server', click: actions.start }
            : { id: 'stop', label: 'Stop server', enabled: view.canStop, click: actions.stop },
          { type: 'separator' },
          { id: 'lock', label: 'Lock console', enabled: canLock, click: actions.lock },
          { id: 'quit', label: 'Quit console (the academy keeps running)', click: actions.quit },
        ]),
      );
    },
  };
}
