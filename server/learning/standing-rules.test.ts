import { expect, it } from 'vitest';
import { instant } from '../platform/clock.ts';
import { isQuiet, QUIET_MS } from './standing-rules.ts';

const NOW = Date.parse('2026-11-21T12:00:00.000Z');
const before = (ms: number) => instant(NOW - ms);
const open = { courses: 2, completed: 1 };

it('points out who has a course to finish and was away for two weeks', () => {
  expect(isQuiet({ ...open, last_activity: before(QUIET_MS + 1) }, before(QUIET_MS * 3), NOW)).toBe(true);
  expect(isQuiet({ ...open, last_activity: before(QUIET_MS) }, before(QUIET_MS * 3), NOW)).toBe(false);
});

it('leaves those alone who have finished everything, or are in no course', () => {
  expect(isQuiet({ courses: 2, completed: 2, last_activity: before(QUIET_MS * 9) }, before(QUIET_MS * 9), NOW)).toBe(
    false,
  );
  expect(isQuiet({ courses: 0, completed: 0, last_activity: null }, null, NOW)).toBe(false);
});

it('counts from the enrolment for somebody who never came', () => {
  expect(isQuiet({ ...open, last_activity: null }, before(QUIET_MS + 1), NOW)).toBe(true);
  expect(isQuiet({ ...open, last_activity: null }, before(QUIET_MS - 1), NOW)).toBe(false);
});
