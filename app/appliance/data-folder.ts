/** Where the academy's data lie: told by the environment, remembered from last time, or the usual place of the system. */
import { existsSync, mkdirSync, readFileSync, renameSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { DataFolder } from '../ipc/contract.ts';

const Remembered = z.object({ data_folder: z.string().min(1) });

interface Usual {
  platform: NodeJS.Platform;
  home: string;
  env: NodeJS.ProcessEnv;
}

export function usualDataFolder({ platform, home, env }: Usual): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Lyceum', 'data');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Lyceum', 'data');
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'lyceum', 'data');
}

export function rememberedDataFolder(file: string): string | null {
  try {
    return Remembered.parse(JSON.parse(readFileSync(file, 'utf8'))).data_folder;
  } catch {
    return null;
  }
}

export function rememberDataFolder(file: string, folder: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, JSON.stringify({ data_folder: folder }));
  renameSync(`${file}.new`, file);
}

/** A folder that does not exist yet has the free space of the one in which it will be made. */
export function describeFolder(path: string): DataFolder {
  let there = path;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize } = statfsSync(there);
  return { path, free_bytes: bavail * bsize };
}

/** The one-time code of first-run set-up; null once that is done, or while no server has run there. */
export function readSetupCode(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'setup-code'), 'utf8').trim();
  } catch {
    return null;
  }
}

/** Whether an academy lives there that somebody has set up; such a folder is not left behind by a click. */
export function isSetUp(folder: string): boolean {
  return existsSync(join(folder, 'db', 'lyceum.db')) && readSetupCode(folder) === null;
}
