import { describe, expect, it } from 'vitest';
import type { ReachMeasures } from '../contract.ts';
import { deviceOf, judgeReach, systemOf, verdictOf } from './reach-rules.ts';

const good: ReachMeasures = {
  address_ok: true,
  name_ok: true,
  https_ok: true,
  latency_ms: 12.4,
  download_bps: 54_000_000,
  upload_bps: 20_000_000,
  clock_ms: -800,
  lacks: [],
  storage: true,
};
const offered = { name: 'lyceum.local:8080', address: '192.168.1.40:8080', https: true };
const codes = (change: Partial<ReachMeasures>, system: Parameters<typeof judgeReach>[2] = 'android') =>
  judgeReach({ ...good, ...change }, offered, system)
    .filter(({ state }) => state !== 'ok')
    .map(({ code, state }) => [code, state]);

describe('a phone', () => {
  it('at which everything works is told so line by line', () => {
    const findings = judgeReach(good, offered, 'apple');
    expect(verdictOf(findings)).toBe('ok');
    expect(findings.map(({ code }) => code)).toEqual([
      'address-works',
      'name-works',
      'answers-fast',
      'speed-good',
      'clock-right',
      'https-trusted',
      'browser-fits',
    ]);
    expect(findings.every(({ remedy }) => remedy === null)).toBe(true);
  });

  it.each<[Partial<ReachMeasures>, string, string]>([
    [{ address_ok: false }, 'address-fails', 'failing'],
    [{ name_ok: false }, 'name-fails-android', 'warning'],
    [{ latency_ms: 301 }, 'answers-slow', 'warning'],
    [{ download_bps: 3_999_999 }, 'speed-low', 'warning'],
    [{ clock_ms: 60_001 }, 'clock-wrong', 'warning'],
    [{ clock_ms: -3_600_000 }, 'clock-wrong', 'warning'],
    [{ https_ok: false }, 'https-untrusted', 'warning'],
    [{ lacks: ['grid'] }, 'browser-old', 'failing'],
    [{ storage: false }, 'browser-blocks-storage', 'warning'],
  ])('with %o is told %s, %s', (change, code, state) => {
    expect(codes(change)).toEqual([[code, state]]);
    expect(judgeReach({ ...good, ...change }, offered, 'android').find(one => one.code === code)?.remedy).toMatch(
      /\.$/,
    );
  });

  it('is told about its own system where that is the reason', () => {
    expect(codes({ name_ok: false }, 'apple')).toEqual([['name-fails', 'warning']]);
  });

  it('is not blamed for what was not tried', () => {
    const nothing = { ...good, name_ok: null, https_ok: null, latency_ms: null, download_bps: null, clock_ms: null };
    expect(judgeReach(nothing, { ...offered, name: null, https: false }, 'other').map(({ code }) => code)).toEqual([
      'address-works',
      'name-off',
      'https-off',
      'browser-fits',
    ]);
  });
});

it.each([
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36',
    'android',
    'Android phone, Chrome',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile/15E148 Safari/604.1',
    'apple',
    'iPhone, Safari',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'windows',
    'Windows computer, Edge',
  ],
  ['curl/8.0', 'other', 'Device'],
])('%s is %s: %s', (userAgent, system, device) => {
  expect([systemOf(userAgent), deviceOf(userAgent)]).toEqual([system, device]);
});
