/** When upkeep is due. Times of day are minutes since midnight in the time zone of the machine. */

const DAY_MINUTES = 24 * 60;

/** `03:30` as minutes. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
}

/** Minutes until the window ends; null outside of it. A window may go over midnight; equal times are the whole day. */
export function minutesLeft(now: number, start: number, end: number): number | null {
  const length = (end - start + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  const into = (now - start + DAY_MINUTES) % DAY_MINUTES;
  return into < length ? length - into : null;
}

/** Once in a window: the last run began before this window did. `hoursSince` is null when it never ran. */
export function isDue(now: number, start: number, end: number, hoursSince: number | null): boolean {
  if (minutesLeft(now, start, end) === null) return false;
  const into = (now - start + DAY_MINUTES) % DAY_MINUTES;
  return hoursSince === null || hoursSince * 60 > into;
}
