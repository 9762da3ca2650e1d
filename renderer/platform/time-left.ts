/** Before this share, or this many milliseconds, a guess would jump about. */
const FIRST_SHARE = 0.02;
const FIRST_MS = 2000;

/** Whole seconds until all is done at the average speed so far; null while too little is. `share` is 0 to 1, `elapsedMs` the time since it began. */
export function secondsLeft(share: number, elapsedMs: number): number | null {
  if (share < FIRST_SHARE || elapsedMs < FIRST_MS) return null;
  return Math.ceil(((elapsedMs / share) * (1 - share)) / 1000);
}
