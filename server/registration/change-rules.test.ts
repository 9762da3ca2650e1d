import { expect, test } from 'vitest';
import { domainOf, missingOf, whyOver } from './change-rules.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const LATER = '2026-11-23T10:00:00.000Z';
const OPEN = { expires_at: LATER, used_at: null, revoked_at: null };

test('both addresses have to be confirmed', () => {
  expect(missingOf({ old_confirmed_at: null, new_confirmed_at: null })).toEqual(['old', 'new']);
  expect(missingOf({ old_confirmed_at: NOW, new_confirmed_at: null })).toEqual(['new']);
  expect(missingOf({ old_confirmed_at: null, new_confirmed_at: NOW })).toEqual(['old']);
  expect(missingOf({ old_confirmed_at: NOW, new_confirmed_at: NOW })).toEqual([]);
});

test('the ledger learns a domain, never an address', () => {
  expect(domainOf('"odd@name"@Example.ORG')).toBe('example.org');
});

test.each([
  [undefined, 'LINK_UNKNOWN'],
  [OPEN, null],
  [{ ...OPEN, used_at: NOW, revoked_at: NOW }, 'LINK_USED'],
  [{ ...OPEN, revoked_at: NOW }, 'LINK_REVOKED'],
  [{ ...OPEN, expires_at: NOW }, 'LINK_EXPIRED'],
] as const)('a link %o: %s', (link, why) => expect(whyOver(link, NOW)).toBe(why));
