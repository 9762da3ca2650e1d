/** What browsers are told to remember about HTTPS (RFC 6797). Pure. */

const MINUTE = 60_000;
const DAY = 86_400_000;

interface Strictness {
  hsts: boolean;
  /** When it was last switched on; kept when it is switched off, so that browsers can be told to forget. */
  hsts_since: string | null;
}

/** Promises grow with the time that it went well: a mistake of the first day is forgotten within minutes. Longest first. */
const STEPS = [
  { after: 30 * DAY, promise: 365 * DAY },
  { after: 7 * DAY, promise: 30 * DAY },
  { after: DAY, promise: 7 * DAY },
  { after: 0, promise: 5 * MINUTE },
] as const;

/**
 * Value of Strict-Transport-Security; null sends none. Without `includeSubDomains`: other machines of the same name are not ours to
 * speak for.
 */
export function strictHeader({ hsts, hsts_since }: Strictness, now: number): string | null {
  if (!hsts) return hsts_since === null ? null : 'max-age=0';
  const lasted = hsts_since === null ? Number.POSITIVE_INFINITY : now - Date.parse(hsts_since);
  const { promise } = STEPS.find(({ after }) => lasted >= after) ?? STEPS[3];
  return `max-age=${promise / 1000}`;
}
