import { expect, test } from 'vitest';
import { lackOfPin } from './pin-rules.ts';

test('too short, too easy, not the same, or good', () => {
  expect(['', '271', '27182818284590', '27a1'].map(pin => lackOfPin(pin, pin))).toEqual(Array(4).fill('pinShort'));
  expect(['1234', '9876', '0000', '7890', '2323', '121212'].map(pin => lackOfPin(pin, pin))).toEqual(
    Array(6).fill('pinEasy'),
  );
  expect(lackOfPin('2718', '2719')).toBe('pinDiffers');
  expect(['2718', '1357', '27182818'].map(pin => lackOfPin(pin, pin))).toEqual([null, null, null]);
});
