import { describe, expect, it } from 'vitest';
import { accentContrast } from './accent.ts';
import { initialsOf, pairOf } from './avatar.tsx';
import { contrast, hexOf } from '../../server/platform/colour/contract.ts';
import { nextSort, pageSelected, rangeSelected, spanOf, toggled } from './data-table-rules.ts';
import { type Entry, filesUnder } from './dropped-files.ts';
import { pathOfCells } from './qr-code.tsx';
import { moved, placeFor, shiftOf } from './reorder.ts';
import { tabAfterKey } from './tabs.tsx';
import { markPassed, urgencyOf } from './timer.tsx';

describe('colour', () => {
  it('measures contrast as WCAG does', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
    expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
  });
  it('turns OKLCH into sRGB', () => {
    expect(hexOf(1, 0, 0)).toBe('#ffffff');
    expect(hexOf(0.628, 0.2577, 29.23)).toBe('#ff0000');
  });
  it('keeps AA for every hue a site may choose', () => {
    for (let hue = 0; hue < 360; hue++) expect(accentContrast(hue)).toBeGreaterThan(4.5);
  });
});

describe('avatar', () => {
  it('takes the first letters of the first and last word', () => {
    expect(initialsOf('Thuỳ Dương Nguyễn')).toBe('TN');
    expect(initialsOf('  élan ')).toBe('É');
    expect(initialsOf('')).toBe('');
  });
  it('gives a name the same pair each time', () => {
    expect(pairOf('Ama Owusu-Mensah')).toBe(pairOf('Ama Owusu-Mensah'));
    expect(new Set(['a b', 'c d', 'e f', 'g h', 'i j', 'k l', 'm n', 'o p'].map(pairOf)).size).toBeGreaterThan(3);
  });
});

describe('ordering', () => {
  const list = ['a', 'b', 'c', 'd'];
  it('moves down and up, and leaves the list alone out of bounds', () => {
    expect(moved(list, 0, 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(moved(list, 3, 0)).toEqual(['d', 'a', 'b', 'c']);
    expect(moved(list, 0, 4)).toEqual(list);
  });
  it('finds the place under the pointer from the other rows only', () => {
    const middles = [10, 30, 50, 70];
    expect(placeFor(middles, 0, 10)).toBe(0);
    expect(placeFor(middles, 0, 31)).toBe(1);
    expect(placeFor(middles, 3, 29)).toBe(1);
    expect(placeFor(middles, 1, 99)).toBe(3);
  });
  it('lets the rows between stand aside', () => {
    expect(list.map((_, index) => shiftOf(index, 0, 2))).toEqual([0, -1, -1, 0]);
    expect(list.map((_, index) => shiftOf(index, 3, 1))).toEqual([0, 1, 1, 0]);
  });
});

describe('table', () => {
  it('turns the order round on the same head, and rises on another', () => {
    expect(nextSort({ key: 'name', direction: 'asc' }, 'name').direction).toBe('desc');
    expect(nextSort({ key: 'name', direction: 'desc' }, 'state')).toEqual({ key: 'state', direction: 'asc' });
  });
  it('selects one, a range, a page', () => {
    expect([...toggled(new Set([1, 2]), 2)]).toEqual([1]);
    expect([...rangeSelected(new Set([1]), [1, 2, 3, 4], 1, 3)].sort((a, b) => a - b)).toEqual([1, 2, 3]);
    expect([...rangeSelected(new Set<number>(), [1, 2], undefined, 2)]).toEqual([2]);
    expect([...pageSelected(new Set([9, 1]), [1, 2])].sort((a, b) => a - b)).toEqual([1, 2, 9]);
    expect([...pageSelected(new Set([9, 1, 2]), [1, 2])]).toEqual([9]);
  });
  it('counts the rows of a page', () => {
    expect(spanOf(3, 50, 120)).toEqual({ from: 101, to: 120 });
    expect(spanOf(1, 50, 0)).toEqual({ from: 0, to: 0 });
  });
});

describe('timer', () => {
  it('grows pressing at 5 minutes and at 1', () => {
    expect([301, 300, 61, 60].map(urgencyOf)).toEqual(['calm', 'warn', 'warn', 'bad']);
  });
  it('speaks once at 10, 5 and 1 minute and at the end, and says the nearest when several passed', () => {
    expect(markPassed(601, 600)).toBe(10);
    expect(markPassed(600, 599)).toBeUndefined();
    expect(markPassed(700, 50)).toBe(1);
    expect(markPassed(1, 0)).toBe(0);
  });
});

describe('tabs', () => {
  it('go round, and follow the reading direction', () => {
    expect(tabAfterKey('ArrowRight', 2, 3, false)).toBe(0);
    expect(tabAfterKey('ArrowRight', 0, 3, true)).toBe(2);
    expect(tabAfterKey('End', 0, 3, false)).toBe(2);
    expect(tabAfterKey('a', 0, 3, false)).toBeUndefined();
  });
});

describe('qr code', () => {
  it('joins the dark cells of a row', () => {
    const rows = ['##.', '..#'];
    expect(pathOfCells(3, (row, column) => rows[row]?.[column] === '#')).toBe('M0 0h2v1h-2zM2 1h1v1h-1z');
  });
});

describe('dropped files', () => {
  const file = (name: string): Entry => ({ isFile: true, name, file: found => found(new File(['x'], name)) });
  const folder = (name: string, batches: Entry[][]): Entry => ({
    isFile: false,
    name,
    createReader: () => {
      const left = [...batches];
      return { readEntries: found => found(left.shift() ?? []) };
    },
  });
  it('walks folders in batches, in the order of numbers, without droppings', async () => {
    const found = await filesUnder([
      folder('course', [
        [file('10 Last.md'), file('.DS_Store')],
        [file('2 First.md'), folder('img', [[file('a.png')]])],
      ]),
      file('alone.pdf'),
    ]);
    expect(found.map(({ path }) => path)).toEqual([
      'alone.pdf',
      'course/2 First.md',
      'course/10 Last.md',
      'course/img/a.png',
    ]);
  });
  it('tells when a folder cannot be read', async () => {
    const broken: Entry = { isFile: true, name: 'x', file: (_, failed) => failed(new Error('gone')) };
    await expect(filesUnder([broken])).rejects.toThrow('gone');
  });
});
