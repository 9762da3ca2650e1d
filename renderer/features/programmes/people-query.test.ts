import { expect, it } from 'vitest';
import { addressOfPeople, peopleQueryOf } from './people-query.ts';

it('comes back from its own address', () => {
  for (const query of [
    { of: undefined, search: '', show: 'all', page: 1 },
    { of: 'mentees', search: 'Núñez & co', show: 'quiet', page: 3 },
    { of: 12, search: '', show: 'agreed', page: 1 },
  ] as const)
    expect(peopleQueryOf(addressOfPeople(query).replace('/people', ''))).toEqual(query);
});

it('leaves out what is unknown', () => {
  expect(peopleQueryOf('?of=-3&show=nobody&page=1.5')).toEqual({ of: undefined, search: '', show: 'all', page: 1 });
  expect(addressOfPeople(peopleQueryOf('?of=x'))).toBe('/people');
});
