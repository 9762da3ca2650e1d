import { describe, expect, it } from 'vitest';
import { knownPasswords } from '../platform/crypto/known-passwords.ts';
import { isDated, troubleWith } from './password-rules.ts';

const isCommon = knownPasswords();
const rules = { min_length: 10, check_breached: true, require_mixed: false };
const personal = ['Marisol', 'Okafor', 'marisol.okafor@northgate.example.org', 'Northgate Cyber Academy'];
const judge = (password: string, change: Partial<typeof rules> = {}) =>
  troubleWith(password, { rules: { ...rules, ...change }, personal, isCommon })?.kind ?? null;

describe('a new password', () => {
  it.each([
    'correct horse battery',
    'ich wohne in Köln',
    '雨の日は傘を持って行く',
    'x7#kQ2!vL9',
    'a'.repeat(3) + ' quite long sentence '.repeat(8),
  ])('may be %s', password => {
    expect(judge(password)).toBeNull();
  });
  it('has so many characters as people count them, however they are composed', () => {
    expect(judge('über alle')).toBe('short');
    expect(judge('u\u0308ber alle9')).toBeNull();
    expect(judge('u\u0308ber alle')).toBe('short');
    expect(judge('🐢🐇🐢🐇🐙')).toBe('short');
  });
  it.each([
    '1234567890',
    'qwertyuiop',
    'Password1234',
    'P@ssw0rd2026!',
    'sunshine2026!',
    'aaaaaaaaaaaa',
    'abcabcabcabc',
    'abcdefghijkl',
    '98765432109',
  ])('is not %s, which is guessed first', password => {
    expect(judge(password)).toBe('known');
    expect(judge(password, { check_breached: false })).toBeNull();
  });
  it.each(['Marisol1234', 'okafor-marisol', 'northgate2026', 'NorthgateAcademy!', 'marisol.okafor'])(
    'is not %s, which others know',
    password => {
      expect(judge(password)).toBe('personal');
    },
  );
  it('may hold a name beside enough of its own', () => {
    expect(judge('marisol likes rain')).toBeNull();
  });
  it('is mixed only where that is asked for', () => {
    const mixed = { require_mixed: true };
    expect(judge('correct horse battery', mixed)).toBe('plain');
    expect(judge('Correct horse 9 battery', mixed)).toBeNull();
  });
});

describe('the list of known passwords', () => {
  it('answers within a millisecond', () => {
    const begun = process.cpuUsage();
    for (let i = 0; i < 10_000; i++) isCommon(`no password at all ${i}`);
    const { user, system } = process.cpuUsage(begun);
    expect((user + system) / 10_000).toBeLessThan(1000);
  });
  it('takes hardly anything for what it is not', () => {
    const wrong = Array.from({ length: 20_000 }, (_, i) => `surely unheard of ${i * 7919}`).filter(isCommon);
    expect(wrong.length).toBeLessThanOrEqual(1);
  });
});

it('hashes of other systems and older strength are dated', () => {
  expect(isDated('$argon2id$v=19$m=19456,t=2,p=1$abc$def')).toBe(false);
  for (const stored of [
    '$2b$12$abc',
    '$2y$10$x',
    '$argon2id$v=19$m=4096,t=3,p=1$a$b',
    '$argon2i$v=19$m=19456,t=2,p=1$a$b',
  ])
    expect(isDated(stored), stored).toBe(true);
});
