import { expect, test } from 'vitest';
import { sectionsOf, stillToDo, wayOnAfter } from './way-on.ts';

const module = (id: number, fields: { mandatory?: boolean; done?: boolean; section?: string | null } = {}) => ({
  id,
  title: `Module ${id}`,
  section: fields.section ?? null,
  content_type: 'markdown' as const,
  duration: 5,
  is_mandatory: fields.mandatory ?? true,
  progress: { completed_at: fields.done ? '2026-11-21T10:00:00.000Z' : null, time_spent: 0, last_position: 0 },
});

test('a lesson leads to its neighbours, and the last one to no lesson', () => {
  const outline = [module(5), module(9), module(2)];
  expect(wayOnAfter(outline, 9)).toMatchObject({ at: 1, previous: { id: 5 }, next: { id: 2 } });
  expect(wayOnAfter(outline, 5).previous).toBeNull();
  expect(wayOnAfter(outline, 2).next).toBeNull();
  expect(wayOnAfter(outline, 77)).toEqual({ at: -1, previous: null, next: null });
});

test('optional modules do not keep a course open, unless all of it is optional', () => {
  expect(
    stillToDo([module(1, { done: true }), module(2, { mandatory: false }), module(3)]).map(({ id }) => id),
  ).toEqual([3]);
  expect(
    stillToDo([module(1, { mandatory: false }), module(2, { mandatory: false, done: true })]).map(({ id }) => id),
  ).toEqual([1]);
});

test('equal neighbouring sections are one group; a name that comes back later is another', () => {
  const outline = [module(1, { section: 'A' }), module(2, { section: 'A' }), module(3), module(4, { section: 'A' })];
  const sections = sectionsOf(outline);
  expect(sections.map(({ title, modules }) => [title, ...modules.map(({ number }) => number)])).toEqual([
    ['A', 1, 2],
    [null, 3],
    ['A', 4],
  ]);
});
