import { expect, test } from 'vitest';
import { changesIn, rolesOf } from './act-words.ts';

test('roles that were given and taken are told apart', () => {
  const details = { roles: { from: ['student', 'mentor'], to: ['student', 'instructor'] } };
  expect(rolesOf({ action: 'user.roles', details })).toEqual({ gave: ['instructor'], took: ['mentor'] });
  expect(rolesOf({ action: 'user.roles', details: null })).toBeNull();
  expect(rolesOf({ action: 'user.update', details })).toBeNull();
});

test('changes are rows of before and after; secrets only say that they changed', () => {
  const details = {
    name: { from: null, to: 'A' },
    key: 'changed',
    days: { from: 3, to: 5 },
    proof: 'password',
    to: [1, 2],
  };
  expect(changesIn(details, '…')).toEqual([
    { name: 'name', before: null, after: 'A' },
    { name: 'key', before: '…', after: '…' },
    { name: 'days', before: '3', after: '5' },
    { name: 'proof', before: null, after: 'password' },
    { name: 'to', before: null, after: '1, 2' },
  ]);
  expect(changesIn(null, '…')).toEqual([]);
});
