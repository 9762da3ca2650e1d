import { expect, test } from 'vitest';
import { minute, minutesUpTo } from '../../../tests/factories/recording.ts';
import { spellsIn, toldEvent } from './stories.ts';

const MINUTE = 60_000;
const START = Date.parse('2026-11-21T14:03:00.000Z');
const at = (index: number, change = {}) => minute(START + index * MINUTE, change);

test('a disk that was slow for four minutes is told with when and how bad', () => {
  const slow = [180, 640, 510, 700, 230, 5].map((fsync, index) => at(index - 1, { fsync }));
  expect(spellsIn(slow)).toEqual([
    expect.objectContaining({
      at: '2026-11-21T14:03:00.000Z',
      code: 'disk-slow',
      minutes: 4,
      text: 'The disk was slow for 4 minutes; at worst a small write took 700 ms.',
    }),
  ]);
});

test('one bad minute is no story, but one failed request is', () => {
  expect(spellsIn([at(0), at(1, { fsync: 900 }), at(2)])).toEqual([]);
  expect(spellsIn([at(0), at(1, { errors: 3 }), at(2)]).map(story => story.text)).toEqual([
    '3 requests failed because of a fault within 1 minute.',
  ]);
});

test('a breath in between does not make two stories of one', () => {
  const spells = spellsIn([0, 1, 2, 3, 4].map(index => at(index, { cpu: index === 2 ? 0.3 : 0.97 })));
  expect(spells.map(story => [story.code, story.minutes])).toEqual([['cpu-busy', 5]]);
  const apart = spellsIn([0, 1, 8, 9].map(index => at(index, { network_up: false })));
  expect(apart.map(story => story.text)).toEqual([
    'The computer was in no network for 2 minutes.',
    'The computer was in no network for 2 minutes.',
  ]);
});

test('a quiet day has one story only', () => {
  expect(spellsIn(minutesUpTo(START, 600)).map(story => story.code)).toEqual(['disk-slow']);
});

test('an event of a later version is told by its name instead of being lost', () => {
  const told = toldEvent({ at: START, code: 'moon-landed', values: {} });
  expect([told.text, told.state]).toEqual(['moon-landed', 'ok']);
});
