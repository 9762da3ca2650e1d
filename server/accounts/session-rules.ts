/** When a session is over, and when who it belongs to has to prove that again: pure. Times are milliseconds since 1970. */
import type { SessionRules } from '../sign-in-rules/contract.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A refresh token that was not used for so long is over. */
export const REFRESH_MS = 7 * DAY;
/** An administrator sees the academy as somebody else for so long at most. */
export const IMPERSONATION_MS = HOUR;
/** Two tabs of one browser may refresh at the same moment; within this time the loser is told to try again, not thrown out. */
export const OVERLAP_MS = 20_000;
/** That somebody was there is written down at most so often, so that reading costs no writing. */
export const SEEN_EVERY_MS = MINUTE;

export interface Life {
  createdAt: number;
  seenAt: number;
  expiresAt: number;
}

export type Over = 'idle' | 'expired';

/** Minutes after which a session of these permissions ends by itself when nobody is there; 0 never. */
export function idleMinutes({ idle, idle_privileged }: SessionRules, privileged: boolean): number {
  return privileged && idle_privileged > 0 ? idle_privileged : idle;
}

/**
 * Why a session that nobody ended is over; null while it lives. Its pages end it to the second; here it lives one minute longer,
 * because that somebody was there may be known a minute late.
 */
export function whyOver(life: Life, rules: SessionRules, privileged: boolean, now: number): Over | null {
  if (life.expiresAt <= now || life.createdAt + rules.longest_days * DAY <= now) return 'expired';
  const minutes = idleMinutes(rules, privileged);
  return minutes > 0 && life.seenAt + minutes * MINUTE + SEEN_EVERY_MS <= now ? 'idle' : null;
}

/** Until when a session lives that is carried on now. */
export function livesUntil(
  createdAt: number,
  { longest_days }: SessionRules,
  impersonated: boolean,
  now: number,
): number {
  if (impersonated) return createdAt + IMPERSONATION_MS;
  return Math.min(now + REFRESH_MS, createdAt + longest_days * DAY);
}

/** True while the last proof of identity is young enough for an act that asks for one. */
export function isFresh(confirmedAt: number, { step_up_minutes }: SessionRules, now: number): boolean {
  return now - confirmedAt < step_up_minutes * MINUTE;
}

/** Halves of a refresh token: what all of a session share, and the whole. A token of before there were two is its own family. */
export function familyOf(token: string): string {
  return token.split('.', 1)[0] as string;
}
