import { expect, it } from 'vitest';
import type { BackupState, Place } from '../../../server/backups/contract.ts';
import { countNights, daysAgo, judge, roomOf } from './verdict.ts';

const place = { trouble: null, address: { kind: 'usb' } } as Place;
const state = (change: Partial<BackupState>) =>
  ({
    places: [place],
    failure: null,
    total: 3,
    proved: 3,
    waiting: 0,
    job_id: null,
    last_proved_at: 'then',
    next_at: 'soon',
    ...change,
  }) as BackupState;

it('is well only when every backup is proved', () => {
  expect(judge(state({})).kind).toBe('all-proved');
  expect(judge(state({ proved: 2 })).kind).toBe('some-proved');
  expect(judge(state({ proved: 0, last_proved_at: null })).kind).toBe('none-proved');
  expect(judge(state({ total: 0, proved: 0, last_proved_at: null }))).toEqual({ kind: 'first', planned: true });
});

it('the backup that is being proved alarms nobody, one whose proof nobody works on does', () => {
  expect(judge(state({ proved: 2, waiting: 1, job_id: 7 })).kind).toBe('all-proved');
  expect(judge(state({ proved: 1, waiting: 1, job_id: 7 })).kind).toBe('some-proved');
  expect(judge(state({ proved: 2, waiting: 1 })).kind).toBe('some-proved');
  const first = state({ total: 1, proved: 0, waiting: 1, job_id: 7, last_proved_at: null });
  expect(judge(first)).toEqual({ kind: 'first-running' });
});

it('a missing disk is said before a failure, and that before all else', () => {
  const failure = { at: 'x', step: 'files', cause: 'Because.', remedy: 'Do.' };
  const away = { ...place, trouble: { code: 'place-missing', text: 'gone', remedy: 'plug in' } };
  expect(judge(state({ places: [away], failure }))).toMatchObject({ kind: 'missing', isDisk: true });
  expect(judge(state({ failure }))).toEqual({ kind: 'failed', cause: 'Because.', remedy: 'Do.' });
});

it('counts nights; one that was made up for is proved as well', () => {
  const night = (of: BackupState['nights'][number]['state']) => ({ day: '2026-11-01', new_bytes: 1, state: of });
  const counts = countNights([night('proved'), night('late'), night('failed'), night('none'), night('unproved')]);
  expect(counts).toEqual({ proved: 2, late: 1, unproved: 1, failed: 1 });
});

it('says room in the largest unit that makes sense', () => {
  expect([roomOf(2400), roomOf(90), roomOf(12)]).toEqual([
    { unit: 'Years', count: 6 },
    { unit: 'Months', count: 3 },
    { unit: 'Days', count: 12 },
  ]);
});

it('counts days by the calendar, not by 24 hours', () => {
  const now = new Date(2026, 10, 21, 0, 30).getTime();
  expect(daysAgo(new Date(2026, 10, 20, 23, 50).toISOString(), now)).toBe(1);
  expect(daysAgo(new Date(2026, 10, 21, 0, 10).toISOString(), now)).toBe(0);
});
