import { expect, test } from 'vitest';
import { isIdle, pauseAfter, secondsToWait } from './lock-rules.ts';

test('four tries are free, then every wrong one costs twice the time, 15 minutes at most', () => {
  expect([0, 4, 5, 6, 7, 8, 9, 10, 60].map(pauseAfter).map(ms => ms / 1000)).toEqual([
    0, 0, 30, 60, 120, 240, 480, 900, 900,
  ]);
});

test('the pause is counted from the last try; a clock set back does not lengthen it', () => {
  expect(secondsToWait(5, 100_000, 100_000)).toBe(30);
  expect(secondsToWait(5, 100_000, 129_001)).toBe(1);
  expect(secondsToWait(5, 100_000, 130_000)).toBe(0);
  expect(secondsToWait(5, 100_000, 0)).toBe(30);
  expect(secondsToWait(4, 100_000, 100_000)).toBe(0);
});

test('idle after the minutes, never without them', () => {
  expect(isIdle(0, 10, 599_999)).toBe(false);
  expect(isIdle(0, 10, 600_000)).toBe(true);
  expect(isIdle(0, null, 1e12)).toBe(false);
});
