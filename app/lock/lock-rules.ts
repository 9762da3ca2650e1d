/** When the console locks, and how often a PIN may be tried. Pure; times are milliseconds. */

const SECOND_MS = 1000;
export const DEFAULT_MINUTES = 10;

/** Wrong PINs in a row before a pause begins. */
const FREE_TRIES = 4;
/** Wrong PINs in a row after which only the password opens the lock. */
export const TRIES_IN_ALL = 10;
const FIRST_PAUSE_MS = 30 * SECOND_MS;
const LONGEST_PAUSE_MS = 900 * SECOND_MS;

/** Pause after this many wrong tries in a row: none for four, then 30 s, 1, 2, 4 … up to 15 minutes. */
export function pauseAfter(wrong: number): number {
  if (wrong <= FREE_TRIES) return 0;
  return Math.min(FIRST_PAUSE_MS * 2 ** (wrong - FREE_TRIES - 1), LONGEST_PAUSE_MS);
}

/** Whole seconds until the next try; 0 when one is allowed. A clock that was set back does not lengthen it. */
export function secondsToWait(wrong: number, lastAt: number, now: number): number {
  const pause = pauseAfter(wrong);
  const left = Math.min(lastAt + pause - now, pause);
  return Math.max(0, Math.ceil(left / SECOND_MS));
}

/** Whether nobody has touched the console for so long that it locks. */
export function isIdle(touchedAt: number, minutes: number | null, now: number): boolean {
  return minutes !== null && now - touchedAt >= minutes * 60 * SECOND_MS;
}
