import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { canonical, canonicalEntry, chained, type Entry, NOTHING_BEFORE } from './act-rules.ts';

const ENTRY: Entry = {
  id: 7,
  created_at: '2026-11-21T09:00:00.000Z',
  user_id: 3,
  action: 'user.roles',
  resource_type: 'user',
  resource_id: 9007199254740991,
  details: canonical({ roles: { to: ['student', 'instructor'], from: ['student'] } }),
  ip: '192.0.2.7',
  user_agent: 'Zoë "Browser"\n',
  session_id: null,
  impersonator_id: null,
  via: null,
  request_id: 'abc',
};

test('keys are sorted at every depth, and nothing is added', () => {
  expect(canonical({ b: [{ d: 1, c: null }], a: 'é"', left: undefined })).toBe('{"a":"é\\"","b":[{"c":null,"d":1}]}');
  expect(canonical(undefined)).toBe('null');
});

test('an entry as canonical JSON is what sorting its keys gives, details unfolded', () => {
  const unfolded = { ...ENTRY, details: JSON.parse(ENTRY.details as string) as unknown };
  expect(canonicalEntry(ENTRY)).toBe(canonical(unfolded));
  const empty = { ...ENTRY, details: null, ip: null, user_agent: null, user_id: null, resource_id: null };
  expect(canonicalEntry(empty)).toBe(canonical(empty));
});

test('the hash goes over the hash before and the entry', () => {
  const wanted = createHash('sha256')
    .update(`${NOTHING_BEFORE}\n${canonicalEntry(ENTRY)}`, 'utf8')
    .digest('hex');
  expect(chained(NOTHING_BEFORE, ENTRY)).toBe(wanted);
});

test.each(Object.keys(ENTRY) as (keyof Entry)[])('a change of %s changes the hash', key => {
  const other = { ...ENTRY, [key]: typeof ENTRY[key] === 'number' ? 1 : key === 'details' ? '{}' : 'other' };
  expect(chained(NOTHING_BEFORE, other)).not.toBe(chained(NOTHING_BEFORE, ENTRY));
});
