import { describe, expect, it } from 'vitest';
import type { ModuleHead } from '../../../server/courses/contract.ts';
import { courseMap, minutesAhead, nextModule } from './course-map.ts';

const DONE = '2026-11-02T08:00:00.000Z';

function module(id: number, section: string | null, more: Partial<ModuleHead> & { done?: boolean } = {}): ModuleHead {
  const { done = false, ...rest } = more;
  return {
    id,
    course_id: 1,
    section,
    title: `Step ${id}`,
    description: null,
    order_index: id - 1,
    duration: 10,
    content_type: 'markdown',
    is_mandatory: true,
    assessment_id: null,
    progress: { completed_at: done ? DONE : null, time_spent: 0, last_position: 0 },
    ...rest,
  };
}

describe('sections', () => {
  it('are neighbours of the same name, in order', () => {
    const modules = [module(3, 'B'), module(1, 'A'), module(2, 'A'), module(4, 'A')];
    const { sections } = courseMap(modules, null);
    expect(sections.map(({ title, steps }) => [title, steps.map(step => step.module.id)])).toEqual([
      ['A', [1, 2]],
      ['B', [3]],
      ['A', [4]],
    ]);
  });

  it('fold when what counts is done and nobody is in them', () => {
    const modules = [module(1, 'A', { done: true }), module(2, 'A', { is_mandatory: false }), module(3, 'B')];
    expect(courseMap(modules, 3).sections.map(({ finished, done, total }) => [finished, done, total])).toEqual([
      [true, 1, 1],
      [false, 0, 1],
    ]);
    expect(courseMap(modules, 2).sections[0]?.finished).toBe(false);
  });

  it('without a mandatory step count them all', () => {
    const modules = [module(1, 'A', { done: true, is_mandatory: false }), module(2, 'A', { is_mandatory: false })];
    expect(courseMap(modules, null)).toMatchObject({ total: 2, done: 1 });
  });
});

describe('where to go on', () => {
  const modules = [module(1, null), module(2, null, { done: true }), module(3, null), module(4, null)];

  it('is the first open step from the last one onwards', () => {
    expect(nextModule(modules, 2)?.id).toBe(3);
    expect(nextModule(modules, 4)?.id).toBe(4);
  });

  it('is the first open step when nothing was opened, or what was opened is gone', () => {
    expect(nextModule(modules, null)?.id).toBe(1);
    expect(nextModule(modules, 99)?.id).toBe(1);
  });

  it('goes back to the start for what was left out', () => {
    const almost = [module(1, null), module(2, null, { done: true }), module(3, null, { done: true })];
    expect(nextModule(almost, 3)?.id).toBe(1);
  });

  it('is nowhere when all is done, or for a visitor', () => {
    expect(courseMap([module(1, null, { done: true })], 1).current).toBeNull();
    const visitor = courseMap([module(1, null, { progress: null })], undefined);
    expect(visitor.current).toBeNull();
    expect(visitor.sections[0]?.steps[0]?.state).toBe('ahead');
  });
});

describe('time', () => {
  it('adds up what is open, with the place in a film considered', () => {
    const film = module(2, null, {
      content_type: 'video',
      progress: { completed_at: null, time_spent: 0, last_position: 300 },
    });
    expect(minutesAhead(film)).toBe(5);
    expect(courseMap([module(1, null, { done: true }), film, module(3, null)], 2).minutesLeft).toBe(15);
  });

  it('leaves out what has no known length', () => {
    expect(courseMap([module(1, null, { duration: 0 }), module(2, null)], null).minutesLeft).toBe(10);
  });
});
