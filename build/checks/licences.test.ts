import { expect, it } from 'vitest';
import { isAllowed, licenceOf } from './licences.mjs';

it.each([
  ['MIT', true],
  ['(MIT OR GPL-3.0)', true],
  ['GPL-3.0', false],
  ['(Apache-2.0 AND BSD-3-Clause)', true],
  ['MIT AND GPL-2.0', false],
  ['none named', false],
])('%s: %s', (expression, allowed) => {
  expect(isAllowed(expression)).toBe(allowed);
});

it('reads the licence in whichever way a package names it', () => {
  expect(licenceOf({ license: 'ISC' })).toBe('ISC');
  expect(licenceOf({ license: { type: 'MIT', url: '' } })).toBe('MIT');
  expect(licenceOf({ licenses: [{ type: 'MIT' }, { type: 'Apache-2.0' }] })).toBe('MIT OR Apache-2.0');
  expect(licenceOf({})).toBe('none named');
});
