/** Why a server could not start: a sentence for people, and an exit code for the console. */
import { START_TROUBLE, type StartTrouble } from './contract.ts';

export type { StartTrouble } from './contract.ts';

const troubles = new WeakMap<Error, StartTrouble>();

/** An Error in plain words that ends the server with the exit code of this trouble. */
export function troubled(trouble: StartTrouble, sentence: string, cause?: unknown): Error {
  const error = new Error(sentence, { cause });
  troubles.set(error, trouble);
  return error;
}

export function exitCodeOf(error: unknown): number {
  return START_TROUBLE[troubles.get(error as Error) ?? 'other'];
}
