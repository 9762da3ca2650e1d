/** Which Node runs the server, and where the server is: installed, or in the repository. */
import { join } from 'node:path';

export interface Programs {
  node: string;
  /** The server's main script. */
  script: string;
  /** Its program for the service of the system, and the script for Windows. */
  serviceScript: string;
  taskScript: string;
  /** Built pages. */
  web: string;
}

const TASK = ['service', 'windows', 'lyceum-service.ps1'];

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
      script: join(appPath, 'server', 'launch.ts'),
      serviceScript: join(appPath, 'server', 'service', 'service-process.ts'),
      taskScript: join(appPath, 'resources', ...TASK),
      web: join(appPath, 'dist', 'web'),
    };
  }
  const top = join(resourcesPath, 'app.asar.unpacked');
  const unpacked = join(top, 'dist');
  return {
    node: join(resourcesPath, 'node', node),
    script: join(unpacked, 'server', 'launch.js'),
    serviceScript: join(unpacked, 'server', 'service', 'service-process.js'),
    taskScript: join(top, 'resources', ...TASK),
    web: join(unpacked, 'web'),
  };
}
