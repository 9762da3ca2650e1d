/** Source of time; passed to whatever needs it so that rules stay pure and tests can set it. */
export interface Clock {
  /** Milliseconds since 1970, UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** The product's one representation of a moment: UTC, ISO 8601 with milliseconds, 24 characters, sortable as text. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
