/** Which Node runs the server, and where the server is: installed, or in the repository. */
import { join } from 'node:path';

export interface Programs {
  node: string;
  script: string;
  /** Built pages. */
  web: string;
}

interface Installation {
  isPackaged: boolean;
  /** Top of the application: the repository, or the archive of the installed program. */
  appPath: string;
  /** Where the installer puts what is not in the archive. */
  resourcesPath: string;
  platform: NodeJS.Platform;
}

export function findPrograms({ isPackaged, appPath, resourcesPath, platform }: Installation): Programs {
  const node = platform === 'win32' ? 'node.exe' : 'node';
  if (!isPackaged) {
    return {
      node: join(appPath, 'node_modules', '.bin', node),
      script: join(appPath, 'server', 'main.ts'),
      web: join(appPath, 'dist', 'web'),
    };
  }
  const unpacked = join(resourcesPath, 'app.asar.unpacked', 'dist');
  return {
    node: join(resourcesPath, 'node', node),
    script: join(unpacked, 'server', 'main.js'),
    web: join(unpacked, 'web'),
  };
}
