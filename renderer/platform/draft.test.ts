import { expect, it } from 'vitest';
import { differing } from './draft.ts';

it('only what differs is a change', () => {
  const stored = { name: 'Northgate', hue: null as number | null, tags: ['a'] };
  expect(differing(stored, { name: 'Northgate', hue: 155, tags: ['a'] })).toEqual({ hue: 155 });
  expect(differing(stored, {})).toEqual({});
  const blue: typeof stored = { ...stored, hue: 155 };
  expect(differing(blue, { hue: null })).toEqual({ hue: null });
});
