/** Which backups may go. */
import type { BackupKind, Schedule } from './contract.ts';

export type Retention = Record<BackupKind, number>;

export interface Kept {
  id: string;
  kind: BackupKind;
  proved: boolean;
}

/** Lyceum did not exist before: a backup with an older id was made while the clock was wrong. */
const FIRST_ID = '20260101';

/**
 * The newest of each kind stay, as many as the retention says. The newest proved one of all never goes, nor do the newest two
 * whatever they are: what would be left must be able to bring the academy back. Ids sort by time. Those of a wrong clock, in the past
 * or after `latest` (the id of a moment that is still to come), count for themselves: they neither push others out nor are pushed out.
 */
export function toRemove(backups: readonly Kept[], retention: Retention, latest: string): string[] {
  const eras = [
    backups.filter(({ id }) => id < FIRST_ID),
    backups.filter(({ id }) => id >= FIRST_ID && id <= latest),
    backups.filter(({ id }) => id >= FIRST_ID && id > latest),
  ];
  return eras.flatMap(era => toRemoveOf(era, retention));
}

/** Days after which no backup by the schedule is left of those that are made today. */
export function daysKept(
  schedule: Pick<Schedule, 'daily' | 'weekly_on' | 'monthly_on' | 'keep_daily' | 'keep_weekly' | 'keep_monthly'>,
): number {
  const { daily, weekly_on, monthly_on, keep_daily, keep_weekly, keep_monthly } = schedule;
  return Math.max(
    daily ? keep_daily : 0,
    weekly_on === null ? 0 : keep_weekly * 7,
    monthly_on === null ? 0 : keep_monthly * 31,
  );
}

function toRemoveOf(backups: readonly Kept[], retention: Retention): string[] {
  const newestFirst = backups.toSorted((one, other) => (one.id < other.id ? 1 : -1));
  const spared = new Set(newestFirst.slice(0, 2).map(({ id }) => id));
  const proved = newestFirst.find(backup => backup.proved);
  if (proved) spared.add(proved.id);
  const counted = new Map<BackupKind, number>();
  return newestFirst
    .filter(({ id, kind }) => {
      const rank = (counted.get(kind) ?? 0) + 1;
      counted.set(kind, rank);
      return rank > Math.max(1, retention[kind]) && !spared.has(id);
    })
    .map(({ id }) => id);
}
