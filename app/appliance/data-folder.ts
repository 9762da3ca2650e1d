/** Where the academy's data lie: told by the environment, remembered from last time, that of the service, or the usual place. */
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DataFolder } from '../ipc/contract.ts';

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

/** A folder that does not exist yet has the free space of the one in which it will be made. */
export function describeFolder(path: string): DataFolder {
  let there = path;
  while (!existsSync(there) && dirname(there) !== there) there = dirname(there);
  const { bavail, bsize, blocks } = statfsSync(there);
  return { path, free_bytes: bavail * bsize, total_bytes: blocks * bsize };
}

/** The one-time code of first-run set-up; null once that is done, or while no server has run there. */
export function readSetupCode(folder: string): string | null {
  try {
    return readFileSync(join(folder, 'setup-code'), 'utf8').trim();
  } catch {
    return null;
  }
}

/** Whether the code is still to be used, also where this person may not read it. */
export const hasSetupCode = (folder: string): boolean => existsSync(join(folder, 'setup-code'));

/** Whether an academy lives there that somebody has set up; such a folder is not left behind by a click. */
export function isSetUp(folder: string): boolean {
  return existsSync(join(folder, 'db', 'lyceum.db')) && !hasSetupCode(folder);
}

interface First {
  env: NodeJS.ProcessEnv;
  memory: { data_folder: string | null };
  status: { installed: boolean; data_folder: string | null };
  isPackaged: boolean;
  appPath: string;
}

/** The folder to begin with. In the repository the same one that the server takes when it is started alone. */
export function firstDataFolder({ env, memory, status, isPackaged, appPath }: First): string {
  const told = env.LYCEUM_DATA ?? memory.data_folder;
  if (told) return told;
  if (status.installed && status.data_folder) return status.data_folder;
  return isPackaged ? usualDataFolder({ platform: process.platform, home: homedir(), env }) : join(appPath, 'data');
}
