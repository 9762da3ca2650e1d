import { describe, expect, it } from 'vitest';
import { deviceInWords, deviceOf, markOf } from './device-rules.ts';

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64)';
const ENGINE = 'AppleWebKit/537.36 (KHTML, like Gecko)';

describe('a device is called', () => {
  it.each([
    [`${WINDOWS} ${ENGINE} Chrome/142.0.0.0 Safari/537.36`, 'Chrome', 'Windows', 'computer'],
    [`${WINDOWS} ${ENGINE} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`, 'Edge', 'Windows', 'computer'],
    [`${WINDOWS} ${ENGINE} Chrome/142.0.0.0 Electron/45.4.1 Safari/537.36`, 'Lyceum console', 'Windows', 'computer'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0', 'Firefox', 'Linux', 'computer'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1',
      'Safari',
      'iPhone',
      'phone',
    ],
    [
      `Mozilla/5.0 (Linux; Android 16; Pixel 9) ${ENGINE} Chrome/142.0.0.0 Mobile Safari/537.36`,
      'Chrome',
      'Android',
      'phone',
    ],
    [
      `Mozilla/5.0 (Linux; Android 16; SM-X900) ${ENGINE} Chrome/142.0.0.0 Safari/537.36`,
      'Chrome',
      'Android',
      'tablet',
    ],
    ['curl/8.15.0', 'curl', null, 'program'],
    ['node', null, null, 'program'],
    ['', null, null, 'program'],
  ])('%s', (userAgent, browser, system, kind) => {
    expect(deviceOf(userAgent)).toEqual({ browser, system, kind });
  });

  it('in words, with or without its names', () => {
    expect(deviceInWords(deviceOf(`${WINDOWS} Firefox/145.0`), 'en')).toBe('Firefox on Windows');
    expect(deviceInWords(deviceOf(`${WINDOWS} Firefox/145.0`), 'es')).toBe('Firefox en Windows');
    expect(deviceInWords(deviceOf('node'), 'en')).toBe('A program');
    expect(deviceInWords(deviceOf(null), 'es')).toBe('Un programa');
  });

  it('the same after an update of its browser', () => {
    const [older, newer] = [deviceOf(`${WINDOWS} Firefox/144.0`), deviceOf(`${WINDOWS} Firefox/145.0`)];
    expect(markOf(older, 'cookie')).toBe(markOf(newer, 'cookie'));
    expect(markOf(older, 'cookie')).not.toBe(markOf(older, 'bearer'));
  });
});
