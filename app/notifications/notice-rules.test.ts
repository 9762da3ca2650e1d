import { expect, test } from 'vitest';
import type { ServerReport } from '../../server/supervisor/contract.ts';
import { type Complaint, noticeOfEnd, noticesOf, type Said } from './notice-rules.ts';

const HOUR = 3_600_000;
const disk = (state: Complaint['state']): Complaint => ({ name: 'disk', state, detail: 'The disk is nearly full.' });

/** Hears the same complaints at these hours; answers at which of them something was said. */
function saidAt(hours: readonly number[], complaint: (hour: number) => Complaint[]): number[] {
  let said: Said = new Map();
  return hours.filter(hour => {
    const heard = noticesOf(complaint(hour), said, hour * HOUR);
    ({ said } = heard);
    return heard.notices.length > 0;
  });
}

test('said once, then once a day while it is so; a failure twice a day', () => {
  const hours = Array.from({ length: 50 }, (_, hour) => hour);
  expect(saidAt(hours, () => [disk('warning')])).toEqual([0, 24, 48]);
  expect(saidAt(hours, () => [disk('failing')])).toEqual([0, 12, 24, 36, 48]);
});

test('said at once when it becomes worse, or comes back', () => {
  expect(saidAt([0, 1, 2], hour => [disk(hour === 1 ? 'failing' : 'warning')])).toEqual([0, 1]);
  expect(saidAt([0, 1, 2], hour => (hour === 1 ? [] : [disk('warning')]))).toEqual([0, 2]);
});

test('backups lead to their room, everything else to the health', () => {
  const { notices } = noticesOf([disk('failing'), { ...disk('warning'), name: 'backup-age' }], new Map(), 0);
  expect(notices.map(({ path }) => path)).toEqual(['/health', '/backups']);
});

test('an operation is news when it ended before our eyes', () => {
  const operation = (id: string, ended: boolean, reason: string | null = null) =>
    ({
      id,
      title: 'Restore to Thursday',
      state: reason ? 'rolled-back' : 'done',
      reason,
      ended_at: ended ? 'then' : null,
    }) as NonNullable<ServerReport['operation']>;
  expect(noticeOfEnd(null, operation('a', true))).toBeNull();
  expect(noticeOfEnd(operation('a', true), operation('a', true))).toBeNull();
  expect(noticeOfEnd(operation('a', false), operation('a', false))).toBeNull();
  expect(noticeOfEnd(operation('a', false), operation('a', true))?.body).toBe('Done.');
  expect(noticeOfEnd(operation('a', false), operation('a', true, 'The disk was full.'))?.body).toBe(
    'Taken back: everything is as it was before. The disk was full.',
  );
});
