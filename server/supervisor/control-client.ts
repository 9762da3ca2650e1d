/** Speaks with the supervisor that runs on a data folder. */
import { readControlFile } from './control-file.ts';
import { CONTROL_PATHS, ServerReport } from './contract.ts';

export interface ControlClient {
  report(): Promise<ServerReport>;
  stop(): Promise<void>;
  restart(): Promise<void>;
}

const PATIENCE_MS = 10_000;

/** null when no server runs on the folder, whatever a stale file says. */
export async function findServer(dataFolder: string): Promise<ControlClient | null> {
  const file = readControlFile(dataFolder);
  if (!file || !isAlive(file.pid)) return null;
  const ask = async (request: string): Promise<Response> => {
    const [method = 'GET', path = ''] = request.split(' ');
    const headers = { Authorization: `Bearer ${file.token}` };
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const response = await fetch(`http://127.0.0.1:${file.port}${path}`, { method, headers, signal });
    if (!response.ok) throw new Error(`The server refuses to be controlled (${response.status}).`);
    return response;
  };
  const client: ControlClient = {
    report: async () => ServerReport.parse(await (await ask(CONTROL_PATHS.state)).json()),
    stop: async () => void (await ask(CONTROL_PATHS.stop)),
    restart: async () => void (await ask(CONTROL_PATHS.restart)),
  };
  // Another program may have got the process id or the port since.
  return client.report().then(
    () => client,
    () => null,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
