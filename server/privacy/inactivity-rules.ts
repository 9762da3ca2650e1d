/** When an account counts as unused. Pure. */
import { type InactivitySettings, type SpareReason, spareReasons } from './contract.ts';

/**
 * The instant before which somebody was last there, in whole months of the calendar: from the 31st of a month it is the last day of
 * a shorter one. `now` in milliseconds since 1970; UTC.
 */
export function sinceOf(now: number, months: number): string {
  const at = new Date(now);
  const day = at.getUTCDate();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - months);
  const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)).getUTCDate();
  at.setUTCDate(Math.min(day, last));
  return at.toISOString();
}

/** Reasons that count with these settings. */
export const sparing = ({
  spare_enrolled,
  spare_certified,
}: Pick<InactivitySettings, 'spare_enrolled' | 'spare_certified'>): SpareReason[] =>
  spareReasons.filter(
    reason => (reason !== 'enrolled' || spare_enrolled) && (reason !== 'certified' || spare_certified),
  );
