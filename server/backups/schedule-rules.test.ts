import { describe, expect, it } from 'vitest';
import { Schedule } from './contract.ts';
import { daysLeft, dueNow, kindOn, lastPlanned, nextPlanned, nightsOf, type Run } from './schedule-rules.ts';

const schedule = Schedule.parse({});
/** In the time zone of the machine, whichever that is. November 2026 begins on a Sunday. */
const at = (day: number, hour: number, minute = 0, month = 10) => new Date(2026, month, day, hour, minute).getTime();
const run = (moment: number, change: Partial<Run> = {}): Run => ({
  started_at: new Date(moment).toISOString(),
  state: 'done',
  kind: 'daily',
  code: null,
  new_bytes: 5,
  proved: true,
  ...change,
});
const situation = (now: number, runs: readonly Run[] = [], placeConnected = true) => ({
  now,
  since: at(1, 0),
  runs,
  placeConnected,
});

describe('what is planned', () => {
  it('the rarest kind wins its night', () => {
    expect(kindOn(schedule, at(3, 3))).toBe('daily');
    expect(kindOn(schedule, at(8, 3))).toBe('weekly');
    expect(kindOn(schedule, at(1, 3))).toBe('monthly');
    expect(kindOn({ ...schedule, daily: false }, at(3, 3))).toBeNull();
    expect(kindOn({ ...schedule, enabled: false }, at(1, 3))).toBeNull();
  });

  it('the next and the last one, across the end of a month', () => {
    expect(nextPlanned(schedule, at(3, 2, 59))).toEqual({ at: at(3, 3), kind: 'daily' });
    expect(nextPlanned(schedule, at(30, 3))).toEqual({ at: at(1, 3, 0, 11), kind: 'monthly' });
    expect(lastPlanned(schedule, at(3, 2, 59))).toEqual({ at: at(2, 3), kind: 'daily' });
    expect(nextPlanned({ ...schedule, enabled: false }, at(3, 1))).toBeNull();
  });

  it('a weekly one alone is found from any day', () => {
    const weekly = { ...schedule, daily: false, monthly_on: null };
    expect(nextPlanned(weekly, at(3, 12))?.at).toBe(at(8, 3));
    expect(lastPlanned(weekly, at(3, 12))?.at).toBe(at(1, 3));
  });
});

describe('what is due', () => {
  it('is due once, and made up for when the night was slept through', () => {
    expect(dueNow(schedule, situation(at(3, 3, 1)))).toMatchObject({ kind: 'daily', late: false });
    expect(dueNow(schedule, situation(at(3, 9)))).toMatchObject({ late: true });
    expect(dueNow(schedule, situation(at(3, 9), [run(at(3, 3, 1))]))).toBeNull();
    expect(dueNow(schedule, situation(at(3, 9), [run(at(3, 3, 1), { state: 'running' })]))).toBeNull();
  });

  it('what was planned before the academy began is nobody’s fault', () => {
    expect(dueNow(schedule, { ...situation(at(3, 9)), since: at(3, 8) })).toBeNull();
  });

  it('after a failure it waits an hour; one that was killed begins again; one that somebody stopped does not', () => {
    const failed = run(at(3, 3), { state: 'failed', code: 'no-room' });
    expect(dueNow(schedule, situation(at(3, 3, 30), [failed]))).toBeNull();
    expect(dueNow(schedule, situation(at(3, 4, 1), [failed]))).not.toBeNull();
    expect(dueNow(schedule, situation(at(3, 3, 5), [run(at(3, 3), { state: 'interrupted' })]))).not.toBeNull();
    expect(dueNow(schedule, situation(at(3, 9), [run(at(3, 3), { state: 'cancelled' })]))).toBeNull();
  });

  it('waits for a missing disk without trying, and begins when it is back', () => {
    const missing = run(at(3, 3), { state: 'failed', code: 'place-missing' });
    expect(dueNow(schedule, situation(at(3, 12), [missing], false))).toBeNull();
    expect(dueNow(schedule, situation(at(3, 3, 10), [missing], true))).toMatchObject({ kind: 'daily' });
  });
});

it('nights: proved, late, not proved, missed, and those nobody expected', () => {
  const runs = [run(at(5, 3)), run(at(4, 9)), run(at(3, 3), { proved: false })];
  const nights = nightsOf(schedule, { now: at(5, 12), since: at(2, 0), runs }, 5);
  expect(nights.map(night => night.state)).toEqual(['none', 'failed', 'unproved', 'late', 'proved']);
  expect(nights.at(-1)).toMatchObject({ day: '2026-11-05', new_bytes: 5 });
});

it('room is said in days at the pace of the last ones, and not at all without any', () => {
  expect(daysLeft(1000, [10, 30])).toBe(50);
  expect([daysLeft(null, [10]), daysLeft(1000, []), daysLeft(1000, [0])]).toEqual([null, null, null]);
});
