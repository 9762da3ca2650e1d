import { expect, test } from 'vitest';
import { CODE_BYTES, codeOf, spokenCode, stateOf, typedCode } from './invitation-rules.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const OPEN = { max_uses: null, used_count: 0, expires_at: null, revoked_at: null };

test('a code has ten letters and digits that nobody mistakes, whatever the bytes', () => {
  for (const start of [0, 7, 200]) {
    const code = codeOf(Uint8Array.from({ length: CODE_BYTES }, (_, at) => (start + at * 37) % 256));
    expect(code).toMatch(/^[A-HJKMNP-TV-Z2-9]{10}$/);
  }
});

test('bytes that would prefer some letters are thrown away', () => {
  const bytes = [
    255, 254, 253, 252, 251, 250, 249, 248, 247, 246, 245, 244, 243, 242, 241, 240, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ];
  expect(codeOf(Uint8Array.from(bytes))).toBe('ABCDEFGHJK');
});

test('dashes, blanks and small letters do not matter', () => {
  expect(typedCode(' abcde-fgh jk ')).toBe('ABCDEFGHJK');
  expect(typedCode(spokenCode('ABCDEFGHJK'))).toBe('ABCDEFGHJK');
});

test.each([
  [OPEN, 'open'],
  [{ ...OPEN, max_uses: 2, used_count: 1 }, 'open'],
  [{ ...OPEN, max_uses: 2, used_count: 2 }, 'used up'],
  [{ ...OPEN, expires_at: NOW }, 'expired'],
  [{ ...OPEN, expires_at: '2026-11-23T09:00:00.001Z' }, 'open'],
  [{ ...OPEN, revoked_at: NOW, max_uses: 1, used_count: 1 }, 'revoked'],
] as const)('%o is %s', (facts, state) => expect(stateOf(facts, NOW)).toBe(state));
