/** What a check is taken to say, given what it said before: one that comes and goes does not make the page flicker. */
import type { Finding, HealthState } from '../../platform/health/contract.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Changes within an hour from which on a check counts as coming and going. */
const RESTLESS = 4;
/** So long it must have been well before it counts as well again. */
const CALM_MS = 15 * MINUTE_MS;
const HISTORY_KEPT = 90;

export interface Seen {
  at: number;
  state: HealthState;
}

export interface Judged {
  finding: Finding;
  /** Milliseconds since 1970. */
  since: number;
  checkedAt: number;
  comesAndGoes: boolean;
  history: Seen[];
}

export const WEIGHT: Record<HealthState, number> = { ok: 0, warning: 1, failing: 2 };

/**
 * Takes the newest finding in. Trouble shows at once; that a restless check is well again shows only after a quarter of an hour of
 * calm, or when somebody asked for the check (`asked`).
 */
export function judged(before: Judged | undefined, found: Finding, at: number, asked: boolean): Judged {
  const recent = (before?.history ?? []).filter(seen => seen.at <= at && at - seen.at < HOUR_MS);
  const history = [...recent, { at, state: found.state }].slice(-HISTORY_KEPT);
  const restless = changesIn(history) >= RESTLESS;
  const calmSince = history.findLast(seen => seen.state !== 'ok')?.at ?? Number.NEGATIVE_INFINITY;
  const held =
    !asked &&
    restless &&
    before !== undefined &&
    before.finding.state !== 'ok' &&
    found.state === 'ok' &&
    at - calmSince < CALM_MS;
  const finding = held ? before.finding : found;
  const same = before?.finding.state === finding.state && before.finding.code === finding.code;
  return { finding, since: same ? before.since : at, checkedAt: at, comesAndGoes: restless, history };
}

/** From well to trouble or back. */
export function changesIn(history: readonly Seen[]): number {
  return history.filter((seen, index) => {
    const previous = history[index - 1];
    return previous !== undefined && (previous.state === 'ok') !== (seen.state === 'ok');
  }).length;
}

/** A check that did not answer is an issue of its own: nobody knows whether what it looks at is well. */
export function unanswered(title: string, reason: string): Finding {
  return {
    state: 'warning',
    code: 'check-failed',
    values: { check: title, reason },
    title: `“${title}” could not be checked.`,
    detail: `Whether this is well is not known at the moment. What was said: ${reason}`,
    remedy: {
      text: 'It is tried again by itself. If this stays, save the support file in Activity and ask for help.',
      label: 'Open Activity',
      action: { kind: 'page', path: '/activity' },
    },
  };
}
