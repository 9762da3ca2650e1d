import { expect, it } from 'vitest';
import { shortcomings } from './new-account.ts';

const complete = { first_name: 'Thuỳ', last_name: 'Nguyễn', email: 'thuy@example.org', password: 'ten letters' };

it('finds nothing missing in a complete account', () => {
  expect(shortcomings(complete, 10)).toEqual({});
});

it('names every field of an empty account', () => {
  expect(shortcomings({ first_name: ' ', last_name: '', email: '', password: '' }, 10)).toEqual({
    first_name: 'firstNameMissing',
    last_name: 'lastNameMissing',
    email: 'emailMissing',
    password: 'passwordShort',
  });
});

it.each(['thuy', 'thuy@example', 'thuy @example.org', '@example.org'])('refuses %s as an address', email => {
  expect(shortcomings({ ...complete, email }, 10)).toEqual({ email: 'emailWrong' });
});

it('counts the length of a password and nothing else', () => {
  expect(shortcomings({ ...complete, password: 'aaaaaaaaaa' }, 10)).toEqual({});
  expect(shortcomings({ ...complete, password: 'Aa1!Aa1!A' }, 10)).toEqual({ password: 'passwordShort' });
  expect(shortcomings({ ...complete, password: '😀😀😀😀' }, 5)).toEqual({ password: 'passwordShort' });
  expect(shortcomings({ ...complete, password: '' }, 0)).toEqual({});
});
