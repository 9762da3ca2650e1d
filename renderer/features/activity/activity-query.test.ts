import { expect, test } from 'vitest';
import { addressOfActivity, queryOf } from './activity-query.ts';

test('the address holds what is chosen and comes back the same', () => {
  const query = queryOf('?view=jobs&state=failed&routine=true&page=3');
  expect(query).toMatchObject({ view: 'jobs', state: 'failed', routine: true, page: 3 });
  expect(queryOf(addressOfActivity(query).split('?')[1] ?? '')).toEqual(query);
  expect(addressOfActivity(queryOf(''))).toBe('/console/activity');
  expect(queryOf('?view=jobs').routine).toBe(false);
});

test('what is unknown in an address is left out', () => {
  expect(queryOf('?view=all&level=loud&page=-1&period=century')).toEqual(queryOf(''));
});
