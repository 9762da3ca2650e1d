/** When a session ends because nobody is there: pure. Times are milliseconds since 1970. */

/** The last minute, in which the page asks. */
export const WARNED_MS = 60_000;
/** The server is told at most so often that somebody is there, where no other request says it. */
export const TELL_EVERY_MS = 45_000;

/** Seconds until the session ends when they are few enough to be told, 0 when it is over; null while there is time. */
export function secondsToTell(seenAt: number, minutes: number, now: number): number | null {
  const left = seenAt + minutes * 60_000 - now;
  // A rule of one minute would warn all the time: then half of it.
  if (left > Math.min(WARNED_MS, minutes * 30_000)) return null;
  return Math.max(0, Math.ceil(left / 1000));
}

/** Whether the server has to hear that somebody was there since it was last told. */
export function isNews(seenAt: number, toldAt: number, now: number): boolean {
  return seenAt > toldAt && now - toldAt >= TELL_EVERY_MS;
}
