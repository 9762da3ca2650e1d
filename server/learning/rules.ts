/** When a module and a course count as done, and how much reported time is believed. Pure. */
import type { ContentType } from '../courses/contract.ts';

const SECOND_MS = 1000;

/** Share of a film that has to be reached. */
export const WATCHED_SHARE = 0.9;
/** Reports travel and clocks differ: seconds granted beyond the time that really passed. */
export const GRACE_SECONDS = 10;

export interface Seen {
  contentType: ContentType;
  /** The learner says that it is done. */
  asked: boolean;
  /** Furthest of the position kept and the one reported: seconds into a film. */
  position: number;
  /** Seconds, where the file's duration is known. */
  duration: number | null;
}

/** Whether a report completes the module. Quizzes are completed by passing them and by nothing else. */
export function completes({ contentType, asked, position, duration }: Seen): boolean {
  if (contentType === 'quiz') return false;
  const timed = contentType === 'video' || contentType === 'audio';
  if (!timed || duration === null || duration <= 0) return asked;
  return position >= duration * WATCHED_SHARE;
}

/**
 * Whole seconds of a report that are believed: never more than really passed since the module's last report, plus the grace.
 * The first report of a module (`since` null) is believed: it may have been kept while there was no connection.
 */
export function plausibleSeconds(reported: number, since: string | null, now: number): number {
  const told = Math.max(0, reported);
  if (since === null) return Math.round(told);
  const passed = Math.max(0, (now - Date.parse(since)) / SECOND_MS);
  return Math.round(Math.min(told, passed + GRACE_SECONDS));
}

export interface ModuleCounts {
  total: number;
  done: number;
  mandatoryTotal: number;
  mandatoryDone: number;
}

/** Percent from 0 to 100 with one decimal, of the mandatory modules; of all where none is mandatory. */
export function percentage({ total, done, mandatoryTotal, mandatoryDone }: ModuleCounts): number {
  const [part, whole] = mandatoryTotal > 0 ? [mandatoryDone, mandatoryTotal] : [done, total];
  if (whole === 0) return 0;
  // Rounded down: 100 means everything, never almost everything.
  return Math.floor((Math.min(part, whole) * 1000) / whole) / 10;
}

/** A course without modules is never complete. */
export function isComplete(counts: ModuleCounts): boolean {
  return percentage(counts) === 100;
}
