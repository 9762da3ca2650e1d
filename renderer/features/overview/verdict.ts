/** What the home page says first: pure. */
import type { Standing } from '../../../server/health/contract.ts';
import type { Overview } from '../../../server/overview/contract.ts';

export type Judgement =
  | { kind: 'ok'; passed: number }
  | { kind: 'busy' }
  | { kind: 'warn' | 'bad'; worst: Standing; others: readonly Standing[] };

/** The one thing to do: the worst issue. The server sorts them. */
export function judge({ issues, passed, checked_at }: Overview['health']): Judgement {
  const [worst, ...others] = issues;
  if (worst) return { kind: worst.finding.state === 'failing' ? 'bad' : 'warn', worst, others };
  return checked_at === null ? { kind: 'busy' } : { kind: 'ok', passed };
}

export interface Graph {
  /** Seconds since 1970. */
  times: number[];
  values: number[];
}

/** The line of the last hour; null while there are too few samples for one. */
export function graphOf(history: Overview['presence_history']): Graph | null {
  if (history.length < 3) return null;
  return { times: history.map(({ at }) => Date.parse(at) / 1000), values: history.map(({ people }) => people) };
}

type Storage = Pick<Overview['storage'], 'free_bytes' | 'total_bytes' | 'media_bytes' | 'database_bytes'>;

/** Shares of the disk for the bar, each 0 to 1: what the academy holds, what others hold. */
export function sharesOf({ free_bytes, total_bytes, media_bytes, database_bytes }: Storage) {
  const total = Math.max(1, total_bytes);
  const media = Math.min(1, media_bytes / total);
  const database = Math.min(1, database_bytes / total);
  return { media, database, other: Math.max(0, 1 - free_bytes / total - media - database) };
}

/** How long until the disk is full, in the largest unit that says it well; null when nobody needs to know. */
export function fullIn(days: number | null): { unit: 'days' | 'weeks' | 'months' | 'years'; count: number } | null {
  if (days === null) return null;
  if (days < 14) return { unit: 'days', count: Math.max(1, Math.round(days)) };
  if (days < 60) return { unit: 'weeks', count: Math.round(days / 7) };
  if (days < 730) return { unit: 'months', count: Math.round(days / 30.4) };
  return { unit: 'years', count: Math.round(days / 365) };
}
