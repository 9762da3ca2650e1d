import { expect, it } from 'vitest';
import { createFormat } from '../../platform/messages/format.ts';
import { studyTime } from './study-time.ts';

it.each([
  [6, '6 min'],
  [101, '1 h 41 min'],
  [1439, '23 h 59 min'],
  [1440, '24 h'],
  [1800, '30 h'],
  [1845, '31 h'],
])('%i minutes are %s', (minutes, words) => {
  expect(studyTime(createFormat('en-GB', 'UTC'), minutes)).toBe(words);
});
