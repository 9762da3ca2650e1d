import { expect, it } from 'vitest';
import { shortcomings } from './new-account.ts';

const complete = { first_name: 'Thuỳ', last_name: 'Nguyễn', email: 'thuy@example.org', password: 'ten letters' };

it('finds nothing missing in a complete account', () => {
  expect(shortcomings(complete)).toEqual({});
});

it('names every field of an empty account', () => {
  expect(shortcomings({ first_name: ' ', last_name: '', email: '', password: '' })).toEqual({
    first_name: 'firstNameMissing',
    last_name: 'lastNameMissing',
    email: 'emailMissing',
    password: 'passwordShort',
  });
});

it.each(['thuy', 'thuy@example', 'thuy @example.org', '@example.org'])('refuses %s as an address', email => {
  expect(shortcomings({ ...complete, email })).toEqual({ email: 'emailWrong' });
});

it('counts the length of a password and nothing else', () => {
  expect(shortcomings({ ...complete, password: 'aaaaaaaaaa' })).toEqual({});
  expect(shortcomings({ ...complete, password: 'Aa1!Aa1!A' })).toEqual({ password: 'passwordShort' });
});
