/** Windows: a task of the Task Scheduler that starts the server with the computer, set up by a script that ships with the product. */
import { join } from 'node:path';
import { RESOURCES_FOLDER } from '../platform/config/places.ts';
import type { ServiceStatus } from '../supervisor/contract.ts';
import type { Machine } from './index.ts';

export const TASK_SCRIPT = join(RESOURCES_FOLDER, 'service', 'windows', 'lyceum-service.ps1');

/** Arguments for powershell.exe. `wish` is needed to install. */
export function taskArguments(
  deed: 'install' | 'remove' | 'status' | 'start',
  wish?: { node: string; script: string; dataFolder: string; port: number },
): string[] {
  const call = ['-NoProfile', '-ExecutionPolicy', 'Bypass', '-File', TASK_SCRIPT, '-Deed', deed];
  if (!wish) return call;
  const { node, script, dataFolder, port } = wish;
  return [...call, '-Node', node, '-Script', script, '-DataFolder', dataFolder, '-Port', String(port)];
}

/** The script answers one JSON object. */
export function readTask(machine: Pick<Machine, 'run'>): ServiceStatus {
  const { output } = machine.run('powershell.exe', taskArguments('status'));
  try {
    return JSON.parse(output) as ServiceStatus;
  } catch {
    return {
      supported: false,
      installed: false,
      enabled: false,
      active: false,
      data_folder: null,
      user: null,
      port: null,
    };
  }
}
