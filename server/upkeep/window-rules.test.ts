import { expect, test } from 'vitest';
import { isDue, minutesLeft, minutesOf } from './window-rules.ts';

const at = minutesOf;

test.each([
  ['03:00', '03:00', '05:00', 120],
  ['04:59', '03:00', '05:00', 1],
  ['05:00', '03:00', '05:00', null],
  ['02:59', '03:00', '05:00', null],
  ['23:30', '23:00', '01:00', 90],
  ['00:30', '23:00', '01:00', 30],
  ['12:00', '23:00', '01:00', null],
  ['12:00', '03:00', '03:00', 15 * 60],
])('at %s a window from %s to %s has %s minutes left', (now, start, end, left) => {
  expect(minutesLeft(at(now), at(start), at(end))).toBe(left);
});

test('it runs once in each window, also in one that goes over midnight', () => {
  expect(isDue(at('03:10'), at('03:00'), at('05:00'), null)).toBe(true);
  expect(isDue(at('03:10'), at('03:00'), at('05:00'), 24)).toBe(true);
  expect(isDue(at('03:10'), at('03:00'), at('05:00'), 0.1)).toBe(false);
  expect(isDue(at('00:10'), at('23:00'), at('01:00'), 1)).toBe(false);
  expect(isDue(at('00:10'), at('23:00'), at('01:00'), 2)).toBe(true);
  expect(isDue(at('12:00'), at('03:00'), at('05:00'), null)).toBe(false);
});
