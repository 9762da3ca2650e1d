import { describe, expect, it } from 'vitest';
import { naturalOrder, titleFromName } from './names.ts';
import { cleanPath, pathKey, resolveReference } from './paths.ts';

describe('cleanPath', () => {
  it.each([
    ['course/1.1 Start.md', 'course/1.1 Start.md'],
    ['./course//a.md', 'course/a.md'],
    ['course/Cafe\u0301.md', 'course/Café.md'],
    ['What is security?.md', 'What is security?.md'],
    ['a..b/..c.md', 'a..b/..c.md'],
  ])('takes %j', (raw, path) => {
    expect(cleanPath(raw)).toEqual({ ok: true, path });
  });

  it.each([
    ['../../evil.txt', 'path_parent'],
    ['a/../b.md', 'path_parent'],
    ['/etc/passwd', 'path_absolute'],
    ['//host/share/x.md', 'path_absolute'],
    ['C:/windows/x.md', 'path_drive'],
    ['c:x.md', 'path_drive'],
    ['..\\..\\evil.md', 'path_backslash'],
    ['a\\b.md', 'path_backslash'],
    ['a\0.md', 'path_nul'],
    ['a\n.md', 'path_control'],
    ['pic\u202egpj.exe', 'path_control'],
    ['con', 'path_reserved'],
    ['a/NUL.md', 'path_reserved'],
    ['Com1.tar.gz', 'path_reserved'],
    [`${'a'.repeat(181)}.md`, 'path_long'],
    [`${'abc/'.repeat(130)}x.md`, 'path_long'],
    ['a/b/c/d/e/f/g/h/i/j/x.md', 'path_deep'],
    ['', 'path_empty'],
    ['./', 'path_empty'],
  ])('refuses %j as %s', (raw, code) => {
    expect(cleanPath(raw)).toMatchObject({ ok: false, code });
  });
});

describe('pathKey', () => {
  it.each([
    ['A/Lesson.MD', 'a/lesson.md'],
    ['Cafe\u0301.md', 'CAFÉ.md'],
    ['ﬁle.md', 'file.md'],
    ['a. /b.md', 'a/b.md'],
  ])('%j and %j are one file somewhere', (left, right) => {
    expect(pathKey(left)).toBe(pathKey(right));
  });

  it('keeps different names apart', () => {
    expect(pathKey('1.md')).not.toBe(pathKey('2.md'));
  });
});

describe('resolveReference', () => {
  it.each([
    ['part/a.md', 'images/x.png', 'part/images/x.png'],
    ['part/a.md', '../x.png', 'x.png'],
    ['part/a.md', '/images/x.png', 'images/x.png'],
    ['a.md', './x.png?raw=true#top', 'x.png'],
    ['a.md', '../x.png', null],
    ['part/a.md', '../../../etc/passwd', null],
    ['a.md', '#top', null],
  ])('in %j, %j is %j', (from, reference, target) => {
    expect(resolveReference(from, reference)).toBe(target);
  });
});

describe('naturalOrder', () => {
  it('reads numbers as numbers, folder by folder', () => {
    const names = ['1.10 z.md', '1.2 b.md', 'Lesson 10/a.md', 'Lesson 9/b.md', '1.2 a/x.md', 'a.md', 'B.md'];
    expect(names.sort(naturalOrder)).toEqual([
      '1.2 a/x.md',
      '1.2 b.md',
      '1.10 z.md',
      'a.md',
      'B.md',
      'Lesson 9/b.md',
      'Lesson 10/a.md',
    ]);
  });
});

describe('titleFromName', () => {
  it.each([
    ['03-safe_networks', 'Safe networks'],
    ['1.2 Common threats', 'Common threats'],
    ['2. Reading', 'Reading'],
    ['2024', '2024'],
    ['well-known ports', 'Well known ports'],
    ['3D printing', '3D printing'],
  ])('%j becomes %j', (name, title) => {
    expect(titleFromName(name)).toBe(title);
  });
});
