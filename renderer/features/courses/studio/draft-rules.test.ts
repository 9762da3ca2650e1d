import { describe, expect, it } from 'vitest';
import { changesOf, isChanged, merged } from './draft-rules.ts';

const base = { title: 'Firewalls', content: 'Text', minutes: 5, tags: ['a'] };

describe('merged', () => {
  it('keeps own changes and takes over those of others', () => {
    const result = merged(base, { ...base, content: 'Mine' }, { ...base, title: 'Theirs' });
    expect(result).toEqual({ fields: { ...base, content: 'Mine', title: 'Theirs' }, conflicts: [] });
  });
  it('names the fields that both changed, and keeps the own', () => {
    const result = merged(base, { ...base, content: 'Mine' }, { ...base, content: 'Theirs' });
    expect(result).toEqual({ fields: { ...base, content: 'Mine' }, conflicts: ['content'] });
  });
  it('sees no conflict where both wrote the same', () => {
    expect(merged(base, { ...base, tags: ['b'] }, { ...base, tags: ['b'] }).conflicts).toEqual([]);
  });
});

describe('changes', () => {
  it('are the fields that differ, lists compared by what they hold', () => {
    expect(changesOf(base, { ...base, minutes: 6, tags: ['a'] })).toEqual({ minutes: 6 });
    expect(isChanged(base, { ...base, tags: ['a'] })).toBe(false);
  });
});
