import { expect, test } from 'vitest';
import { unfit, unfitSentence } from './manifest-rules.ts';

const here = { version: '0.3.0', platform: 'linux', arch: 'x64' };
const offer = { version: '0.4.0', from: '0.2.0', platform: 'linux', arch: 'x64' } as const;

test('a newer version for this machine is taken', () => {
  expect(unfit(offer, here)).toBeNull();
  expect(unfit({ ...offer, platform: 'any', arch: 'any' }, here)).toBeNull();
});

test.each([
  [{ version: '0.3.0' }, 'Lyceum 0.3.0 is the version that runs already.'],
  [
    { version: '0.2.9' },
    'Lyceum 0.2.9 is older than the running 0.3.0, and cannot read its data. To go back, restore a backup made with the older version.',
  ],
  [
    { arch: 'arm64' as const },
    'This package of Lyceum 0.4.0 is for Linux on ARM 64-bit; this machine is Linux on Intel/AMD 64-bit. Get the package for this machine.',
  ],
  [
    { from: '0.3.5' },
    'Lyceum 0.4.0 can be reached from 0.3.5 on; 0.3.0 runs here. Update to 0.3.5 first, then to 0.4.0.',
  ],
])('%j is refused with what to do', (change, sentence) => {
  const why = unfit({ ...offer, ...change }, here);
  expect(why && unfitSentence(why)).toBe(sentence);
});
