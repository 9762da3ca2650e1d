import { expect, test } from 'vitest';
import { breathAfter, nextSize } from './pacing-rules.ts';

const slices = { least: 5, most: 200 };

test('a slice that took long is followed by a smaller one, one that was quick by a larger one, within bounds', () => {
  expect(nextSize(50, 50, slices)).toBe(25);
  expect(nextSize(50, 1000, slices)).toBe(13);
  expect(nextSize(8, 1000, slices)).toBe(5);
  expect(nextSize(50, 20, slices)).toBe(63);
  expect(nextSize(50, 0, slices)).toBe(100);
  expect(nextSize(150, 1, slices)).toBe(200);
});

test('on a disk that does five rows in 25 ms the size comes to rest there', () => {
  let size = 200;
  for (let n = 0; n < 10; n++) size = nextSize(size, size * 5, slices);
  expect(size).toBe(5);
});

test('others have as much time as the slice took', () => {
  expect(breathAfter(40.4, 5)).toBe(40);
  expect(breathAfter(0.3, 5)).toBe(5);
});
