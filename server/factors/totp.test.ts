import { describe, expect, it } from 'vitest';
import { codeOf, digitsOf, fromBase32, matchingStep, minutesApart, otpauthAddress, stepAt, toBase32 } from './totp.ts';

/** The secret of the test vectors of RFC 6238, appendix B; six digits are the end of its eight. */
const SECRET = Buffer.from('12345678901234567890');
const NOW = Date.parse('2026-11-23T09:00:10.000Z');

describe('codes', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('are those of RFC 6238 at second %i', (second, code) => {
    expect(codeOf(SECRET, stepAt(second * 1000))).toBe(code);
  });

  it('fit now and in the steps beside it, and in no other', () => {
    const here = stepAt(NOW);
    const fitting = [-2, -1, 0, 1, 2].map(
      offset => matchingStep(SECRET, codeOf(SECRET, here + offset), NOW, null) === here + offset,
    );
    expect(fitting).toEqual([false, true, true, true, false]);
  });

  it('are taken once: neither again, nor an earlier one after a later one', () => {
    const here = stepAt(NOW);
    expect(matchingStep(SECRET, codeOf(SECRET, here), NOW, here)).toBeNull();
    expect(matchingStep(SECRET, codeOf(SECRET, here - 1), NOW, here)).toBeNull();
    expect(matchingStep(SECRET, codeOf(SECRET, here + 1), NOW, here)).toBe(here + 1);
  });

  it('say how far the clocks are apart', () => {
    const code = codeOf(SECRET, stepAt(NOW + 47 * 60_000));
    expect(minutesApart(SECRET, code, NOW)).toBe(47);
    expect(minutesApart(SECRET, codeOf(SECRET, stepAt(NOW - 120 * 60_000)), NOW)).toBe(-120);
    expect(minutesApart(SECRET, 'abcdef', NOW)).toBeNull();
  });

  it('may be typed with spaces', () => {
    expect(['287 082', '287-082', '287082 ', '28708', '2870822', 'abcdef'].map(digitsOf)).toEqual([
      '287082',
      '287082',
      '287082',
      null,
      null,
      null,
    ]);
  });
});

describe('keys', () => {
  it.each([
    ['', ''],
    ['f', 'MY'],
    ['fo', 'MZXQ'],
    ['foo', 'MZXW6'],
    ['foob', 'MZXW6YQ'],
    ['fooba', 'MZXW6YTB'],
    ['foobar', 'MZXW6YTBOI'],
  ])('are written as RFC 4648 §10 says: "%s"', (text, written) => {
    expect(toBase32(Buffer.from(text))).toBe(written);
    expect(Buffer.from(fromBase32(written)).toString()).toBe(text);
  });

  it('name the academy and the person, whatever their names', () => {
    const address = new URL(otpauthAddress('MZXW6YTBOI', 'añà+b@example.org', 'Ñorth & Gate: West'));
    expect(address.protocol).toBe('otpauth:');
    expect(decodeURIComponent(address.pathname)).toBe('/Ñorth & Gate: West:añà+b@example.org');
    expect(address.searchParams.get('issuer')).toBe('Ñorth & Gate: West');
    expect(address.search).not.toContain('+');
  });
});
