import { expect, test } from 'vitest';
import { addressOfUsers, EVERYBODY, isFiltered, queryOf } from './users-query.ts';

test('the address says what is shown, and leaves out what is usual', () => {
  expect(addressOfUsers(EVERYBODY)).toBe('/console/users');
  const query = { ...EVERYBODY, search: 'ada & co', role: 'mentor' as const, page: 3, order: 'desc' as const };
  const address = addressOfUsers(query);
  expect(queryOf(new URL(address, 'http://here').search)).toEqual(query);
});

test('what an address says wrongly is left out', () => {
  expect(queryOf('?role=king&state=gone&sort=shoe&order=up&page=-4')).toEqual(EVERYBODY);
  expect(queryOf('?page=1.5').page).toBe(1);
});

test('sorting and paging do not narrow the list, a search does', () => {
  expect(isFiltered({ ...EVERYBODY, page: 2, sort: 'email' })).toBe(false);
  expect(isFiltered({ ...EVERYBODY, search: 'a' })).toBe(true);
  expect(isFiltered({ ...EVERYBODY, state: 'suspended' })).toBe(true);
});
