import { describe, expect, it } from 'vitest';
import { groupsOf, movedToGroup, placedAt, sameOrder, sectionNamed, sectionStepped, stepped } from './outline-rules.ts';

const modules = [
  { id: 1, section: 'One' },
  { id: 2, section: 'One' },
  { id: 3, section: 'Two' },
  { id: 4, section: 'Two' },
];
const written = (list: readonly { id: number; section: string | null }[]) =>
  list.map(({ id, section }) => `${id} ${section}`);

describe('groupsOf', () => {
  it('joins neighbours of one section and keeps apart what others lie between', () => {
    const groups = groupsOf([...modules, { id: 5, section: 'One' }, { id: 6, section: null }]);
    expect(groups.map(group => [group.section, group.modules.map(({ id }) => id)])).toEqual([
      ['One', [1, 2]],
      ['Two', [3, 4]],
      ['One', [5]],
      [null, [6]],
    ]);
  });
});

describe('stepping with the keyboard', () => {
  it('changes places within a section', () => {
    expect(written(stepped(modules, 2, -1))).toEqual(['2 One', '1 One', '3 Two', '4 Two']);
  });
  it('crosses into the next section without passing its first lesson', () => {
    expect(written(stepped(modules, 2, 1))).toEqual(['1 One', '2 Two', '3 Two', '4 Two']);
  });
  it('crosses into the section above as its last lesson', () => {
    expect(written(stepped(modules, 3, -1))).toEqual(['1 One', '2 One', '3 One', '4 Two']);
  });
  it('stays at both ends', () => {
    expect(sameOrder(stepped(modules, 1, -1), modules)).toBe(true);
    expect(sameOrder(stepped(modules, 4, 1), modules)).toBe(true);
  });
});

describe('placing and sections', () => {
  it('drops a lesson beside another and takes over its section', () => {
    expect(written(placedAt(modules, 1, 4, 'before'))).toEqual(['2 One', '3 Two', '1 Two', '4 Two']);
    expect(written(placedAt(modules, 4, 1, 'before'))).toEqual(['4 One', '1 One', '2 One', '3 Two']);
  });
  it('moves a lesson to the end of a section', () => {
    expect(written(movedToGroup(modules, 1, 1))).toEqual(['2 One', '3 Two', '4 Two', '1 Two']);
  });
  it('moves a section with all its lessons', () => {
    expect(written(sectionStepped(modules, 1, -1))).toEqual(['3 Two', '4 Two', '1 One', '2 One']);
    expect(sameOrder(sectionStepped(modules, 1, 1), modules)).toBe(true);
  });
  it('renames one section only', () => {
    expect(written(sectionNamed(modules, 0, 'Zero'))).toEqual(['1 Zero', '2 Zero', '3 Two', '4 Two']);
  });
});
