/** What the home page says first: pure. */
import type { Overview } from '../../../server/overview/contract.ts';
import type { Health } from '../../../server/site/contract.ts';

type Check = Health['checks'][number];
/** The checks that have words of their own; another one is told by its own detail. */
export type Concern = 'database' | 'disk' | 'memory' | 'queue' | 'other';

export type Judgement =
  | { kind: 'ok'; passed: number }
  | { kind: 'warn' | 'bad'; concern: Concern; failing: boolean; detail: string; others: number };

const WEIGHT = { ok: 0, warning: 1, failing: 2 } as const;
const KNOWN: readonly string[] = ['database', 'disk', 'memory', 'queue'];

/** The one thing to do: the worst check, and of equal ones the first. */
export function judge(health: Health): Judgement {
  const troubled = health.checks.filter(check => check.state !== 'ok');
  const [worst] = troubled.toSorted((a, b) => WEIGHT[b.state] - WEIGHT[a.state]);
  if (!worst) return { kind: 'ok', passed: health.checks.length };
  const failing = worst.state === 'failing';
  return {
    kind: failing ? 'bad' : 'warn',
    concern: concernOf(worst),
    failing,
    detail: worst.detail,
    others: troubled.length - 1,
  };
}

const concernOf = ({ name }: Check): Concern => (KNOWN.includes(name) ? (name as Concern) : 'other');

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

/** Shares of the disk for the bar, each 0 to 1: what the academy holds, what others hold. */
export function sharesOf({ free_bytes, total_bytes, media_bytes, database_bytes }: Overview['storage']) {
  const total = Math.max(1, total_bytes);
  const media = Math.min(1, media_bytes / total);
  const database = Math.min(1, database_bytes / total);
  return { media, database, other: Math.max(0, 1 - free_bytes / total - media - database) };
}
