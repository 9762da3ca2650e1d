import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 50;

/**
 * Asks again and again until `question` gives an answer other than undefined or false, and returns that answer: it may only look, for
 * it is asked once or a hundred times. Fails after `withinMs` milliseconds with `what`. Errors of the question count as "not yet"; the last one is the cause.
 */
export async function eventually<Answer>(
  what: string,
  question: () => Promise<Answer | undefined | false> | Answer | undefined | false,
  withinMs = 60_000,
): Promise<Answer> {
  const until = performance.now() + withinMs;
  let cause: unknown;
  while (performance.now() < until) {
    try {
      const answer = await question();
      if (answer !== undefined && answer !== false) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    await pause(EVERY_MS);
  }
  throw new Error(`${what}: not within ${withinMs} ms`, { cause });
}
