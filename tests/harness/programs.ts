import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The first folder of PATH that holds the program, as a whole path; undefined when there is none. */
export function findInPath(name: string, path = process.env['PATH'] ?? ''): string | undefined {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  return path
    .split(delimiter)
    .filter(folder => folder !== '')
    .map(folder => join(folder, file))
    .find(candidate => existsSync(candidate));
}

/** A Chromium to test with: CHROMIUM_PATH, or the one that the system has. */
export function findChromium(): string | undefined {
  const chosen = process.env['CHROMIUM_PATH'];
  if (chosen) return existsSync(chosen) ? chosen : undefined;
  const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  return names.map(name => findInPath(name)).find(path => path !== undefined);
}

/** A Redis server. */
export const findRedis = (): string | undefined => findInPath('redis-server');

/** ffmpeg, for making small test videos. */
export function findFfmpeg(): string | undefined {
  return findInPath('ffmpeg');
}

/** clamd, the scanner of ClamAV; Debian puts it where only the system's account looks. */
export function findClamd(): string | undefined {
  return findInPath('clamd') ?? findInPath('clamd', '/usr/sbin:/usr/local/sbin');
}

/** Network UPS Tools with their driver for batteries that are only files, where Debian has it. */
export const NUT_DRIVER = '/lib/nut/dummy-ups';
export function findNut(): string | undefined {
  return existsSync(NUT_DRIVER) && findInPath('upsc') ? NUT_DRIVER : undefined;
}

const DEBIAN_POSTGRES = '/usr/lib/postgresql';

/** Pebble, a small certificate authority for tests, which speaks ACME. */
export function findPebble(): string | undefined {
  return findInPath('pebble');
}

/** The folder with PostgreSQL's own programs (initdb, pg_ctl): the newest of Debian's, or where PATH finds them. */
export function findPostgres(): string | undefined {
  const versions = existsSync(DEBIAN_POSTGRES) ? readdirSync(DEBIAN_POSTGRES) : [];
  const newestFirst = versions.toSorted((one, other) => Number(other) - Number(one));
  const folders = newestFirst.map(version => join(DEBIAN_POSTGRES, version, 'bin'));
  const debian = folders.find(folder => existsSync(join(folder, 'initdb')));
  return debian ?? findInPath('initdb')?.replace(/[/\\]initdb(\.exe)?$/, '');
}
