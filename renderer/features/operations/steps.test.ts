import { expect, test } from 'vitest';
import { currentStep, mayCancel, roughly, stepKeys, wordsOf } from './steps.ts';

test('the states of the machine are five steps to a person, in order', () => {
  const states = [
    'verifying',
    'saving',
    'draining',
    'stopping',
    'replacing',
    'migrating',
    'starting',
    'probing',
    'done',
  ] as const;
  expect(states.map(currentStep)).toEqual([0, 1, 2, 2, 3, 3, 4, 4, 5]);
  expect(stepKeys).toHaveLength(5);
  expect(states.filter(mayCancel)).toEqual(['verifying', 'saving', 'draining']);
});

test('times are rounded up to what one says', () => {
  expect([3, 25, 59, 61, 150].map(roughly)).toEqual([10, 30, 60, 120, 180]);
  expect([wordsOf('update'), wordsOf('something new')]).toEqual(['update', 'other']);
});
