/** Asks the server on trial what the first people will ask. */
import type { StepContext } from '../supervisor/index.ts';

const PATHS = ['/api/v1/health/ready', '/api/v1/site', '/api/v1/courses', '/sign-in'];
const ANSWER_MS = 20_000;

export async function probeServer({ origin, progress }: StepContext): Promise<void> {
  for (const [index, path] of PATHS.entries()) {
    const { status } = await fetch(`${origin}${path}`, { signal: AbortSignal.timeout(ANSWER_MS) });
    // Without built pages, as in development, there is no sign-in page to show.
    if (status >= 500) throw new Error(`The restored academy does not answer ${path} (${status}).`);
    progress((index + 1) / PATHS.length, path);
  }
}
