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
  /** Processor, as `process.arch` names it. */
  arch: string;
}

export function findPrograms({ isPackaged, appPath, resourcesPath, platform, arch }: Installation): Programs {
  const windows = platform === 'win32';
  const node = windows ? 'node.exe' : 'node';
  if (!isPackaged) {
    return {
      node: join(appPath, 'node_modules', `node-${windows ? 'win' : platform}-${arch}`, 'bin', node),
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
