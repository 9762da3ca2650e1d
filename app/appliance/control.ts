/** Speaks with the supervisor of a data folder: finds it by the control file, asks it, listens to it. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  CONTROL_FILE,
  CONTROL_PATHS,
  ControlFile,
  type OperationRequest,
  ServerReport,
} from '../../server/supervisor/contract.ts';

export interface Control {
  /** Address of the academy for this machine. */
  url: string;
  pid: number;
  report(): Promise<ServerReport>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Rejects with the server's own sentence when it cannot begin. */
  operate(request: OperationRequest): Promise<void>;
  cancelOperation(): Promise<void>;
  /** Calls back with every report until the server ends or the signal says so. */
  listen(hear: (report: ServerReport) => void, signal: AbortSignal): Promise<void>;
}

/** Its file is there, and this person may not read it. */
export type Withheld = 'withheld';

/** The server that runs with this folder; null when none does, whatever a stale file says. */
export async function findControl(dataFolder: string): Promise<Control | Withheld | null> {
  const file = await readControlFile(join(dataFolder, CONTROL_FILE));
  if (!file || file === 'withheld') return file;
  if (!isAlive(file.pid)) return null;
  const control = controlOf(file);
  // Another program may have got the process id or the port since.
  return control.report().then(
    () => control,
    () => null,
  );
}

function controlOf({ pid, port, token, url }: ControlFile): Control {
  const ask = async (request: string, { signal, body }: { signal?: AbortSignal; body?: string } = {}) => {
    const [method, path] = request.split(' ');
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, signal, body });
    if (response.ok) return response;
    const { error } = (await response.json().catch(() => ({}))) as { error?: string };
    throw new Error(error ?? `The server refuses to be controlled (${response.status}).`);
  };
  return {
    url,
    pid,
    report: async () => ServerReport.parse(await (await ask(CONTROL_PATHS.state)).json()),
    stop: async () => void (await ask(CONTROL_PATHS.stop)),
    restart: async () => void (await ask(CONTROL_PATHS.restart)),
    operate: async request => void (await ask(CONTROL_PATHS.operate, { body: JSON.stringify(request) })),
    cancelOperation: async () => void (await ask(CONTROL_PATHS.cancel)),
    async listen(hear, signal) {
      const { body } = await ask(CONTROL_PATHS.events, { signal });
      if (!body) return;
      let text = '';
      for await (const piece of body.pipeThrough(new TextDecoderStream())) {
        const events = (text + piece).split('\n\n');
        text = events.pop() ?? '';
        for (const event of events) hear(ServerReport.parse(JSON.parse(event.replace(/^data: /, ''))));
      }
    },
  };
}

async function readControlFile(path: string): Promise<ControlFile | Withheld | null> {
  try {
    return parsed(readFileSync(path, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EACCES') return null;
    const text = await readThroughGroup(path);
    return text === null ? 'withheld' : parsed(text);
  }
}

function parsed(text: string): ControlFile | null {
  try {
    return ControlFile.parse(JSON.parse(text));
  } catch {
    return null; // half a file of a crash: as if there were none
  }
}

/** The group of the service, see the Debian package. */
const GROUP = 'lyceum';

/**
 * Somebody who became a member of the group a moment ago has it only from the next sign-in to the computer on; `sg` looks it up
 * at once. null for who is no member.
 */
function readThroughGroup(path: string): Promise<string | null> {
  const env = { PATH: process.env.PATH, LYCEUM_CONTROL: path };
  return new Promise(resolve => {
    const child = execFile('sg', [GROUP, '-c', 'cat "$LYCEUM_CONTROL"'], { env, timeout: 3000 }, (error, stdout) =>
      resolve(error ? null : stdout),
    );
    child.stdin?.end();
  });
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
