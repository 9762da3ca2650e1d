import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupCode } from '../../server/site/setup-code.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { droppedFolder } from '../factories/dropped-folder.ts';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { input } from '../harness/inputs.ts';
import { upload } from '../harness/uploads.ts';
import { zipOf } from '../factories/zip.ts';

let site: TestAcademy;
let teacher: Caller;
let other: Caller;
let learner: Caller;
beforeAll(async () => {
  site = await startAcademy();
  teacher = await site.person(['instructor']);
  other = await site.person(['instructor']);
  learner = await site.person(['student']);
});
afterAll(() => site.stop());

interface PlanAnswer {
  title: string;
  modules: { title: string; content_type: string; section: string | null; question_count: number | null }[];
  files: string[];
  problems: { severity: string; code: string; path: string; message: string }[];
}

interface ModuleFacts {
  id: number;
  title: string;
  section: string | null;
  content_type: string;
  assessment_id: number | null;
}

/** What a browser does with a dropped folder: plan, upload what the plan names, import. */
async function drop(folder: string) {
  const entries = droppedFolder(folder).map(({ path, size }) => ({
    path,
    size,
    ...(/\.(md|markdown)$/i.test(path) ? { text: readFileSync(join(folder, '..', path), 'utf8') } : {}),
  }));
  const plan = (await teacher.post('/courses/import/plan', { entries })).data as PlanAnswer;
  const files: Record<string, number> = {};
  for (const path of plan.files)
    files[path] = (await upload(site.origin, teacher, path.split('/').at(-1) ?? '', join(folder, '..', path))).id;
  const made = await teacher.post('/courses/import', { entries, files });
  return { plan, made, course: made.data?.course, files };
}

const outline = async (id: number, who = teacher) => (await who.get(`/courses/${id}/modules`)).data as ModuleFacts[];

describe('real courses', () => {
  const security = input('course/security-101-module1');
  // Its quiz is a link to a form on the web: a lesson that says so, and a warning.
  it.skipIf(!security)('Security-101 becomes a course with its pictures', async () => {
    const { plan, made, course } = await drop(security ?? '');
    expect(made.status).toBe(201);
    const modules = await outline(course.id);
    expect(modules.map(m => m.content_type)).toEqual(Array(7).fill('markdown'));
    expect(made.data.problems.map((p: { code: string }) => p.code)).toContain('quiz_unreadable');
    expect(plan.files.length).toBeGreaterThan(3);
    expect((await teacher.post(`/courses/${course.id}/publish`)).data.status).toBe('published');
    await learner.post(`/courses/${course.id}/enroll`);
    const { data } = await learner.get(`/courses/${course.id}/modules/${modules[0]?.id}`);
    const pictures = [...(data.html as string).matchAll(/<img src="(\/api\/v1\/files\/\d+[^"]*)"/g)].map(m => m[1]);
    expect(pictures.length).toBeGreaterThan(0);
    for (const src of pictures)
      expect((await learner.get((src ?? '').replace('/api/v1', ''))).headers.get('content-type')).toMatch(/^image\//);
  });

  const ossf = input('course/ossf-lfd121');
  it.skipIf(!ossf)('the OSSF course becomes many modules, and says which pictures are not there', async () => {
    const { plan, made, course } = await drop(ossf ?? '');
    expect([made.status, made.errors]).toEqual([201, []]);
    const modules = await outline(course.id);
    expect(modules.length).toBe(plan.modules.length);
    expect(modules.length).toBeGreaterThan(50);
    expect(modules.filter(m => m.content_type === 'quiz' && m.assessment_id !== null).length).toBeGreaterThan(20);
    expect(new Set(modules.map(m => m.section)).size).toBeGreaterThan(3);
    const missing = made.data.problems.filter((p: { code: string }) => p.code === 'image_missing');
    expect(missing.length).toBeGreaterThan(0);
    expect((await teacher.post(`/courses/${course.id}/publish`)).status).toBe(200);
    await learner.post(`/courses/${course.id}/enroll`);
    const quiz = modules.find(m => m.content_type === 'quiz');
    const { data } = await learner.get(`/assessments/${quiz?.assessment_id}`);
    expect(data.question_count).toBeGreaterThan(0);
    expect(data.questions).toBeNull();
  });
});

describe('importing', () => {
  const lesson = (path: string, text: string) => ({ path, size: Buffer.byteLength(text), text });

  it('points pictures and links at the files that were uploaded, however they are written', async () => {
    const svg = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10"/></svg>',
    );
    const picture = await upload(site.origin, teacher, 'a b.svg', svg);
    const sheet = await upload(site.origin, teacher, 'sheet.txt', Buffer.from('sheet'));
    const text =
      '# L\n\n![one](img/a%20b.svg) ![two](<img/a b.svg> "T") ![three][r] <img alt="four" src="img/a b.svg">\n\n[sheet](sheet.txt) ![gone](img/none.png)\n\n[r]: img/a%20b.svg\n';
    const entries = [
      lesson('c/1.md', text),
      lesson('c/2.md', '# M\n\nText'),
      { path: 'c/img/a b.svg', size: svg.length },
      { path: 'c/sheet.txt', size: 5 },
    ];
    const { data, status } = await teacher.post('/courses/import', {
      title: 'Pointed',
      entries,
      files: { 'c/img/a b.svg': picture.id, 'c/sheet.txt': sheet.id },
    });
    expect(status).toBe(201);
    expect(data.course).toMatchObject({ title: 'Pointed', status: 'draft' });
    const [first] = await outline(data.course.id);
    const { data: module } = await teacher.get(`/courses/${data.course.id}/modules/${first?.id}`);
    expect((module.html as string).match(new RegExp(`<img src="/api/v1/files/${picture.id}"`, 'g'))).toHaveLength(4);
    expect(module.html).toContain('Picture missing: none.png');
    expect(data.problems).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'image_missing', path: '1.md' })]),
    );
    const again = await teacher.put(`/courses/${data.course.id}/modules/${first?.id}`, {
      content: `${module.content}\n\nMore.`,
    });
    expect((again.data.html as string).match(/<img /g)).toHaveLength(4);
  });

  it('leaves out modules whose file was not uploaded, and says so', async () => {
    const entries = [lesson('c/1.md', '# L\n\nText'), { path: 'c/talk.mp4', size: 100 }];
    const { data } = await teacher.post('/courses/import', { entries, files: {} });
    expect((await outline(data.course.id)).map(m => m.title)).toEqual(['L']);
    expect(data.problems.map((p: { code: string }) => p.code)).toEqual(
      expect.arrayContaining(['not_uploaded', 'module_left_out']),
    );
  });

  it('refuses paths that leave the folder, each by name, and takes the rest', async () => {
    const entries = [
      lesson('../evil.md', '# E'),
      lesson('/abs.md', '# A'),
      lesson('c:\\win.md', '# W'),
      lesson('ok.md', '# Fine\n\nText'),
    ];
    const { data } = await teacher.post('/courses/import/plan', { entries });
    expect(data.modules.map((m: { title: string }) => m.title)).toEqual(['Fine']);
    expect(data.problems.filter((p: { severity: string }) => p.severity === 'error')).toHaveLength(3);
  });

  it.each([
    ['nothing', {}, 'entries'],
    ['an empty list', { entries: [] }, 'entries'],
    ['entries of a wrong shape', { entries: [{ path: 5 }] }, 'entries.0.path'],
    ['a negative size', { entries: [{ path: 'a.md', size: -1 }] }, 'entries.0.size'],
    ['an archive that is not there', { archive: 999999 }, undefined],
    [
      'somebody else’s upload',
      { entries: [{ path: 'a.md', size: 1, text: 'a' }], files: { 'a.pdf': 999999 } },
      'files.a.pdf',
    ],
  ])('refuses %s', async (_what, body, field) => {
    const { status, errors } = await teacher.post('/courses/import', body);
    expect([400, 404]).toContain(status);
    expect(errors[0]?.field).toBe(field);
  });

  it('takes a long text, and refuses an endless one', async () => {
    const text = `# Long\n\n${'word '.repeat(600_000)}`;
    expect((await teacher.post('/courses/import/plan', { entries: [lesson('a.md', text)] })).status).toBe(200);
    const entries = Array.from({ length: 14 }, (_, n) => lesson(`${n}.md`, 'x'.repeat(3_900_000)));
    expect((await teacher.post('/courses/import/plan', { entries })).status).toBe(413);
  });
});

describe('archives', () => {
  it('become a course; what tries to leave the folder or lies about itself is named and left out', async () => {
    const archive = await upload(
      site.origin,
      teacher,
      'course.zip',
      zipOf({
        'course/1 Start.md': '# Start\n\n![dot](dot.svg)\n',
        'course/2 Next.md': '# Next\n\nMore text.\n',
        'course/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><circle r="4"/></svg>',
        'course/notes.txt': 'Notes',
        'course/fake.pdf': '<html>no pdf</html>',
        '../../evil.md': '# Evil',
      }),
    );
    const plan = (await teacher.post('/courses/import/plan', { archive: archive.id })).data as PlanAnswer;
    expect(plan.files).toEqual([]);
    const { data, status } = await teacher.post('/courses/import', { archive: archive.id });
    expect(status).toBe(201);
    expect((await outline(data.course.id)).map(m => `${m.title} ${m.content_type}`)).toEqual([
      'Start markdown',
      'Next markdown',
      'Notes file',
    ]);
    const codes = data.problems.map((p: { code: string }) => p.code);
    expect(codes).toEqual(expect.arrayContaining(['file_refused', 'module_left_out']));
    expect(data.problems.some((p: { path: string }) => p.path.includes('evil'))).toBe(true);
    expect((await other.post('/courses/import', { archive: archive.id })).status).toBe(404);
  });

  const locked = input('archives/passwordis1.zip');
  it.skipIf(!locked)('with a password are refused with the reason', async () => {
    const archive = await upload(site.origin, teacher, 'locked.zip', locked ?? '');
    const { status, errors } = await teacher.post('/courses/import', { archive: archive.id });
    expect(status).toBe(400);
    expect(errors[0]?.message).toMatch(/password/);
  });
});

describe('the sample course', () => {
  it('is one course, also when it is asked for several times at once', async () => {
    const founder = await site.person(['instructor', 'administrator']);
    const answers = await Promise.all(Array.from({ length: 3 }, () => founder.post('/setup/sample-course')));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    const again = await founder.post('/setup/sample-course');
    expect(new Set([...answers, again].map(({ data }) => data.course_id)).size).toBe(1);
    const rows = await site.academy.db.reader('courses').where({ instructor_id: founder.userId });
    expect(rows).toHaveLength(1);
    const files = await site.academy.db.reader('content_files').where({ uploaded_by: founder.userId });
    expect(new Set(files.map(({ original_name: name }) => name)).size).toBe(files.length);
  });

  it('is added at set-up, published, with every picture in its place', async () => {
    const fresh = await startAcademy();
    try {
      const code = setupCode(fresh.dataFolder);
      const admin = {
        email: 'ada@example.org',
        password: 'a long enough password',
        first_name: 'Ada',
        last_name: 'Byron',
      };
      const { data, status } = await fresh.visitor.post('/setup', {
        code,
        site_name: 'Academy',
        admin,
        sample_course: true,
      });
      expect(status).toBe(201);
      const course = await fresh.visitor.get(`/courses/${data.sample_course_id}`);
      expect(course.data).toMatchObject({ status: 'published', version: 1 });
      const { data: modules } = await fresh.visitor.get(`/courses/${data.sample_course_id}/modules`);
      expect(modules.map((m: { content_type: string }) => m.content_type)).toEqual(
        expect.arrayContaining(['markdown', 'video', 'pdf', 'quiz']),
      );
    } finally {
      await fresh.stop();
    }
  });
});
