import { expect, it } from 'vitest';
import { createPasskeyChallenges, PASSKEY_CHALLENGE_MS } from './challenges.ts';

const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const challenges = createPasskeyChallenges(Buffer.alloc(32, 1));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

it('a challenge is good for its purpose until its time, and under its key alone', () => {
  const made = text(challenges.make('enrol 7', NOW));
  expect(challenges.isGood(made, 'enrol 7', NOW + PASSKEY_CHALLENGE_MS - 1)).toBe(true);
  expect(challenges.isGood(made, 'enrol 7', NOW + PASSKEY_CHALLENGE_MS)).toBe(false);
  expect(challenges.isGood(made, 'enrol 8', NOW)).toBe(false);
  expect(challenges.isGood(made, 'sign-in', NOW)).toBe(false);
  expect(createPasskeyChallenges(Buffer.alloc(32, 2)).isGood(made, 'enrol 7', NOW)).toBe(false);
});

it('two are never the same, and what was changed or made up is none', () => {
  const [one, other] = [text(challenges.make('sign-in', NOW)), text(challenges.make('sign-in', NOW))];
  expect(one).not.toBe(other);
  const later = Buffer.from(one, 'base64url');
  later.writeUIntBE(NOW + 1e9, 16, 6);
  for (const wrong of [text(later), '', 'x', one.slice(0, -4)])
    expect(challenges.isGood(wrong, 'sign-in', NOW), wrong).toBe(false);
});
