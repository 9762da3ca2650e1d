import { expect, it } from 'vitest';
import { referenceIn, verdictOf } from './verdict.ts';

const good = { signed: true, unchanged: true, not_revoked: true, not_expired: true };

it.each([
  [{}, 'valid'],
  [{ not_expired: false }, 'expired'],
  [{ not_revoked: false }, 'withdrawn'],
  [{ not_revoked: false, not_expired: false }, 'withdrawn'],
  [{ unchanged: false, not_revoked: false }, 'changed'],
  [{ signed: false, unchanged: false }, 'forged'],
] as const)('%o is %s', (faults, verdict) => {
  expect(verdictOf({ checks: { ...good, ...faults } })).toBe(verdict);
});

it.each([
  [' NGA-2026-000612 ', 'NGA-2026-000612'],
  ['NGA - 2026 - 000612', 'NGA-2026-000612'],
  ['http://lyceum.local/verify/9f3c71aa04be', '9f3c71aa04be'],
  ['lyceum.local/verify/9f3c71aa04be/?from=mail#top', '9f3c71aa04be'],
  ['', ''],
])('%j asks for %j', (typed, reference) => {
  expect(referenceIn(typed)).toBe(reference);
});
