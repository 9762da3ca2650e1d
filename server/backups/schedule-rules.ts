/** When backups are due, in the time zone of the machine, and how the last nights went. */
import type { BackupKind, Night, Schedule } from './contract.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A backup that begins later than this after its time was made up for. */
const LATE_MS = 2 * HOUR_MS;
/** After a failure the next try waits this long. */
const RETRY_MS = HOUR_MS;

type When = Pick<Schedule, 'enabled' | 'at' | 'daily' | 'weekly_on' | 'monthly_on'>;

/** What is planned for the day of this moment; the rarest kind wins. null for nothing. */
export function kindOn(schedule: When, moment: number): BackupKind | null {
  if (!schedule.enabled) return null;
  const date = new Date(moment);
  if (date.getDate() === schedule.monthly_on) return 'monthly';
  if (date.getDay() === schedule.weekly_on) return 'weekly';
  return schedule.daily ? 'daily' : null;
}

/** The planned moment on the day that lies `days` from the one of `now`. */
function plannedOn(schedule: When, now: number, days: number): number {
  const [hours = 0, minutes = 0] = schedule.at.split(':').map(Number);
  const date = new Date(now);
  // By calendar, not by 24 hours: days of a clock change are shorter or longer.
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, hours, minutes).getTime();
}

const LOOK_DAYS = 62;

export interface Planned {
  at: number;
  kind: BackupKind;
}

/** The next one after `now`; null when nothing is planned. */
export function nextPlanned(schedule: When, now: number): Planned | null {
  for (let days = 0; days <= LOOK_DAYS; days++) {
    const at = plannedOn(schedule, now, days);
    const kind = kindOn(schedule, at);
    if (kind && at > now) return { at, kind };
  }
  return null;
}

/** The last one at or before `now`. */
export function lastPlanned(schedule: When, now: number): Planned | null {
  for (let days = 0; days >= -LOOK_DAYS; days--) {
    const at = plannedOn(schedule, now, days);
    const kind = kindOn(schedule, at);
    if (kind && at <= now) return { at, kind };
  }
  return null;
}

export interface Run {
  started_at: string;
  state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
  kind: BackupKind;
  /** Of the trouble, for those that failed. */
  code: string | null;
  new_bytes: number;
  proved: boolean;
}

export interface Situation {
  now: number;
  /** Since when there is an academy; what was planned before it is nobody's fault. */
  since: number;
  /** Newest first. */
  runs: readonly Run[];
  placeConnected: boolean;
}

/** What should begin now, and whether it is made up for; null for nothing. */
export function dueNow(
  schedule: When,
  { now, since, runs, placeConnected }: Situation,
): (Planned & { late: boolean }) | null {
  const planned = lastPlanned(schedule, now);
  if (!planned || planned.at < since) return null;
  const after = runs.filter(run => Date.parse(run.started_at) >= planned.at);
  if (after.some(run => run.state === 'done' || run.state === 'running')) return null;
  const [last] = after;
  const due = { ...planned, late: now - planned.at > LATE_MS };
  if (!last || last.state === 'interrupted') return due;
  // Cancelled by somebody: then not before the next night.
  if (last.state === 'cancelled') return null;
  const returned = last.code === 'place-missing' && placeConnected;
  return returned || (last.code !== 'place-missing' && now - Date.parse(last.started_at) >= RETRY_MS) ? due : null;
}

/** The last `count` days, oldest first, the day of `now` last. */
export function nightsOf(
  schedule: When,
  { now, since, runs }: Omit<Situation, 'placeConnected'>,
  count: number,
): Night[] {
  return Array.from({ length: count }, (_, i) => {
    const planned = plannedOn(schedule, now, i - count + 1);
    const dayOf = (moment: number) => localDay(moment);
    const own = runs.filter(run => dayOf(Date.parse(run.started_at)) === dayOf(planned));
    const done = own.filter(run => run.state === 'done');
    const new_bytes = done.reduce((sum, run) => sum + run.new_bytes, 0);
    return { day: dayOf(planned), new_bytes, state: stateOf(schedule, planned, { now, since, own, done }) };
  });
}

function stateOf(
  schedule: When,
  planned: number,
  { now, since, own, done }: { now: number; since: number; own: readonly Run[]; done: readonly Run[] },
): Night['state'] {
  if (done.length > 0) {
    if (!done.some(run => run.proved)) return 'unproved';
    const wanted = kindOn(schedule, planned) !== null && planned >= since;
    const onTime = done.some(run => Date.parse(run.started_at) - planned <= LATE_MS);
    return wanted && !onTime ? 'late' : 'proved';
  }
  if (own.some(run => run.state === 'failed')) return 'failed';
  const missed = kindOn(schedule, planned) !== null && planned >= since && now - planned > LATE_MS;
  return missed ? 'failed' : 'none';
}

/** `2026-11-21` where the machine is. */
export function localDay(moment: number): string {
  const date = new Date(moment);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Days for which the room lasts when each day brings as much as the last ones did; null when that is not known. */
export function daysLeft(free: number | null, perDay: readonly number[]): number | null {
  if (free === null || perDay.length === 0) return null;
  const average = perDay.reduce((sum, bytes) => sum + bytes, 0) / perDay.length;
  return average <= 0 ? null : Math.floor(free / average);
}

/** How long ago a proved backup may be before somebody should know: two of the longest gaps, at least two days. */
export function patience(schedule: When): number {
  const days = schedule.daily ? 1 : schedule.weekly_on !== null ? 7 : 31;
  return (days + 1) * DAY_MS;
}
