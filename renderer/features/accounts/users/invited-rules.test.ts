import { expect, test } from 'vitest';
import { pastedPeople } from './invited-rules.ts';

test('addresses are found however they are separated, once each', () => {
  const { people, wrong } = pastedPeople(
    'ana.torres@x.example, Bo <bo@x.example>; "Vega, Marisol" <mv@x.example>\nANA.torres@x.example\n\n',
  );
  expect(wrong).toEqual([]);
  expect(people).toEqual([
    { email: 'ANA.torres@x.example', first_name: 'ANA', last_name: 'Torres' },
    { email: 'bo@x.example', first_name: 'Bo', last_name: '' },
    { email: 'mv@x.example', first_name: 'Marisol', last_name: 'Vega' },
  ]);
});

test('what is none is named', () => {
  expect(pastedPeople('ana@x.example\nbo at x\n@y')).toMatchObject({
    people: [{ email: 'ana@x.example', first_name: 'Ana' }],
    wrong: ['bo at x', '@y'],
  });
});
