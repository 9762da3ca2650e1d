/** Which data folder is meant when nobody says: the first of the usual ones that holds an academy. */
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/** Where the system service keeps it on Linux. */
const SERVICE_FOLDER = '/var/lib/lyceum/data';

export interface Usual {
  platform: NodeJS.Platform;
  home: string;
  env: NodeJS.ProcessEnv;
  /** Whether an academy lives there. */
  holds(folder: string): boolean;
}

/** `./data` when no folder holds one: that is where a server would make it. */
export function usualFolder({ platform, home, env, holds }: Usual): string {
  const here = resolve('data');
  const places = [here, ownFolder(platform, home, env), ...(platform === 'linux' ? [SERVICE_FOLDER] : [])];
  return places.find(holds) ?? here;
}

/** Of the person's account; the same as the console's. */
function ownFolder(platform: NodeJS.Platform, home: string, env: NodeJS.ProcessEnv): string {
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'Lyceum', 'data');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Lyceum', 'data');
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'lyceum', 'data');
}

export function usualFolderHere(env: NodeJS.ProcessEnv): string {
  const holds = (folder: string) => existsSync(join(folder, 'secrets'));
  return usualFolder({ platform: process.platform, home: homedir(), env, holds });
}
