/** How the server of a folder is started: by the system where it is the system's service, otherwise by the console. */
import { userInfo } from 'node:os';
import type { ApplianceParts } from '../appliance/appliance.ts';
import { type End, launchServer } from '../appliance/launch.ts';
import type { Programs } from '../appliance/programs.ts';
import type { Trouble } from '../ipc/contract.ts';
import { findControl } from '../appliance/control.ts';
import type { Memory } from './memory.ts';
import { academyAt, nextFreePort } from './ports.ts';
import type { HostService } from './service.ts';

interface Parts {
  programs: Programs;
  env: NodeJS.ProcessEnv;
  memory: Memory;
  service: HostService;
  /** File for what the server prints while it starts. */
  output: string;
}

const USUAL_PORT = 8080;

/** The port that this console starts the server with. */
export const portOf = (env: NodeJS.ProcessEnv, memory: Memory): number =>
  memory.read().port ?? (Number(env.LYCEUM_PORT) || USUAL_PORT);

export function serverOf(parts: Parts): Pick<ApplianceParts, 'launch' | 'explain' | 'isWatched'> {
  const { programs, env, memory, service, output } = parts;
  const isService = (dataFolder: string) => {
    const { enabled, data_folder } = service.status();
    return enabled && data_folder === dataFolder;
  };
  const launchHere = (dataFolder: string) =>
    launchServer({ programs, dataFolder, port: memory.read().port, env, output });
  return {
    isWatched: isService,
    async launch(dataFolder) {
      if (!isService(dataFolder)) return launchHere(dataFolder);
      const end = await service.start();
      // It runs; what becomes of it is seen through its control file.
      if (end === 'started') return new Promise<End>(() => {});
      const isOwn = service.status().user === userInfo().username;
      return end.trouble === 'notAllowed' && isOwn ? launchHere(dataFolder) : end;
    },
    async explain({ trouble }) {
      const kind: Trouble = { kind: trouble };
      if (trouble !== 'portTaken' && trouble !== 'portRefused') return kind;
      const port = portOf(env, memory);
      const [free_port, name] = await Promise.all([nextFreePort(port), academyAt(port)]);
      const folder = name === null ? null : await neighbour(service.status().data_folder);
      return {
        ...kind,
        port,
        ...(free_port ? { free_port } : {}),
        ...(name !== null && folder ? { other: { name, data_folder: folder } } : {}),
      };
    },
  };
}

/** The folder of the service, when its server runs and listens to this console. */
async function neighbour(folder: string | null): Promise<string | null> {
  return folder !== null && (await findControl(folder)) !== null ? folder : null;
}
