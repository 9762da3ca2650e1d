import { expect, test } from 'vitest';
import { z } from 'zod';
import { issueInWords } from './issue-words.ts';

const said = (schema: z.ZodType, value: unknown) =>
  schema.safeParse(value, { error: issueInWords }).error?.issues.map(({ message }) => message);

test.each([
  [z.string(), undefined, 'This is missing.'],
  [z.string().min(1), '', 'This is missing.'],
  [z.string().min(8), 'short', 'Use at least 8 characters.'],
  [z.string().max(3), 'longer', 'Use at most 3 characters.'],
  [z.number(), 'seven', 'Write a number.'],
  [z.number().int(), 1.5, 'Write a number.'],
  [z.number().min(5), 1, 'It cannot be less than 5.'],
  [z.number().max(5), 9, 'It cannot be more than 5.'],
  [z.array(z.number()).min(1), [], 'Choose at least 1.'],
  [z.array(z.number()).max(1), [1, 2], 'Choose at most 1.'],
  [z.email(), 'nobody', 'Write the address like name@example.org.'],
  [z.string().regex(/^x$/), 'y', 'This is not written as it must be.'],
  [z.enum(['on', 'off']), 'maybe', 'Choose one of these: on, off.'],
  [z.strictObject({}), { extra: 1 }, 'There is no such field: extra.'],
  [z.boolean(), 'yes', 'This has to be of another kind: boolean.'],
] as const)('%#: what is wrong is said in words', (schema, value, words) => {
  expect(said(schema, value)).toEqual([words]);
});

test('words of the contract itself stay', () => {
  expect(said(z.string().min(8, 'Longer, please.'), 'short')).toEqual(['Longer, please.']);
});
