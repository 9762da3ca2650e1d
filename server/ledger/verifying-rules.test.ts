import { describe, expect, test } from 'vitest';
import { chained, type Entry, NOTHING_BEFORE } from '../platform/db/act-rules.ts';
import type { Trouble } from './contract.ts';
import { type ChainedEntry, createVerifier, type LookedAt, startOf } from './verifying-rules.ts';

const entryOf = (id: number, action = `a.${id}`): Entry => ({
  id,
  created_at: '2026-11-21T09:00:00.000Z',
  user_id: 1,
  action,
  resource_type: 'course',
  resource_id: 7,
  details: null,
  ip: null,
  user_agent: null,
  session_id: null,
  impersonator_id: null,
  via: null,
  request_id: null,
});

function chain(entries: readonly Entry[], before = NOTHING_BEFORE): ChainedEntry[] {
  let hash = before;
  return entries.map(entry => {
    hash = chained(hash, entry);
    return { ...entry, hash };
  });
}

const NUMBERS = Array.from({ length: 10 }, (_, i) => i + 1);
const WHOLE = chain(NUMBERS.map(id => entryOf(id)));
const at = (id: number) => WHOLE[id - 1] as ChainedEntry;

const seal = (entry: ChainedEntry, kind: LookedAt['kind'] = 'checkpoint', ours = true): LookedAt => ({
  kind,
  entry_id: entry.id,
  entry_hash: entry.hash,
  created_at: '2026-11-21T10:00:00.000Z',
  ours,
});

function verdict(entries: readonly ChainedEntry[], seals: readonly LookedAt[] = []): Trouble | null {
  const verifier = createVerifier(startOf(seals), seals);
  for (const [i, entry] of entries.entries()) {
    const trouble = verifier.add(entry, entries[i + 1]);
    if (trouble) return trouble;
  }
  return verifier.end();
}

const renumbered = (entries: readonly ChainedEntry[], by: number) =>
  entries.map(entry => ({ ...entry, id: entry.id + by }));

test('what nobody touched is intact, with seals and without', () => {
  expect(verdict([])).toBeNull();
  expect(verdict(WHOLE)).toBeNull();
  expect(verdict(WHOLE, [seal(at(4)), seal(at(10))])).toBeNull();
});

test('says how far it came and up to where seals vouch', () => {
  const verifier = createVerifier(startOf([]), [seal(at(4))]);
  for (const [i, entry] of WHOLE.entries()) verifier.add(entry, WHOLE[i + 1]);
  expect(verifier.reached()).toEqual({ entries: 10, last: 10, sealed: 4 });
});

describe('the first broken entry', () => {
  const planted: [name: string, entries: readonly ChainedEntry[], kind: string, entry: number, until: number][] = [
    ['a changed one', WHOLE.with(4, { ...at(5), action: 'b.x' }), 'changed', 5, 5],
    ['the last one changed', WHOLE.with(9, { ...at(10), user_id: 2 }), 'changed', 10, 10],
    ['one that is missing', WHOLE.toSpliced(4, 1), 'missing', 5, 5],
    ['several that are missing', WHOLE.toSpliced(4, 3), 'missing', 5, 7],
    ['a missing one, the rest moved up', [...WHOLE.slice(0, 4), ...renumbered(WHOLE.slice(5), -1)], 'missing', 5, 5],
    [
      'one put in, the rest moved down',
      [...WHOLE.slice(0, 4), { ...entryOf(5, 'x.y'), hash: 'f'.repeat(64) }, ...renumbered(WHOLE.slice(4), 1)],
      'inserted',
      5,
      5,
    ],
    ['one without a hash', [...WHOLE, { ...entryOf(11), hash: '' }], 'unchained', 11, 11],
    ['two that changed places', WHOLE.with(4, { ...at(6), id: 5 }).with(5, { ...at(5), id: 6 }), 'reordered', 5, 5],
    ['a beginning that is cut off', WHOLE.slice(3), 'start-missing', 1, 3],
  ];
  test.each(planted)('%s is named', (_name, entries, kind, entry, until) => {
    expect(verdict(entries)).toMatchObject({ kind, entry, until });
    expect(verdict(entries)?.sentence).toMatch(/^[A-Z].*\.$/);
  });
});

describe('seals', () => {
  test('tell that all hashes were made anew, and between which seals the change lies', () => {
    const forged = chain(NUMBERS.map(id => entryOf(id, id === 6 ? 'x.y' : `a.${id}`)));
    expect(verdict(forged)).toBeNull();
    expect(verdict(forged, [seal(at(3)), seal(at(8)), seal(at(10))])).toMatchObject({
      kind: 'rewritten',
      entry: 4,
      until: 8,
    });
  });

  test('tell that the end is cut off', () => {
    const trouble = verdict(WHOLE.slice(0, 7), [seal(at(3)), seal(at(10))]);
    expect(trouble).toMatchObject({ kind: 'end-missing', entry: 8, until: 10 });
  });

  test('that are not ours are named', () => {
    expect(verdict(WHOLE, [seal(at(4), 'checkpoint', false)])).toMatchObject({ kind: 'seal-not-ours', entry: 4 });
    expect(verdict(WHOLE.slice(0, 7), [seal(at(9), 'checkpoint', false)])).toMatchObject({ kind: 'seal-not-ours' });
  });
});

describe('a beginning', () => {
  const begun = (ours: boolean): LookedAt => ({ ...seal(at(5), 'beginning', ours), entry_hash: at(4).hash });

  test('lets what lies before it be gone, or still be there', () => {
    expect(verdict(WHOLE.slice(4), [seal(at(2)), begun(true), seal(at(7))])).toBeNull();
  });

  test('that is not ours explains nothing', () => {
    expect(verdict(WHOLE.slice(4), [begun(false)])).toMatchObject({ kind: 'seal-not-ours', entry: 5 });
  });

  test('does not excuse more than it says', () => {
    expect(verdict(WHOLE.slice(5), [begun(true)])).toMatchObject({ kind: 'start-missing', entry: 5, until: 5 });
  });
});
