/** Speaks with the supervisor of a data folder: finds it by the control file, asks it, listens to it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTROL_FILE, CONTROL_PATHS, ControlFile, ServerReport } from '../../server/supervisor/contract.ts';

export interface Control {
  /** Address of the academy for this machine. */
  url: string;
  pid: number;
  report(): Promise<ServerReport>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Calls back with every report until the server ends or the signal says so. */
  listen(hear: (report: ServerReport) => void, signal: AbortSignal): Promise<void>;
}

/** The server that runs with this folder; null when none does, whatever a stale file says. */
export async function findControl(dataFolder: string): Promise<Control | null> {
  const file = readControlFile(dataFolder);
  if (!file || !isAlive(file.pid)) return null;
  const control = controlOf(file);
  // Another program may have got the process id or the port since.
  return control.report().then(
    () => control,
    () => null,
  );
}

function controlOf({ pid, port, token, url }: ControlFile): Control {
  const ask = async (request: string, signal?: AbortSignal) => {
    const [method, path] = request.split(' ');
    const headers = { Authorization: `Bearer ${token}` };
    const response = await fetch(`http://127.0.0.1:${port}${path}`, { method, headers, signal });
    if (!response.ok) throw new Error(`The server refuses to be controlled (${response.status}).`);
    return response;
  };
  return {
    url,
    pid,
    report: async () => ServerReport.parse(await (await ask(CONTROL_PATHS.state)).json()),
    stop: async () => void (await ask(CONTROL_PATHS.stop)),
    restart: async () => void (await ask(CONTROL_PATHS.restart)),
    async listen(hear, signal) {
      const { body } = await ask(CONTROL_PATHS.events, signal);
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

function readControlFile(dataFolder: string): ControlFile | null {
  try {
    return ControlFile.parse(JSON.parse(readFileSync(join(dataFolder, CONTROL_FILE), 'utf8')));
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It lives, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
