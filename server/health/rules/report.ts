/** The report out of what every check says: the worst first, what is silenced last among the issues. */
import type { HealthState } from '../../platform/health/contract.ts';
import type { HealthReport, Standing } from '../contract.ts';
import { WEIGHT } from './standing.ts';

export type Unsilenced = Omit<Standing, 'silenced_until'>;

export function reportOf(
  standings: readonly Unsilenced[],
  silences: ReadonlyMap<string, string>,
  running: HealthReport['running'],
): HealthReport {
  const checks = standings
    .map(standing => ({ ...standing, silenced_until: silences.get(standing.name) ?? null }))
    .toSorted((a, b) => rank(b) - rank(a) || (rank(a) > 0 ? b.since.localeCompare(a.since) : 0));
  const moments = standings.map(standing => standing.checked_at).toSorted();
  return { state: worstOf(checks), checked_at: moments.at(-1) ?? null, running, checks };
}

/** Silenced issues stand between those that are not and what is well. */
function rank({ finding, silenced_until }: Standing): number {
  const weight = WEIGHT[finding.state] * 2;
  return weight > 0 && silenced_until !== null ? 1 : weight;
}

export function worstOf(checks: readonly Standing[]): HealthState {
  const heard = checks.filter(check => check.silenced_until === null).map(check => check.finding.state);
  return heard.toSorted((a, b) => WEIGHT[b] - WEIGHT[a])[0] ?? 'ok';
}
