import { expect, it } from 'vitest';
import { deadlineOf, GRACE_MS, isOutOfTime, overdueBefore } from './deadlines.ts';

const NINE = Date.parse('2026-11-21T09:00:00.000Z');
const DEADLINE = '2026-11-21T09:30:00.000Z';
const END = Date.parse(DEADLINE);

it('sets the deadline by minutes from the start, and none without a limit', () => {
  expect(deadlineOf(NINE, 30)).toBe(DEADLINE);
  expect(deadlineOf(NINE, null)).toBeNull();
});

it.each([
  [END - 1, false],
  [END, false],
  [END + GRACE_MS, false],
  [END + GRACE_MS + 1, true],
  [END + 86_400_000, true],
])('at %d it is out of time: %s', (now, over) => {
  expect(isOutOfTime(DEADLINE, now)).toBe(over);
  expect(DEADLINE < overdueBefore(now)).toBe(over);
});

it('never runs out without a deadline', () => {
  expect(isOutOfTime(null, END + 10 ** 12)).toBe(false);
});
