import { expect, test } from 'vitest';
import { secondsLeft } from './time-left.ts';

test('goes by the average speed so far', () => {
  expect(secondsLeft(0.25, 10_000)).toBe(30);
  expect(secondsLeft(0.9, 90_500)).toBe(11);
  expect(secondsLeft(1, 90_000)).toBe(0);
});

test('says nothing while too little is known', () => {
  expect(secondsLeft(0.01, 60_000)).toBeNull();
  expect(secondsLeft(0.5, 1_900)).toBeNull();
});
