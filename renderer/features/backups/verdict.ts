/** What the room says in one sentence. */
import type { BackupState, Place } from '../../../server/backups/contract.ts';

export type Judgement =
  | { kind: 'missing'; place: Place; isDisk: boolean }
  | { kind: 'failed'; cause: string; remedy: string }
  | { kind: 'first'; planned: boolean }
  | { kind: 'first-running' }
  | { kind: 'none-proved' }
  | { kind: 'some-proved'; lastProvedAt: string }
  | { kind: 'all-proved' };

/** What wants doing comes before what is well. A backup whose proof is under way is not held against the others. */
export function judge(state: BackupState): Judgement {
  const { places, failure, proved, last_proved_at, next_at } = state;
  const total = state.job_id === null ? state.total : state.total - state.waiting;
  const away = places.find(place => place.trouble);
  if (away) return { kind: 'missing', place: away, isDisk: away.address.kind === 'usb' };
  if (failure) return { kind: 'failed', cause: failure.cause, remedy: failure.remedy };
  if (total === 0)
    return state.job_id === null ? { kind: 'first', planned: next_at !== null } : { kind: 'first-running' };
  if (last_proved_at === null) return { kind: 'none-proved' };
  return proved === total ? { kind: 'all-proved' } : { kind: 'some-proved', lastProvedAt: last_proved_at };
}

export interface NightCounts {
  proved: number;
  late: number;
  unproved: number;
  failed: number;
}

export function countNights(nights: BackupState['nights']): NightCounts {
  const count = (state: BackupState['nights'][number]['state']) => nights.filter(night => night.state === state).length;
  return {
    proved: count('proved') + count('late'),
    late: count('late'),
    unproved: count('unproved'),
    failed: count('failed'),
  };
}

/** For people: years, months or days, rounded down. */
export function roomOf(days: number): { unit: 'Years' | 'Months' | 'Days'; count: number } {
  if (days >= 730) return { unit: 'Years', count: Math.floor(days / 365) };
  return days >= 60 ? { unit: 'Months', count: Math.floor(days / 30) } : { unit: 'Days', count: days };
}

/** Whole days from the day of `moment` to that of `now`, by the calendar of the browser. */
export function daysAgo(moment: string, now: number): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
  return Math.round((midnight(new Date(now)) - midnight(new Date(moment))) / 86_400_000);
}
