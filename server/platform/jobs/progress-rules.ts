/** How long a piece of work still takes, from how far it came. */

/** Before this share, or this many milliseconds, a guess would jump about. */
const FIRST_SHARE = 0.02;
const FIRST_MS = 2000;
/** Longer guesses than this (seconds) say nothing. */
const LONGEST = 48 * 3600;

/**
 * Whole seconds left at the average speed so far; null while too little is known. `progress` is 0 to 1, `elapsedMs` the time since
 * the work began. From 10 minutes on it is rounded to minutes, from 20 seconds on to five seconds, so that it does not flicker.
 */
export function secondsLeft(progress: number, elapsedMs: number): number | null {
  if (progress >= 1) return 0;
  if (!(progress >= FIRST_SHARE) || elapsedMs < FIRST_MS) return null;
  const left = (elapsedMs * (1 - progress)) / progress / 1000;
  if (left > LONGEST) return null;
  const step = left >= 600 ? 60 : left >= 20 ? 5 : 1;
  return Math.ceil(left / step) * step;
}
