/** Asks the supervisor of a data folder how the server is, as its own workers and the command line may. */
import { SECOND } from '../platform/clock.ts';
import { ServerReport } from './contract.ts';
import { readControlFile } from './control-file.ts';

/** null when no supervisor looks after the folder, or it does not answer. */
export async function askSupervisor(dataFolder: string): Promise<ServerReport | null> {
  const control = readControlFile(dataFolder);
  if (!control) return null;
  try {
    const answer = await fetch(`http://127.0.0.1:${control.port}/state`, {
      headers: { authorization: `Bearer ${control.token}` },
      signal: AbortSignal.timeout(2 * SECOND),
    });
    return ServerReport.parse(await answer.json());
  } catch {
    return null;
  }
}
