/** How soon a crashed worker is started again. Pure. */
import { MINUTE, SECOND } from '../platform/clock.ts';

/** A worker that lived this long was healthy: its earlier crashes no longer count. Milliseconds. */
export const HEALTHY_MS = MINUTE;
/** Crashes in a row after which the trouble is called a failure, and tries become rare. */
export const CRASHES_TO_FAIL = 5;
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 30 * SECOND;

/** Crashes in a row, this one included. `lived` is the age in milliseconds at which the worker ended. */
export function crashesInRow(before: number, lived: number): number {
  return lived >= HEALTHY_MS ? 1 : before + 1;
}

/** Pause before the next start in milliseconds: 0.1 s, 0.4 s, 1.6 s, 6.4 s, 25.6 s, then 30 s. */
export function pauseAfter(crashes: number): number {
  return Math.min(FIRST_PAUSE_MS * 4 ** (crashes - 1), LONGEST_PAUSE_MS);
}

/** What ended a worker, in words for people. `told` is what the worker itself said before it ended. */
export function crashReason(
  role: 'web' | 'jobs' | 'all',
  end: { code: number | null; signal: string | null },
  told?: string,
) {
  const who = { web: 'A web worker', jobs: 'The jobs worker', all: 'The server' }[role];
  if (told) return `${who} stopped because of an error: ${told}`;
  if (end.signal === 'SIGKILL') return `${who} was killed from outside (SIGKILL); perhaps the memory ran out.`;
  if (end.signal) return `${who} was ended by ${end.signal}.`;
  if (end.code === 0) return `${who} ended although nobody asked it to.`;
  return `${who} ended with code ${end.code}.`;
}
