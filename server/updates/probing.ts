/** Asks the new program, on trial over the live data, what the first people will ask. Nothing is written. */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

interface Probing {
  /** http://127.0.0.1:40123 */
  origin: string;
  version: string;
  progress(done: number, note: string): void;
}

const ANSWER_MS = 20_000;
/** It must still answer after this time: some programs fall over only once they have begun. */
const SETTLE_MS = 2000;
const PATHS = ['/api/v1/health/ready', '/api/v1/site', '/api/v1/courses', '/sign-in', '/api/v1/health'];

const Answer = z.object({ data: z.object({ version: z.string() }) });

/** Throws an Error in plain words that names what is not right. */
export async function probeTrial({ origin, version, progress }: Probing): Promise<void> {
  for (const [index, path] of PATHS.entries()) {
    progress(index / (PATHS.length + 1), path);
    await ask(origin, path);
  }
  await pause(SETTLE_MS);
  const { data } = Answer.parse(JSON.parse(await ask(origin, '/api/v1/site')));
  if (data.version !== version) throw new Error(`The program that came up is ${data.version}, not ${version}.`);
  progress(1, 'It answers');
}

async function ask(origin: string, path: string): Promise<string> {
  let answer: Response;
  try {
    answer = await fetch(origin + path, { signal: AbortSignal.timeout(ANSWER_MS) });
  } catch (cause) {
    throw new Error(`The new version does not answer ${path}.`, { cause });
  }
  // Without built pages, as in development, there is no sign-in page to show.
  const isFine = answer.ok || (path === '/sign-in' && answer.status === 404);
  if (!isFine) throw new Error(`The new version answers ${path} with ${answer.status}.`);
  return answer.text();
}
