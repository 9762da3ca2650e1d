import { expect, it } from 'vitest';
import { strictHeader } from './strict-rules.ts';

const since = '2026-11-21T09:00:00.000Z';
const after = (days: number) => Date.parse(since) + days * 86_400_000;

it.each([
  [-1, 300],
  [0, 300],
  [0.99, 300],
  [1, 7 * 86_400],
  [7, 30 * 86_400],
  [30, 31_536_000],
  [4000, 31_536_000],
])('after %d days the promise is %d seconds', (days, seconds) =>
  expect(strictHeader({ hsts: true, hsts_since: since }, after(days))).toBe(`max-age=${seconds}`),
);

it('is taken back where it was ever given, and never given otherwise', () => {
  expect(strictHeader({ hsts: false, hsts_since: since }, after(9))).toBe('max-age=0');
  expect(strictHeader({ hsts: false, hsts_since: null }, after(9))).toBeNull();
});

it('stands in full where it was switched on before anybody noted when', () =>
  expect(strictHeader({ hsts: true, hsts_since: null }, after(0))).toBe('max-age=31536000'));
