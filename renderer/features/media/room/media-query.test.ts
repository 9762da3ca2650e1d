import { expect, it } from 'vitest';
import { addressOfMedia, EVERYTHING, isFiltered, queryOf } from './media-query.ts';

it('comes back from the address as it went there', () => {
  const query = {
    ...EVERYTHING,
    search: 'a & b',
    kind: 'video',
    use: 'unused',
    course: 0,
    sort: 'size',
    page: 3,
  } as const;
  expect(queryOf(addressOfMedia(query).split('?')[1] ?? '')).toEqual(query);
  expect(addressOfMedia(EVERYTHING)).toBe('/console/media');
  expect([isFiltered(query), isFiltered(EVERYTHING)]).toEqual([true, false]);
});

it('leaves out what it does not know', () => {
  expect(queryOf('?kind=film&use=maybe&course=-1&sort=colour&order=up&page=0')).toEqual(EVERYTHING);
});
