import { expect, it } from 'vitest';
import { compareAll, countsOf, type Side } from './comparison-rules.ts';
import { orderAfter } from './plan-rules.ts';

const side = (id: number, name: string, mark = 'a', amount = 1): Side => ({
  id,
  name,
  detail: '',
  at: '',
  amount,
  mark,
});
const map = (...sides: Side[]) => new Map(sides.map(each => [each.id, each]));

it('tells what is gone, what changed, what is as it was, and what is newer', () => {
  const then = map(side(1, 'Same'), side(2, 'Zebra'), side(3, 'Altered', 'a', 5), side(4, 'Poorer'));
  const now = map(side(1, 'Same'), side(3, 'Altered', 'b', 7), side(4, 'Poorer'), side(9, 'New'));
  const items = compareAll(then, now, id => id === 4);
  expect(items.map(item => [item.name, item.state, item.then, item.now])).toEqual([
    ['Zebra', 'gone', 1, null],
    ['Altered', 'changed', 5, 7],
    ['Poorer', 'changed', 1, 1],
    ['Same', 'same', 1, 1],
  ]);
  expect(countsOf('courses', items, now)).toEqual({ kind: 'courses', then: 4, now: 4, gone: 1, changed: 2, newer: 1 });
});

it('puts lessons made since behind those of the backup', () => {
  expect(orderAfter([3, 1, 2], [9, 1, 8, 2])).toEqual([3, 1, 2, 9, 8]);
});
