import { expect, it } from 'vitest';
import { isAllowed, licenceOf, licencePage } from './licences.mjs';

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

it('lists what ships, each once, and nothing that is only for development', () => {
  const packages = {
    '': {},
    'node_modules/b': { version: '2.0.0', license: 'MIT' },
    'node_modules/a/node_modules/b': { version: '2.0.0', license: 'MIT' },
    'node_modules/a': { version: '1.0.0', license: 'ISC' },
    'node_modules/alias': { name: 'meant', version: '3.0.0', license: '0BSD' },
    'node_modules/tool': { version: '1.0.0', license: 'MIT', dev: true },
  };
  const rows = licencePage({ packages })
    .split('\n')
    .filter(line => /^\| \w+ \| \d/.test(line));
  expect(rows).toEqual(['| a | 1.0.0 | ISC |', '| b | 2.0.0 | MIT |', '| meant | 3.0.0 | 0BSD |']);
});
