import { describe, expect, it } from 'vitest';
import { addressOfQuery, changed, everything, isNarrowed, readQuery } from './catalogue-query.ts';

describe('the address of the catalogue', () => {
  it('is bare for everything', () => {
    expect(addressOfQuery(everything)).toBe('/catalogue');
    expect(readQuery('')).toEqual(everything);
  });

  it('carries the whole question and comes back the same', () => {
    const query = {
      search: 'packet & capture',
      category: 'Réseaux',
      level: 'advanced',
      sort: 'newest',
      page: 3,
    } as const;
    expect(readQuery(addressOfQuery(query).slice('/catalogue'.length))).toEqual(query);
  });

  it('ignores what it does not know', () => {
    expect(readQuery('?level=expert&sort=random&page=-2&category=')).toEqual(everything);
    expect(readQuery('?page=1.5').page).toBe(1);
    expect(readQuery('?page=x').page).toBe(1);
    expect(readQuery(`?search=${'a'.repeat(300)}`).search).toHaveLength(100);
  });
});

it('begins at the first page after a change', () => {
  expect(changed({ ...everything, page: 4 }, { level: 'beginner' })).toEqual({ ...everything, level: 'beginner' });
  expect(changed(everything, { page: 2 }).page).toBe(2);
});

it('knows when something narrows the list', () => {
  expect(isNarrowed({ ...everything, sort: 'newest', page: 2 })).toBe(false);
  expect(isNarrowed({ ...everything, search: ' ' })).toBe(false);
  expect(isNarrowed({ ...everything, category: 'Linux' })).toBe(true);
});
