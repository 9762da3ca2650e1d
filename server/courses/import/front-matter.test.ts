import { expect, it } from 'vitest';
import { readFrontMatter } from './front-matter.ts';

it('reads the settings of a lesson and gives the body its line', () => {
  const source =
    '---\ntitle: "Keys: why"\norder: 2.5\nduration: 12 min\nmandatory: no # for now\nsection: \'Part one\'\n---\n# Hello';
  expect(readFrontMatter(source, 'a.md')).toEqual({
    values: { title: 'Keys: why', order: 2.5, duration: 12, mandatory: false, section: 'Part one' },
    body: '# Hello',
    bodyLine: 7,
    problems: [],
  });
});

it('reports each line it cannot use, with its number, and takes the rest', () => {
  const source =
    '---\ntitle: T\nlayout: page\nduration: soon\n  - nested\ntitle: U\n__proto__: x\npassing_score: 170\n---\ntext';
  const read = readFrontMatter(source, 'a.md');
  expect(read.values).toEqual({ title: 'T' });
  expect(read.problems.map(problem => problem.line)).toEqual([3, 4, 5, 6, 7, 8]);
  expect(read.problems.every(problem => problem.path === 'a.md' && problem.severity === 'warning')).toBe(true);
});

it.each(['---\n\nA page that starts with a rule\n\n---\nmore', '---\ntitle: never closed\n', 'plain'])(
  'leaves %j alone',
  source => {
    expect(readFrontMatter(source, 'a.md')).toMatchObject({ values: {}, body: source, bodyLine: 0, problems: [] });
  },
);
