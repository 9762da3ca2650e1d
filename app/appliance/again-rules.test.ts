import { expect, test } from 'vitest';
import { mayTryAgain } from './again-rules.ts';

test('three times in ten minutes, then it is left to the person', () => {
  expect(mayTryAgain([1000], 1000)).toBe(true);
  expect(mayTryAgain([1000, 2000, 3000], 3000)).toBe(true);
  expect(mayTryAgain([1000, 2000, 3000, 4000], 4000)).toBe(false);
  expect(mayTryAgain([1000, 2000, 3000, 700_000], 700_000)).toBe(true);
});
