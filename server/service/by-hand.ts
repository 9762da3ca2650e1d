/** The service as the command line sees it: the same deeds, refused in plain words where this account or this system cannot. */
import type { ServiceStatus } from '../supervisor/contract.ts';
import { installService, type Machine, readService, removeService, thisMachine } from './index.ts';
import { taskArguments } from './windows.ts';
import { ownerOf, program, USER_NAME, wishFor } from './wish.ts';

export interface ServiceByHand {
  read(): ServiceStatus;
  /** `user` is whose processes they are; without it, whose the data folder is. */
  install(user: string | undefined, port: number): ServiceStatus;
  remove(): ServiceStatus;
}

export function createServiceByHand(
  dataFolder: string,
  machine: Machine = thisMachine(),
  isRoot = process.getuid?.() === 0,
): ServiceByHand {
  const read = () => readService(machine);
  return {
    read,
    install(user, port) {
      requirePossible(machine, isRoot);
      if (machine.platform === 'win32') {
        runTask(machine, taskArguments('install', { ...program(), dataFolder, port }));
        return read();
      }
      const owner = user ?? ownerOf(dataFolder);
      if (!USER_NAME.test(owner)) throw new Error(`“${owner}” is no name of a user of this computer.`);
      installService(wishFor(owner, dataFolder, port), machine);
      return read();
    },
    remove() {
      requirePossible(machine, isRoot);
      if (machine.platform === 'win32') runTask(machine, taskArguments('remove'));
      else removeService(machine);
      return read();
    },
  };
}

function requirePossible(machine: Machine, isRoot: boolean): void {
  if (!readService(machine).supported)
    throw new Error(
      'This computer has no systemd, so there is no service to set up. Start the server as this system starts programs.',
    );
  if (machine.platform === 'linux' && !isRoot)
    throw new Error('Only root may change what starts with this computer. Repeat the command with sudo.');
}

function runTask(machine: Machine, args: readonly string[]): void {
  const { code, output } = machine.run('powershell.exe', args);
  if (code !== 0) throw new Error(output || 'The Task Scheduler refused.');
}
