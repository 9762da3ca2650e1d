import { describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../platform/clock.ts';
import type { SessionRules } from '../sign-in-rules/contract.ts';
import { familyOf, idleMinutes, isFresh, livesUntil, whyOver } from './session-rules.ts';

const RULES: SessionRules = {
  idle: 15,
  idle_privileged: 10,
  longest_days: 30,
  step_up_minutes: 10,
  show_last_sign_in: false,
};
const NEVER = { ...RULES, idle: 0, idle_privileged: 0 };
const BORN = Date.UTC(2026, 10, 23, 9);
const life = { createdAt: BORN, seenAt: BORN, expiresAt: BORN + 7 * DAY };

describe('a session is over', () => {
  it.each([
    ['right after signing in', RULES, false, 0, null],
    ['within the minute for which word of somebody may be late', RULES, false, 16 * MINUTE - 1, null],
    ['when nobody was there for the time and that minute', RULES, false, 16 * MINUTE, 'idle'],
    ['sooner for administrators', RULES, true, 11 * MINUTE, 'idle'],
    ['for nobody who is away where the rule is off', NEVER, false, 6 * DAY, null],
    ['when its token was not used in time', NEVER, false, 7 * DAY, 'expired'],
  ] as const)('%s', (_when, rules, privileged, after, why) => {
    expect(whyOver(life, rules, privileged, BORN + after)).toBe(why);
  });

  it('after the longest time, though it was used every day', () => {
    const used = { createdAt: BORN, seenAt: BORN + 30 * DAY, expiresAt: BORN + 37 * DAY };
    expect(whyOver(used, NEVER, false, BORN + 30 * DAY - 1)).toBeNull();
    expect(whyOver(used, NEVER, false, BORN + 30 * DAY)).toBe('expired');
  });
});

describe('the time without anybody there', () => {
  it('is everybody’s for administrators where they have none of their own', () => {
    expect(idleMinutes({ ...RULES, idle_privileged: 0 }, true)).toBe(15);
    expect(idleMinutes({ ...RULES, idle: 0 }, true)).toBe(10);
    expect(idleMinutes({ ...RULES, idle: 0 }, false)).toBe(0);
  });
});

describe('carrying a session on', () => {
  it('gives it another week, never past its longest time, and nothing to an administrator’s look', () => {
    expect(livesUntil(BORN, RULES, false, BORN + DAY)).toBe(BORN + 8 * DAY);
    expect(livesUntil(BORN, RULES, false, BORN + 29 * DAY)).toBe(BORN + 30 * DAY);
    expect(livesUntil(BORN, RULES, true, BORN + 59 * MINUTE)).toBe(BORN + HOUR);
  });
});

it('a proof of identity is fresh for as long as the rule says', () => {
  expect(isFresh(BORN, RULES, BORN + 10 * MINUTE - SECOND)).toBe(true);
  expect(isFresh(BORN, RULES, BORN + 10 * MINUTE)).toBe(false);
});

it('tokens of one session share their family; one of before there were families is its own', () => {
  expect(familyOf('family.first')).toBe(familyOf('family.second'));
  expect(familyOf('older-token')).toBe('older-token');
});
