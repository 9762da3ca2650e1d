/** When an attempt ends. Pure; the only clock that counts is the server's. */
import { instant, MINUTE, SECOND } from '../platform/clock.ts';

/**
 * Answers that arrive this long after the deadline still count: they were on their way. Milliseconds; not shown to
 * learners, whose page counts down to the deadline itself.
 */
export const GRACE_MS = 5 * SECOND;

/** The deadline of an attempt started now; null without a time limit (minutes). */
export function deadlineOf(startedMs: number, timeLimit: number | null): string | null {
  return timeLimit === null ? null : instant(startedMs + timeLimit * MINUTE);
}

/** True when the deadline and the grace after it have passed. */
export function isOutOfTime(deadlineAt: string | null, nowMs: number): boolean {
  return deadlineAt !== null && nowMs > Date.parse(deadlineAt) + GRACE_MS;
}

/** Attempts with a deadline before this instant are out of time. */
export function overdueBefore(nowMs: number): string {
  return instant(nowMs - GRACE_MS);
}
