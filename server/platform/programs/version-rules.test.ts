import { expect, test } from 'vitest';
import { compareVersions } from './version-rules.ts';

test('versions are ordered by number, stages before what is finished', () => {
  const ordered = [
    '0.1.0',
    '0.2.0-alpha',
    '0.2.0-alpha.1',
    '0.2.0-alpha.beta',
    '0.2.0-beta.2',
    '0.2.0-beta.11',
    '0.2.0',
    '0.10.0',
    '1.0.0',
  ];
  expect(ordered.toReversed().toSorted(compareVersions)).toEqual(ordered);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
});

test.each(['1.2', 'v1.2.3', '1.2.3-', '1.2.3-../..', '', '1.2.3 '])('%j is no version', text => {
  expect(() => compareVersions(text, '1.0.0')).toThrow('is not a version');
});
