/** Dots in the rail: rooms with an issue. */
import type { HealthReport } from '../../../server/health/contract.ts';
import { useHealthReport } from './api.ts';
import { useFindingWords } from './findings.ts';

export interface Badge {
  badge: string;
  badgeKind: 'warn' | 'bad';
}

/** By room: its issues in words, and how bad the worst of them is. Silenced ones show none. */
export function badgesOf(report: HealthReport | undefined, say: (title: HealthReport['checks'][number]) => string) {
  const badges = new Map<string, Badge>();
  for (const check of report?.checks ?? []) {
    if (check.finding.state === 'ok' || check.silenced_until !== null) continue;
    const before = badges.get(check.room);
    const badgeKind = check.finding.state === 'failing' || before?.badgeKind === 'bad' ? 'bad' : 'warn';
    badges.set(check.room, { badge: before ? `${before.badge} ${say(check)}` : say(check), badgeKind });
  }
  return badges;
}

export function useHealthBadges(enabled: boolean): Map<string, Badge> {
  const words = useFindingWords();
  const { data } = useHealthReport(enabled);
  return badgesOf(enabled ? data : undefined, check => words.finding(check.finding).title);
}
