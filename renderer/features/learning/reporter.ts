/**
 * What a lesson's page tells the server: seconds spent, the place reached, that it is done. Pure: clocks and storage are
 * passed in. The server adds up seconds, so each second may be sent once only; places and "done" may be repeated.
 */

export interface Unsent {
  /** Whose and of what. */
  userId: number;
  courseId: number;
  moduleId: number;
  /** Whole and broken seconds since the last report that was taken. */
  seconds: number;
  /** Seconds into a film, 0 to 1 of a text; undefined when it did not move. */
  position?: number;
  completed?: boolean;
  /** When the last of it happened; milliseconds since 1970. */
  at: number;
}

/** The server takes at most this many seconds in one report. */
export const MOST_SECONDS = 3600;
/** Playing and reading are reported this often, in milliseconds. */
export const REPORT_EVERY_MS = 10_000;
/** Without a key, a touch or a scroll for this long, nobody is reading any more. Milliseconds. */
export const IDLE_MS = 120_000;
/** A tick that comes later than this was not a tick: the machine slept. Milliseconds. */
const LONGEST_TICK_MS = 5000;

export interface Watching {
  visible: boolean;
  /** A film or sound is playing: watching needs no keys. */
  playing: boolean;
  /** Milliseconds since 1970. */
  lastInput: number;
}

/** Seconds of study between two ticks: none while hidden, idle or asleep. */
export function secondsBetween(before: number, now: number, { visible, playing, lastInput }: Watching): number {
  const passed = now - before;
  if (!visible || passed <= 0 || passed > LONGEST_TICK_MS) return 0;
  return playing || now - lastInput < IDLE_MS ? passed / 1000 : 0;
}

export interface Counter {
  tab: string;
  /** Milliseconds since 1970. */
  at: number;
}
/** After this long without a sign the tab that counted is taken for gone. Milliseconds. */
const COUNTER_GONE_MS = 3000;

/** Of several windows one counts the time: the one in front, else the one that did before. */
export function mayCount(counter: Counter | null, tab: string, focused: boolean, now: number): boolean {
  return focused || counter === null || counter.tab === tab || now - counter.at > COUNTER_GONE_MS;
}

/** Both together: seconds add up, the later place holds, done stays done. */
export function merged(earlier: Unsent | null, later: Unsent): Unsent {
  if (earlier === null) return later;
  return {
    ...later,
    seconds: earlier.seconds + later.seconds,
    position: later.position ?? earlier.position,
    completed: earlier.completed || later.completed || undefined,
    at: Math.max(earlier.at, later.at),
  };
}

export interface Report {
  time_spent?: number;
  last_position?: number;
  completed?: true;
}

/** The report to send now, and what of it is kept for the next one: broken seconds, and what exceeds the limit. */
export function reportOf(unsent: Unsent): { report: Report; rest: Unsent } {
  const whole = Math.min(MOST_SECONDS, Math.floor(unsent.seconds));
  const report: Report = {
    ...(whole > 0 ? { time_spent: whole } : {}),
    ...(unsent.position === undefined ? {} : { last_position: unsent.position }),
    ...(unsent.completed ? { completed: true } : {}),
  };
  return { report, rest: { ...unsent, seconds: unsent.seconds - whole, position: undefined, completed: undefined } };
}

/** Whether there is anything that the server should know. Less than a second alone is not. */
export function isWorthSending(unsent: Unsent | null): unsent is Unsent {
  return unsent !== null && (unsent.seconds >= 1 || unsent.position !== undefined || unsent.completed === true);
}

/**
 * What another page left behind, made fit for sending. A place that was left before the person went on elsewhere, as far
 * as the server knows, is old: it would take a second device back. `lastAccessed` in milliseconds, null when never.
 */
export function overtaken(left: Unsent, lastAccessed: number | null): Unsent {
  return lastAccessed !== null && lastAccessed > left.at ? { ...left, position: undefined } : left;
}
