import { expect, test } from 'vitest';
import { bestOf, offersOf } from './offer-rules.ts';

const machine = { version: '0.3.0', platform: 'linux', arch: 'x64' };
const about = { from: '0.1.0', platform: 'linux' as const, arch: 'x64' as const, released_at: '', notes: { en: '' } };
const entry = (version: string, change: object = {}) =>
  ({ ...about, version, size: 5, sha256: '', url: 'u', signed: { key: '', signature: '' }, ...change }) as never;
const stored = (version: string) =>
  ({ manifest: { ...about, version, migrations: ['a', 'b'] }, size: 5, source: 'file' }) as never;
const sources = { stored: [], entries: [], rehearsals: [], skipped: [], migrations: ['a'], machine };

test('a version is listed once, with the package where that is here', () => {
  const offers = offersOf({ ...sources, stored: [stored('0.4.0')], entries: [entry('0.4.0'), entry('0.10.0')] });
  expect(offers.map(({ version, is_here, migrations }) => [version, is_here, migrations])).toEqual([
    ['0.10.0', false, null],
    ['0.4.0', true, 1],
  ]);
});

test('the feed’s versions for other machines and older ones are not listed; one that needs a step before is, with the step', () => {
  const entries = [
    entry('0.2.0'),
    entry('0.3.0'),
    entry('0.5.0', { arch: 'arm64' }),
    entry('0.6.0', { from: '0.5.0' }),
  ];
  const offers = offersOf({ ...sources, entries });
  expect(offers.map(({ version, unfit }) => [version, unfit])).toEqual([
    ['0.6.0', expect.stringContaining('Update to 0.5.0 first')],
  ]);
  expect(bestOf(offers)).toBeNull();
});

test('what somebody said no to is not put forward, the one below it is', () => {
  const offers = offersOf({ ...sources, entries: [entry('0.5.0'), entry('0.4.0')], skipped: ['0.5.0'] });
  expect(bestOf(offers)?.version).toBe('0.4.0');
});
