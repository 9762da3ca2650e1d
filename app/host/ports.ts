/** Ports of this machine: the next free one, and which academy has the one that could not be had. */
import { createServer } from 'node:net';

const HIGHEST = 65_535;
const TRIES = 50;

/** The first port after `taken` that can be had; undefined when there is none near. */
export async function nextFreePort(taken: number): Promise<number | undefined> {
  const first = Math.max(taken + 1, 8080);
  for (let port = first; port < first + TRIES && port <= HIGHEST; port++) if (await isFree(port)) return port;
  return undefined;
}

function isFree(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** Name of the academy that answers at the port; null when it is another program. */
export async function academyAt(port: number): Promise<string | null> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/v1/site`, { signal: AbortSignal.timeout(2000) });
    const { data } = (await answer.json()) as { data?: { name?: unknown; set_up?: unknown } };
    return typeof data?.name === 'string' && typeof data.set_up === 'boolean' ? data.name : null;
  } catch {
    return null;
  }
}
