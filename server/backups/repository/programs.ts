/** PostgreSQL's own programs: where they are on this machine, and which of them are new enough. */
import { execFile } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { BackupTrouble } from '../trouble.ts';

const run = promisify(execFile);

/** Where Debian and the Windows installer put one folder for each version. */
const HOMES =
  process.platform === 'win32' ? ['C:\\Program Files\\PostgreSQL'] : ['/usr/lib/postgresql', '/usr/local/pgsql'];

/**
 * Whole path, or the bare name where PATH finds it. Its version is at least `major`: an older pg_dump refuses a newer server
 * (https://www.postgresql.org/docs/current/app-pgdump.html). Throws `program-missing`.
 */
export async function findProgram(
  name: 'pg_dump' | 'pg_restore' | 'initdb' | 'pg_ctl',
  major: number,
): Promise<string> {
  const found: number[] = [];
  for (const program of [name, ...(await installed(name))]) {
    const version = await versionOf(program);
    if (version !== null && version >= major) return program;
    if (version !== null) found.push(version);
  }
  const has =
    found.length > 0 ? `${name} ${Math.max(...found)} is too old for it` : `there is no ${name} on this machine`;
  throw new BackupTrouble(
    'program-missing',
    `The database is PostgreSQL ${major}, and ${has}.`,
    `Install the package postgresql-client-${major}.`,
  );
}

async function installed(name: string): Promise<string[]> {
  const file = process.platform === 'win32' ? `${name}.exe` : name;
  const lists = await Promise.all(
    HOMES.map(async home => {
      const versions = await readdir(home).catch(() => []);
      return versions.toSorted((a, b) => Number(b) - Number(a)).map(version => join(home, version, 'bin', file));
    }),
  );
  return lists.flat();
}

async function versionOf(program: string): Promise<number | null> {
  try {
    const { stdout } = await run(program, ['--version']);
    return Number(/(\d+)(\.\d+)*/.exec(stdout)?.[1] ?? 0);
  } catch {
    return null;
  }
}
