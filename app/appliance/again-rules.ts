/** How often the console starts a crashed server again by itself. Pure. */

const TRIES = 3;
const WITHIN_MS = 10 * 60_000;

/** `crashes` are the moments at which it ended unasked, the last one included; milliseconds, as is `now`. */
export function mayTryAgain(crashes: readonly number[], now: number): boolean {
  return crashes.filter(at => now - at < WITHIN_MS).length <= TRIES;
}
