/** Where a scanner may be asked: on this machine alone; pure. */

export type Place = { path: string } | { host: string; port: number };

/** Where systems put the socket of clamd: in folders in which they alone may make files. */
export const USUAL_SOCKETS = [
  // Debian, Ubuntu
  '/run/clamav/clamd.ctl',
  // Fedora, RHEL
  '/run/clamd.scan/clamd.sock',
  // Arch, Alpine, openSUSE
  '/run/clamav/clamd.sock',
  '/run/clamav/clamd.socket',
] as const;

/** The place that somebody entered; null when it is none on this machine. */
export function placeOf(text: string): Place | null {
  const address = text.trim();
  // A socket's path holds at most 107 bytes: sys/un.h.
  if (/^\/[^\0]{1,106}$/.test(address)) return { path: address };
  const [, host, digits] = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\]):(\d{1,5})$/.exec(address) ?? [];
  const port = Number(digits);
  if (!host || port < 1 || port > 65_535) return null;
  return { host: host === 'localhost' ? '127.0.0.1' : host.replace(/[[\]]/g, ''), port };
}

export const shownPlace = (place: Place): string =>
  'path' in place ? place.path : `${place.host.includes(':') ? `[${place.host}]` : place.host}:${place.port}`;
