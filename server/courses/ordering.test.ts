import { describe, expect, it } from 'vitest';
import { moved, placeFor, sameModules } from './ordering.ts';

describe('placeFor', () => {
  it.each([
    [undefined, 3, 3],
    [0, 3, 0],
    [2, 3, 2],
    [99, 3, 3],
    [0, 0, 0],
  ])('%s among %i is %i', (wished, others, place) => expect(placeFor(wished, others)).toBe(place));
});

describe('moved', () => {
  it.each([
    [1, 0, [1, 2, 3]],
    [1, 2, [2, 3, 1]],
    [3, 0, [3, 1, 2]],
    [2, 99, [1, 3, 2]],
    [9, 1, [1, 9, 2, 3]],
  ])('%i to place %i', (id, place, order) => expect(moved([1, 2, 3], id, place)).toEqual(order));
});

describe('sameModules', () => {
  it.each([
    [[1, 2], [2, 1], true],
    [[], [], true],
    [[1, 2], [1], false],
    [[1, 2], [1, 1], false],
    [[1, 2], [1, 3], false],
    [[1], [1, 1], false],
  ])('%j and %j: %s', (present, named, same) => expect(sameModules(present, named)).toBe(same));
});
