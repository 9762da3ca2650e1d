/** What the page says first, from the last report: pure. */
import type { UpkeepReport } from '../../../server/upkeep/contract.ts';

export type Judgement =
  | { kind: 'young' | 'well' | 'cut-short' | 'cancelled' }
  | { kind: 'late'; days: number }
  | { kind: 'attention'; count: number; reasons: string[] };

const DAY_MS = 86_400_000;
const LATE_DAYS = 2;

/** `now` in milliseconds since 1970. */
export function judge(reports: readonly UpkeepReport[], now: number): Judgement {
  const [last] = reports;
  if (!last) return { kind: 'young' };
  const days = Math.floor((now - Date.parse(last.started_at)) / DAY_MS);
  if (days >= LATE_DAYS) return { kind: 'late', days };
  const wrong = last.steps.filter(({ state }) => state === 'failed' || state === 'warning');
  if (wrong.length > 0)
    return { kind: 'attention', count: wrong.length, reasons: wrong.flatMap(({ reason }) => reason ?? []) };
  if (last.state === 'cut-short' || last.state === 'cancelled') return { kind: last.state };
  return { kind: 'well' };
}
