import { expect, test } from 'vitest';
import { blocksOf, notesOf } from './notes-rules.ts';

test('headings, paragraphs and lists; marks are left out, links are words', () => {
  expect(
    blocksOf(
      '# Lyceum 2\n\nFaster, and **safer**.\nSee [why](http://x).\n\n- One `thing`\n- Another\n\n<b>as it is</b>',
    ),
  ).toEqual([
    { kind: 'heading', text: 'Lyceum 2' },
    { kind: 'text', text: 'Faster, and safer. See why.' },
    { kind: 'list', items: ['One thing', 'Another'] },
    { kind: 'text', text: '<b>as it is</b>' },
  ]);
  expect(blocksOf('')).toEqual([]);
});

test('a list right under its sentence is a list', () => {
  expect(blocksOf('New:\n- One\n- Two\nand that is all.')).toEqual([
    { kind: 'text', text: 'New:' },
    { kind: 'list', items: ['One', 'Two'] },
    { kind: 'text', text: 'and that is all.' },
  ]);
});

test('an item may go on in lines that are moved in', () => {
  expect(blocksOf('- One that is long\n  and **goes on**\n- Two\nafter it')).toEqual([
    { kind: 'list', items: ['One that is long and goes on', 'Two'] },
    { kind: 'text', text: 'after it' },
  ]);
});

test('the heading that only names the version is left out, any other stays', () => {
  const text = { kind: 'text', text: 'Faster.' };
  expect(notesOf('# Lyceum 2.0.0\n\nFaster.', '2.0.0')).toEqual([text]);
  expect(notesOf('# 2.0.0\n\nFaster.', '2.0.0')).toEqual([text]);
  expect(notesOf('# What is new\n\nFaster.', '2.0.0')).toHaveLength(2);
  expect(notesOf('# Lyceum 2.0.1\n\nFaster.', '2.0.0')).toHaveLength(2);
});
