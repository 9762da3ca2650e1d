import { describe, expect, it } from 'vitest';
import { standingOf } from './standing-rules.ts';

const rules = { required_roles: ['administrator', 'instructor'] as const, grace_days: 14, passkey_only_allowed: true };
const NOW = Date.parse('2026-11-23T09:00:00.000Z');
const person = { roles: ['student', 'instructor'] as const, enrolled: false, askedAt: '2026-11-20T09:00:00.000Z' };

describe('a second factor', () => {
  it('is asked of those whose role the rules name, with the days left', () => {
    expect(standingOf(person, rules, NOW)).toEqual({
      required: true,
      enrolled: false,
      due_at: '2026-12-04T09:00:00.000Z',
      overdue: false,
    });
    expect(standingOf({ ...person, roles: ['student'] }, rules, NOW)).toMatchObject({ required: false, due_at: null });
  });

  it('is overdue at the very moment', () => {
    const due = Date.parse('2026-12-04T09:00:00.000Z');
    expect(standingOf(person, rules, due - 1).overdue).toBe(false);
    expect(standingOf(person, rules, due).overdue).toBe(true);
  });

  it('is not owed by somebody who has one, nor by somebody who was never asked', () => {
    expect(standingOf({ ...person, enrolled: true }, rules, NOW + 1e10).overdue).toBe(false);
    expect(standingOf({ ...person, askedAt: null }, rules, NOW + 1e10)).toMatchObject({ due_at: null, overdue: false });
  });

  it('is owed at once where there is no time for it', () => {
    expect(standingOf({ ...person, askedAt: null }, { ...rules, grace_days: 0 }, NOW).overdue).toBe(true);
  });
});
