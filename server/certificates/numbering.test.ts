import { expect, it } from 'vitest';
import { certificateNumber, initials } from './numbering.ts';

it.each([
  ['Academy of Base Camp', 'AOB'],
  ['Northgate Academy', 'NA'],
  ['Lyceum', 'LYC'],
  ['École Supérieure', 'ES'],
  ['Đại học Łódź', 'DHL'],
  ['Øre-Ærø', 'OA'],
  ['42 Training', 'TRA'],
  ['Академия Северные врата', 'LYC'],
  ['東京 Academy', 'ACA'],
  ['', 'LYC'],
])('the initials of “%s” are %s', (name, expected) => {
  expect(initials(name)).toBe(expected);
});

it('writes numbers with six digits and grows beyond them', () => {
  expect(certificateNumber('A B C', 2026, 1)).toBe('ABC-2026-000001');
  expect(certificateNumber('A B C', 2026, 1234567)).toBe('ABC-2026-1234567');
});
