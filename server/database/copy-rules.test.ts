import { expect, it } from 'vitest';
import { createChecksum } from './checksum.ts';
import { converted, copyOrder, type Table } from './copy-rules.ts';

const table = (name: string, ...parents: string[]): Table => ({ name, parents, key: ['id'], columns: new Map() });

it('copies parents before children, and says when there is no such order', () => {
  const order = copyOrder([
    table('answers', 'attempts'),
    table('attempts', 'users'),
    table('users'),
    table('tree', 'tree'),
  ]);
  expect(order.map(each => each.name)).toEqual(['tree', 'users', 'attempts', 'answers']);
  expect(() => copyOrder([table('a', 'b'), table('b', 'a')])).toThrow('a, b');
});

it('has the same checksum for the same rows, whatever the engine and the order', () => {
  const sum = (...rows: Record<string, unknown>[]) => {
    const checksum = createChecksum(['id', 'on', 'share'], new Set(['share']));
    for (const row of rows) checksum.add(row);
    return checksum.sum();
  };
  const sqlite = [
    { id: 1, on: 1, share: 33.300000001 },
    { id: 2, on: 0, share: null },
  ];
  const postgres = [
    { share: null, on: false, id: 2n },
    { share: 33.3, on: true, id: 1 },
  ];
  expect(sum(...sqlite)).toBe(sum(...postgres));
  expect(sum({ id: 1, on: 1, share: 1 })).not.toBe(sum({ id: 1, on: 0, share: 1 }));
  expect(sum({ id: 1 }, { id: 1 })).not.toBe(sum());
});

it('turns truth into what the other engine takes', () => {
  const columns = new Map([
    ['on', 'boolean'],
    ['count', 'integer'],
  ]);
  expect(converted({ on: 1, count: 3, gone: null }, columns)).toEqual({ on: true, count: 3, gone: null });
  expect(converted({ count: true }, columns)).toEqual({ count: 1 });
});
