/** What pages may not do: leave, open windows, embed others, ask for the camera. */
import { app, type Session, shell } from 'electron';
import { CONSOLE_ORIGIN } from '../ipc/contract.ts';
import { isOwnAddress } from './addresses.ts';

/** Answers whether it was opened. */
export function openOutside(url: string, own: readonly string[]): boolean {
  if (!isOwnAddress(url, own)) return false;
  void shell.openExternal(url);
  return true;
}

export function guardWindows(ownAddresses: () => readonly string[]): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', event => event.preventDefault());
    contents.on('will-attach-webview', event => event.preventDefault());
    contents.setWindowOpenHandler(({ url }) => {
      openOutside(url, ownAddresses());
      return { action: 'deny' };
    });
  });
}

/** Copying a text is all that our own page is granted. */
const GRANTED = 'clipboard-sanitized-write';

export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(permission === GRANTED && contents.getURL().startsWith(`${CONSOLE_ORIGIN}/`)),
  );
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return permission === GRANTED && origin.startsWith(CONSOLE_ORIGIN);
  });
}
