/** Whether the academy starts with this computer: asked and changed through the server's own program, as root where that is needed. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { ServiceStatus } from '../../server/supervisor/contract.ts';
import { type End, troubleOf } from '../appliance/launch.ts';
import type { Outcome } from '../ipc/contract.ts';

export interface Ran {
  /** null when it could not be started at all. */
  code: number | null;
  output: string;
}
export type Run = (program: string, args: readonly string[]) => Promise<Ran>;

export const runProgram: Run = (program, args) =>
  new Promise(resolve => {
    execFile(program, args, { windowsHide: true, timeout: 120_000 }, (error, stdout, stderr) => {
      const code = error ? (typeof error.code === 'number' ? error.code : null) : 0;
      resolve({ code, output: `${stdout}${stderr}`.trim() });
    });
  });

/** Installed by the package; polkit knows it by name and says in people's words what the password is for. */
const PACKAGED = '/usr/libexec/lyceum/lyceum-service';
const UNIT = 'lyceum.service';

export interface ServiceParts {
  platform: NodeJS.Platform;
  /** The server's Node and its program for the service. */
  node: string;
  serviceScript: string;
  /** PowerShell script of the product, for Windows. */
  taskScript: string;
  /** The server's main script. */
  script: string;
  /** Programs that disappear with the console cannot be started by the system: an AppImage. */
  isFleeting: boolean;
  run?: Run;
}

export interface HostService {
  /** As last read; `refresh` reads anew. */
  status(): ServiceStatus;
  refresh(): Promise<ServiceStatus>;
  switchOn(dataFolder: string, port: number): Promise<Outcome>;
  switchOff(): Promise<Outcome>;
  allow(person: string): Promise<Outcome>;
  /** Starts the system's service. Resolves with the end when it could not be started; while it lives the promise stays open. */
  start(): Promise<End | 'started'>;
}

const UNKNOWN: ServiceStatus = {
  supported: false,
  installed: false,
  enabled: false,
  active: false,
  data_folder: null,
  user: null,
  port: null,
};

export function createHostService(parts: ServiceParts): HostService {
  const { platform, run = runProgram } = parts;
  const windows = platform === 'win32';
  let now = UNKNOWN;
  const refresh = async () => {
    const { code, output } = windows
      ? await run('powershell.exe', taskCall(parts, 'status'))
      : await run(parts.node, [parts.serviceScript, 'status']);
    const read = ServiceStatus.safeParse(code === 0 ? jsonOf(output) : null);
    now = read.success ? { ...read.data, supported: read.data.supported && !parts.isFleeting } : UNKNOWN;
    return now;
  };
  const asRoot = async (args: readonly string[]): Promise<Outcome> => {
    const [first, ...rest] = rootCall(parts, args);
    const outcome = outcomeOf(await run(first, rest), windows);
    await refresh();
    return outcome;
  };
  return {
    status: () => now,
    refresh,
    switchOn: (dataFolder, port) =>
      asRoot(
        windows
          ? ['install', '-Node', parts.node, '-Script', parts.script, '-DataFolder', dataFolder, '-Port', `${port}`]
          : ['install', '--user', now.user ?? userInfo().username, '--data', dataFolder, '--port', `${port}`],
      ),
    switchOff: () => asRoot(['remove']),
    allow: person => asRoot(['allow', person]),
    async start() {
      const { code, output } = windows
        ? await run('powershell.exe', taskCall(parts, 'start'))
        : await run('systemctl', ['start', UNIT]);
      if (code === 0) return 'started';
      return windows ? { trouble: 'other', reason: output } : endOf(run, output);
    },
  };
}

/** Everybody may read how a service of systemd ended. */
async function endOf(run: Run, refusal: string): Promise<End> {
  const { output } = await run('systemctl', ['show', UNIT, '--property=ExecMainStatus', '--value']);
  const trouble = troubleOf(Number(output) || null);
  if (/denied|authenti|not authorized|interactive/i.test(refusal) || Number(output) === 0)
    return { trouble: 'notAllowed', reason: NOT_ALLOWED };
  return { trouble, reason: wordsOf[trouble] };
}

const NOT_ALLOWED =
  'This account may not start services of the computer. Sign in to the computer as its administrator, or let the administrator start it.';

/** What the service itself wrote stands in the system's journal, which not everybody may read. */
const wordsOf = {
  other: 'The server ended without saying why. The journal of the computer holds its last words: journalctl -u lyceum.',
  portTaken: 'The port of the academy is used by another program.',
  portRefused: 'The port of the academy cannot be had.',
  alreadyRunning: 'An academy with this data folder is running already.',
  folder: 'The data folder cannot be used: its disk may be full, missing or not writable.',
} as const;

const taskCall = ({ taskScript }: ServiceParts, deed: string, rest: readonly string[] = []) => [
  '-NoProfile',
  '-ExecutionPolicy',
  'Bypass',
  '-File',
  taskScript,
  '-Deed',
  deed,
  ...rest,
];

/** The call that asks for an administrator's password first. */
function rootCall(parts: ServiceParts, args: readonly string[]): [string, ...string[]] {
  const [deed = '', ...rest] = args;
  if (parts.platform === 'win32') {
    const quoted = taskCall(parts, deed, rest).map(word => `'"${word.replaceAll("'", "''")}"'`);
    const start = `$p = Start-Process powershell.exe -Verb RunAs -Wait -PassThru -WindowStyle Hidden -ArgumentList ${quoted.join(',')}; exit $p.ExitCode`;
    return ['powershell.exe', '-NoProfile', '-Command', start];
  }
  const program = existsSync(PACKAGED) ? [PACKAGED] : [parts.node, parts.serviceScript];
  return ['pkexec', ...program, ...args];
}

/** Exit codes of pkexec(1): 126 the person did not give the password, 127 not authorised or not possible. */
function outcomeOf({ code, output }: Ran, windows: boolean): Outcome {
  if (code === 0) return { outcome: 'done' };
  const reason = (sentence: string): Outcome => ({ outcome: 'refused', reason: sentence });
  if (code === null)
    return reason(
      windows
        ? 'Windows could not ask for an administrator.'
        : 'This computer has no way to ask for an administrator’s password (the program pkexec is missing). In a terminal: sudo lyceum service install.',
    );
  if (code === 126 || /cancel/i.test(output)) return reason('The password was not given, so nothing was changed.');
  if (code === 127) return reason('Only an administrator of this computer may change this; nothing was changed.');
  return reason(output.split('\n').at(-1) || 'The system gave no reason; nothing was changed.');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
