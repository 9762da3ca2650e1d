import { describe, expect, it } from 'vitest';
import { isStrike, requireSensibleLists, waitAfter } from './attempt-rules.ts';
import { AttemptRules } from './contract.ts';

const rules = AttemptRules.parse({});

describe('a wait', () => {
  it('doubles with every strike, up to the longest', () => {
    const minutes = [1, 2, 3, 6, 7, 8, 500].map(strikes => waitAfter(strikes, rules) / 60);
    expect(minutes).toEqual([1, 2, 4, 32, 60, 60, 60]);
  });
  it('is never shorter than the first one, whatever the longest says', () => {
    expect(waitAfter(1, { ...rules, first_wait: 10, longest_wait: 5 })).toBe(600);
  });
  it('comes after the free tries, and at once while older strikes count', () => {
    expect([isStrike(5, 5, 0), isStrike(6, 5, 0), isStrike(1, 5, 1)]).toEqual([false, true, true]);
  });
});

describe('lists', () => {
  const trouble = (lists: { allow?: string[]; block?: string[] }, here: string | null = '198.51.100.4') => {
    try {
      requireSensibleLists({ allow: [], block: [], ...lists }, here);
      return [];
    } catch (error) {
      return (error as { details: { field: string }[] }).details.map(({ field }) => field);
    }
  };
  it('take addresses and networks of both kinds', () => {
    expect(trouble({ allow: ['10.0.0.0/8', '2001:db8::/32'], block: ['203.0.113.0/24', '2001:db8:1::7'] })).toEqual([]);
  });
  it('name every entry that is none', () => {
    expect(trouble({ allow: ['10.0.0.0/8', 'office'], block: ['300.1.1.1', '203.0.113.9'] })).toEqual([
      'attempts.allow.1',
      'attempts.block.0',
    ]);
  });
  it('never block this machine, nor whoever writes them', () => {
    expect(trouble({ block: ['127.0.0.1', '::1', '0.0.0.0/0', '::/0'] })).toHaveLength(4);
    expect(trouble({ block: ['198.51.100.0/24'] })).toEqual(['attempts.block.0']);
    expect(trouble({ block: ['198.51.100.0/24'] }, null)).toEqual([]);
    expect(trouble({ block: ['2001:db8::/48'] }, '2001:db8::5')).toEqual(['attempts.block.0']);
  });
  it('never allow nearly everybody', () => {
    expect(trouble({ allow: ['0.0.0.0/0', '::/0'] })).toHaveLength(2);
  });
});
