import { expect, test } from 'vitest';
import { spareReasons } from './contract.ts';
import { sinceOf, sparing } from './inactivity-rules.ts';

test.each([
  ['2026-11-21T09:00:00.000Z', 24, '2024-11-21T09:00:00.000Z'],
  ['2026-03-31T09:00:00.000Z', 1, '2026-02-28T09:00:00.000Z'],
  ['2028-03-31T09:00:00.000Z', 1, '2028-02-29T09:00:00.000Z'],
  ['2026-01-15T00:00:00.000Z', 3, '2025-10-15T00:00:00.000Z'],
])('from %s %d months back is %s', (now, months, since) => expect(sinceOf(Date.parse(now), months)).toBe(since));

test('learners with a course or a certificate are spared unless told otherwise, the others always', () => {
  const settings = { enabled: true, months: 24, notice_days: 30, spare_enrolled: true, spare_certified: true };
  expect(sparing(settings)).toEqual(spareReasons);
  expect(sparing({ ...settings, spare_enrolled: false, spare_certified: false })).toEqual([
    'staff',
    'held',
    'suspended',
    'asked',
  ]);
});
