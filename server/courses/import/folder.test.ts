import { describe, expect, it } from 'vitest';
import { droppedFile as file } from '../../../tests/factories/dropped-folder.ts';
import { planFolder } from './folder.ts';
import { MAX_FILES } from './limits.ts';
import type { CoursePlan } from './plan.ts';

const titles = (plan: CoursePlan) => plan.modules.map(module => [module.section, module.kind, module.title]);
const codes = (plan: CoursePlan) => plan.problems.map(problem => `${problem.severity} ${problem.code} ${problem.path}`);

describe('planFolder', () => {
  it('makes sections of folders and modules of files, in natural order', async () => {
    const plan = await planFolder([
      file('net-basics/2 Deeper/2.10 Last.md', '# Last\ntext'),
      file('net-basics/2 Deeper/2.9 Film.mp4'),
      file('net-basics/2 Deeper/2.9 Film.pt-br.vtt'),
      file('net-basics/2 Deeper/2.9 Film.vtt'),
      file('net-basics/1 Start.md', 'no heading'),
      file('net-basics/2 Deeper/sheet.pdf'),
      file('net-basics/2 Deeper/talk.mp3'),
      file('net-basics/2 Deeper/data.pcapng'),
      file('net-basics/README.md', '# Networks\n\nLearn **them**.\n\nAll of them.\n'),
    ]);
    expect(plan.title).toBe('Networks');
    expect(plan.description).toBe('Learn them.\n\nAll of them.');
    expect(titles(plan)).toEqual([
      ['', 'markdown', 'Start'],
      ['Deeper', 'video', 'Film'],
      ['Deeper', 'markdown', 'Last'],
      ['Deeper', 'file', 'Data'],
      ['Deeper', 'pdf', 'Sheet'],
      ['Deeper', 'audio', 'Talk'],
    ]);
    expect(plan.modules[1]?.captions).toEqual([
      { path: '2 Deeper/2.9 Film.pt-br.vtt', language: 'pt-BR' },
      { path: '2 Deeper/2.9 Film.vtt', language: 'und' },
    ]);
    expect(plan.files.map(({ entryPath, role }) => [entryPath, role])).toEqual([
      ['net-basics/2 Deeper/2.9 Film.mp4', 'content'],
      ['net-basics/2 Deeper/2.9 Film.pt-br.vtt', 'captions'],
      ['net-basics/2 Deeper/2.9 Film.vtt', 'captions'],
      ['net-basics/2 Deeper/data.pcapng', 'content'],
      ['net-basics/2 Deeper/sheet.pdf', 'content'],
      ['net-basics/2 Deeper/talk.mp3', 'content'],
    ]);
    expect(plan.problems).toEqual([]);
  });

  it('honours front matter and the README of a section', async () => {
    const plan = await planFolder([
      file(
        'c/a.md',
        '---\ntitle: Second\norder: 2\nduration: 7\nmandatory: no\ndescription: D\n---\n# Heading\n\nbody',
      ),
      file('c/b.md', '---\norder: 1\nsection: Elsewhere\n---\n# First\nbody'),
      file('c/part/README.md', '---\norder: 1.5\n---\n# The part\n\nWelcome.'),
      file('c/part/x.md', '# X\nbody'),
    ]);
    expect(titles(plan)).toEqual([
      ['Elsewhere', 'markdown', 'First'],
      ['The part', 'markdown', 'The part'],
      ['The part', 'markdown', 'X'],
      ['', 'markdown', 'Second'],
    ]);
    expect(plan.modules[3]).toMatchObject({
      estimatedMinutes: 7,
      mandatory: false,
      description: 'D',
      markdown: '# Heading\n\nbody',
    });
    expect(plan.modules[0]?.markdown).toBe('body');
    expect(plan.title).toBe('C');
  });

  it('finds pictures, uploads each once, and names file and line of what is missing or elsewhere', async () => {
    const lesson = [
      '---',
      'title: T',
      '---',
      '![a](img/A%20b.png) ![again](<img/A b.png>)',
      '',
      'text ![gone](img/gone.png)',
      '<img alt="x" src="../img/top.PNG">',
      '![out](https://example.com/x.png) ![up](../../../x.png)',
      '`![code](img/not-meant.png)` [next](b.md) [lost](lost.md)',
      '![root](/img/top.png)',
    ].join('\n');
    const plan = await planFolder([
      file('c/s/a.md', lesson),
      file('c/s/b.md', '# B\n![same](img/A%20b.png)'),
      file('c/s/img/a b.png'),
      file('c/img/top.png'),
      file('c/img/spare.svg'),
    ]);
    expect(plan.modules[0]?.images).toEqual([
      { src: 'img/A b.png', path: 's/img/a b.png' },
      { src: '../img/top.PNG', path: 'img/top.png' },
      { src: '/img/top.png', path: 'img/top.png' },
    ]);
    expect(plan.modules[0]?.links).toEqual([{ src: 'b.md', path: 's/b.md' }]);
    expect(plan.files.map(({ path }) => path)).toEqual(['img/top.png', 's/img/a b.png']);
    expect(plan.problems.map(({ code, path, line }) => [code, path, line])).toEqual([
      ['image_missing', 's/a.md', 6],
      ['image_remote', 's/a.md', 8],
      ['image_missing', 's/a.md', 8],
      ['link_missing', 's/a.md', 9],
      ['image_unused', 'img/spare.svg', undefined],
    ]);
  });

  it('refuses entry by entry and goes on with the rest', async () => {
    const plan = await planFolder([
      file('c/ok.md', '# Fine\ntext'),
      file('c/OK.MD', '# Twin'),
      file('c/cafe\u0301.md', '# Café'),
      file('c/café.md', '# Café'),
      file('../../evil.md', '# Evil'),
      file('c\\back.md', '# Back'),
      file('c/aux.md', '# Aux'),
      file('c/empty.md', ''),
      file('c/huge.md', '# Huge', 6 * 1024 * 1024),
      file('c/binary.md', new Uint8Array([35, 32, 0, 1, 2])),
      file('c/old.md', new Uint8Array([35, 32, 0x43, 0x61, 0x66, 0xe9])),
      file('c/odd.md', '# Odd', Number.NaN),
      { path: 'c/broken.md', size: 4, read: () => Promise.reject(new Error('the cable was pulled')) },
      file('c/.git/HEAD'),
      file('c/.git/config'),
      file('c/.DS_Store'),
      file('c/Thumbs.db'),
      file('c/LICENSE'),
      file('c/security.md', '# Security\ntext'),
    ]);
    expect(plan.modules.map(module => module.title)).toEqual(['Café', 'Fine', 'Café', 'Security']);
    expect(codes(plan).sort()).toEqual(
      [
        'error path_parent ../../evil.md',
        'error path_backslash c\\back.md',
        'error path_reserved c/aux.md',
        'error path_duplicate c/OK.MD',
        'error path_duplicate c/café.md',
        'error file_empty c/empty.md',
        'error file_too_large c/huge.md',
        'error size_unknown c/odd.md',
        'error not_text binary.md',
        'error unreadable c/broken.md',
        'warning encoding old.md',
        'warning lesson_empty old.md',
        'warning lesson_empty café.md',
        'note ignored .git',
        'note ignored .DS_Store',
        'note ignored Thumbs.db',
        'note ignored LICENSE',
      ].sort(),
    );
  });

  it('stops at the number of files and says so when nothing is left', async () => {
    const many = await planFolder(Array.from({ length: MAX_FILES + 3 }, (_, at) => file(`c/${at}.bin`)));
    expect(many.modules).toHaveLength(MAX_FILES);
    expect(codes(many)).toEqual([0, 1, 2].map(at => `error too_many_files c/${MAX_FILES + at}.bin`));
    expect(codes(await planFolder([]))).toEqual(['error nothing_to_import ']);
    expect(codes(await planFolder([file('c/x.vtt')]))).toEqual([
      'warning captions_alone x.vtt',
      'error nothing_to_import ',
    ]);
  });

  it('makes a quiz of a quiz file, with its settings', async () => {
    const quiz =
      '---\ntype: quiz\ntitle: Check\npassing_score: 80\ntime_limit: 10\nmax_attempts: 2\n---\n## Q\n- [x] a\n- [ ] b\n';
    const plan = await planFolder([file('c/z.md', quiz), file('c/intro.quiz.md', '# Warm up\n## Q\nAnswer: 4\n')]);
    expect(
      plan.modules.map(({ kind, quiz: planned }) => [
        kind,
        planned?.title,
        planned?.passing_score,
        planned?.time_limit,
        planned?.max_attempts,
      ]),
    ).toEqual([
      ['quiz', 'Warm up', 70, null, 3],
      ['quiz', 'Check', 80, 10, 2],
    ]);
    expect(plan.problems).toEqual([]);
  });
});

describe('a long file', () => {
  const filler = 'Words to read. '.repeat(1000);
  const long = [
    '# Book',
    'Preface.',
    '## Part one',
    '### Unit ![p](p.png)',
    `${filler}![q](q.png)`,
    '#### Quiz 1',
    '>>See ![r](r.png). True or False?<<',
    '(x) True',
    '( ) False',
    '#### After the quiz',
    'More of the unit.',
    '## Part two',
    filler,
    '## Empty',
    '## Quiz: talk about it',
    'Not gradable.',
    '## Quiz: last',
    '### One?',
    '- [x] a',
    '- [ ] b',
    '### Two?',
    'Answer: 2',
    '### Match',
    'no answer',
    filler,
  ].join('\n');

  it('is divided into sections, lessons and quizzes, each with its own pictures', async () => {
    const plan = await planFolder([file('book.md', long), ...['p', 'q', 'r'].map(name => file(`${name}.png`))]);
    expect(plan.title).toBe('Book');
    expect(
      plan.modules.map(({ section, kind, title, images }) => [section, kind, title, images.map(({ path }) => path)]),
    ).toEqual([
      ['', 'markdown', 'Book', []],
      ['Part one', 'markdown', 'Unit p', ['q.png']],
      ['Part one', 'quiz', 'Quiz 1', ['r.png']],
      ['Part two', 'markdown', 'Part two', []],
      ['Quiz: talk about it', 'markdown', 'Quiz: talk about it', []],
      ['Quiz: talk about it', 'quiz', 'Quiz: last', []],
    ]);
    expect(plan.modules[1]?.markdown).toMatch(/#### After the quiz\nMore of the unit\.$/);
    expect(plan.problems.map(({ code, line }) => [code, line])).toEqual([
      ['quiz_question', 23],
      ['heading_without_text', 14],
      ['image_unused', undefined],
    ]);
  });

  it('is content even when it is called README, and a short README with a film is the cover', async () => {
    expect((await planFolder([file('c/README.md', long), file('c/x.mp4')])).modules).toHaveLength(7);
    const cover = await planFolder([file('c/README.md', '# Films\nAbout.'), file('c/x.mp4')]);
    expect(cover).toMatchObject({ title: 'Films', description: 'About.', modules: [{ kind: 'video', title: 'X' }] });
  });
});

describe('hostile Markdown', () => {
  it.each([
    ['open images', '<img '],
    ['open comments', '# A\n<!-- '],
    ['links on lines', '[a](b%20c.md)\n'],
    ['brackets', '[['],
    ['quotations', '> '.repeat(50)],
    ['open hints', '>>Q<<\n[x] {{ {{ {{\n'],
    ['headings', '# Quiz\n'],
    ['options', '## Q\n- [x] a\n- [ ] b\n'],
  ])('takes half a megabyte of %s without choking', async (_name, piece) => {
    const text = piece.repeat(Math.ceil(500_000 / piece.length));
    const plan = await planFolder([file('c/a.md', text), file('c/b.quiz.md', text)]);
    expect(plan.modules.length).toBeGreaterThan(0);
  });
});
