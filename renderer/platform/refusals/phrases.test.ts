import { expect, test } from 'vitest';
import { inWords, type Phrases } from './phrases.ts';

const phrases: Phrases = {
  sentences: {
    'There is no such person.': 'No existe esa persona.',
    'Type {email} to confirm.': 'Escriba {email} para confirmar.',
    '{count} of {most} are {what}': 'De {most}, {count} son {what}',
  },
  codes: { NOT_FOUND: 'Eso no existe.', OFFLINE: 'No se llega.' },
};
const said = (message: string, code = 'CONFLICT') => inWords([{ code, message }], phrases)[0]?.message;

test('a sentence of the server is said in the language of the reader', () => {
  expect(said('There is no such person.', 'NOT_FOUND')).toBe('No existe esa persona.');
});

test('what changes in a sentence is kept, wherever the other language puts it', () => {
  expect(said('Type ama@example.org to confirm.')).toBe('Escriba ama@example.org para confirmar.');
  expect(said('3 of 20 are $& here')).toBe('De 20, 3 son $& here');
});

test('any other sentence of a code that says enough is said by its code, the rest as the server said it', () => {
  expect(said('There is no such course.', 'NOT_FOUND')).toBe('Eso no existe.');
  expect(said('The third column holds nothing.')).toBe('The third column holds nothing.');
  expect(said('Please Type ama@example.org to confirm.')).toBe('Please Type ama@example.org to confirm.');
  expect(said('Type ama@example.org to confirm. Twice.')).toBe('Type ama@example.org to confirm. Twice.');
});

test('the path of a field is for programs', () => {
  const error = { code: 'VALIDATION_ERROR', message: 'email: Write the address.', field: 'email' };
  expect(inWords([error], null)).toEqual([{ ...error, message: 'Write the address.' }]);
  expect(inWords([{ ...error, field: 'mail' }], null)[0]?.message).toBe('email: Write the address.');
});
