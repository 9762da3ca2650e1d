import { expect, test } from 'vitest';
import { daysUntilFull } from './trend.ts';

const DAY = 86_400_000;
const days = (frees: readonly number[]) => frees.map((free, day) => ({ at: day * DAY, free }));

test('a disk that loses the same every day is full when nothing is left', () => {
  expect(daysUntilFull(days([100, 98, 96, 94]))).toBeCloseTo(47);
});

test('one tidying-up or one large upload does not bend the line', () => {
  const steady = Array.from({ length: 30 }, (_, day) => 300 - day);
  const withJump = steady.map((free, day) => (day < 4 ? free + 80 : free));
  const [plain, jumped] = [daysUntilFull(days(steady)), daysUntilFull(days(withJump))] as [number, number];
  expect(Math.abs(jumped - plain) / plain).toBeLessThan(0.25);
});

test('nothing is said of a disk that empties, stands still, lasts for ever, or is hardly known', () => {
  expect(daysUntilFull(days([10, 20, 30]))).toBeNull();
  expect(daysUntilFull(days([50, 50, 50]))).toBeNull();
  expect(daysUntilFull(days([1e12, 1e12 - 1, 1e12 - 2]))).toBeNull();
  expect(daysUntilFull(days([50, 40]))).toBeNull();
  const hours = [100, 90, 80, 70].map((free, hour) => ({ at: hour * 3_600_000, free }));
  expect(daysUntilFull(hours)).toBeNull();
});

test('years of points are enough for an answer at once', () => {
  const many = days(Array.from({ length: 4000 }, (_, day) => 5000 - day));
  expect(daysUntilFull(many)).toBeCloseTo(1001, -1);
});
