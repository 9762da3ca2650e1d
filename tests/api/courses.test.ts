import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { upload } from '../harness/uploads.ts';
import { writeCourse } from '../harness/written-courses.ts';

let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
let other: Caller;
let learner: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  teacher = await site.person(['instructor'], { first_name: 'Ada', last_name: 'Byron' });
  other = await site.person(['instructor']);
  learner = await site.person(['student']);
});
afterAll(() => site.stop());

const course = (fields?: Record<string, unknown>, lessons?: string[]) => writeCourse(teacher, fields, lessons);
async function published(fields: Record<string, unknown> = {}, lessons?: string[]) {
  const made = await course(fields, lessons);
  const { status } = await teacher.post(`/courses/${made.id}/publish`);
  expect(status).toBe(200);
  return made;
}

describe('the catalogue', () => {
  beforeAll(async () => {
    await published({ title: 'Réseaux sûrs', category: 'Networks', difficulty_level: 'beginner' });
    await published({
      title: 'apples and packets',
      description: '100% of a_b',
      category: 'Networks',
      difficulty_level: 'advanced',
    });
    await published({ title: 'Zero trust', category: 'Defence' });
    await course({ title: 'Secret draft', category: 'Drafts' });
  });

  it('is open to everybody, in order, with published courses only', async () => {
    const { data, meta } = await site.visitor.get('/courses?sort=title');
    expect(data.map((c: { title: string }) => c.title)).toEqual(['apples and packets', 'Réseaux sûrs', 'Zero trust']);
    expect(meta.pagination).toEqual({ page: 1, per_page: 20, total: 3, pages: 1 });
    expect(data[0]).toMatchObject({
      instructor: { first_name: 'Ada', last_name: 'Byron' },
      module_count: 3,
      version: 1,
    });
  });

  it.each([
    ['search=reseaux+SURS', ['Réseaux sûrs']],
    ['search=defence', ['Zero trust']],
    ['search=100%25', ['apples and packets']],
    ['search=a_b', ['apples and packets']],
    ['search=axb', []],
    ['search=%27%3B+drop+table+courses%3B--', []],
    ['category=Networks', ['apples and packets', 'Réseaux sûrs']],
    ['category=Networks&difficulty_level=advanced', ['apples and packets']],
    ['status=draft', []],
    ['per_page=1&page=2', ['Réseaux sûrs']],
    ['page=9', []],
  ])('answers ?%s', async (query, expected) => {
    const { data } = await site.visitor.get(`/courses?${query}`);
    expect(data.map((c: { title: string }) => c.title)).toEqual(expected);
  });

  it.each(['sort=price', 'page=0', 'per_page=1000', 'difficulty_level=hard', 'status=deleted'])(
    'refuses ?%s',
    async query => {
      expect((await site.visitor.get(`/courses?${query}`)).errors[0]?.code).toBe('VALIDATION_ERROR');
    },
  );

  it('takes at most three statements, whatever the page', async () => {
    for (const path of ['/courses', '/courses?search=a&sort=popular&per_page=100', '/courses/categories'])
      expect((await site.queriesOf(() => site.visitor.get(path))).length).toBeLessThanOrEqual(3);
  });

  it('counts categories', async () => {
    expect((await site.visitor.get('/courses/categories')).data).toEqual([
      { category: 'Defence', count: 1 },
      { category: 'Networks', count: 2 },
    ]);
  });

  it('shows with `mine` what one may edit, in every state', async () => {
    expect((await site.visitor.get('/courses?mine=true')).status).toBe(401);
    expect((await other.get('/courses?mine=true')).data).toEqual([]);
    expect((await teacher.get('/courses?mine=true')).meta.pagination?.total).toBe(4);
    expect((await admin.get('/courses?mine=true&status=draft')).data).toHaveLength(1);
  });
});

describe('who may do what', () => {
  it('hides drafts from everybody but those who edit them', async () => {
    const { id, ids } = await course();
    for (const who of [site.visitor, learner, other])
      for (const path of [`/courses/${id}`, `/courses/${id}/modules`]) expect((await who.get(path)).status).toBe(404);
    expect((await other.put(`/courses/${id}`, { title: 'Mine now' })).status).toBe(404);
    expect((await other.delete(`/courses/${id}`)).status).toBe(404);
    expect((await other.post(`/courses/${id}/modules`, { title: 'x', content_type: 'markdown' })).status).toBe(404);
    expect((await other.put(`/courses/${id}/modules/${ids[0]}`, { title: 'x' })).status).toBe(404);
    expect((await admin.put(`/courses/${id}`, { title: 'By the administrator' })).data.title).toBe(
      'By the administrator',
    );
  });

  it.each([
    ['POST', '/courses', { title: 'x' }],
    ['POST', '/courses/import', { entries: [{ path: 'a.md', size: 1, text: 'a' }] }],
    ['POST', '/courses/import/plan', { entries: [{ path: 'a.md', size: 1, text: 'a' }] }],
  ])('%s %s is for instructors', async (method, path, body) => {
    expect((await learner.request(method, path, body)).status).toBe(403);
    expect((await site.visitor.request(method, path, body)).status).toBe(401);
  });

  it('opens lessons to those inside, and the outline to all', async () => {
    const { id, ids } = await published();
    expect((await site.visitor.get(`/courses/${id}/modules`)).data).toHaveLength(3);
    expect((await site.visitor.get(`/courses/${id}/modules/${ids[0]}`)).status).toBe(401);
    expect((await learner.get(`/courses/${id}/modules/${ids[0]}`)).errors[0]?.code).toBe('NOT_ENROLLED');
    expect((await other.put(`/courses/${id}`, { title: 'x' })).status).toBe(403);
    await learner.post(`/courses/${id}/enroll`);
    const { data } = await learner.get(`/courses/${id}/modules/${ids[0]}`);
    expect(data).toMatchObject({
      content: null,
      html: '<p>About One.</p>\n',
      progress: { completed_at: null, time_spent: 0 },
    });
    expect((await learner.get(`/courses/${id}`)).data.standing).toMatchObject({
      may_edit: false,
      enrolment: { progress_percentage: 0 },
    });
    const statements = await site.queriesOf(() => learner.get(`/courses/${id}/modules`));
    expect(statements.filter(sql => !sql.includes('sessions')).length).toBeLessThanOrEqual(3);
    expect((await learner.get(`/courses/${id}/modules/999999`)).status).toBe(404);
    const elsewhere = await course();
    expect((await teacher.get(`/courses/${id}/modules/${elsewhere.ids[0]}`)).status).toBe(404);
  });
});

describe('a course', () => {
  it.each([
    [{}, 'title'],
    [{ title: '   ' }, 'title'],
    [{ title: 'x'.repeat(161) }, 'title'],
    [{ title: 'x', price: -1 }, 'price'],
    [{ title: 'x', price: 1.5 }, 'price'],
    [{ title: 'x', capacity: 0 }, 'capacity'],
    [{ title: 'x', difficulty_level: 'hard' }, 'difficulty_level'],
    [{ title: 'x', thumbnail: 999999 }, 'thumbnail'],
    [{ title: ['x'] }, 'title'],
  ])('is refused as %j', async (body, field) => {
    const { errors } = await teacher.post('/courses', body);
    expect([errors[0]?.code, errors[0]?.field]).toEqual(['VALIDATION_ERROR', field]);
  });

  it('keeps what a change does not name', async () => {
    const { id } = await course({ description: 'Long', category: 'Kept', capacity: 5 });
    const { data } = await teacher.put(`/courses/${id}`, { title: 'New', category: null });
    expect(data).toMatchObject({ title: 'New', description: 'Long', category: null, capacity: 5 });
  });

  it('has a cover that everybody may see', async () => {
    const { id } = await published();
    const picture = await sharp({ create: { width: 400, height: 200, channels: 3, background: 'red' } })
      .png()
      .toBuffer();
    const file = await upload(site.origin, teacher, 'cover.png', picture);
    expect((await other.post('/courses', { title: 'Borrowed', thumbnail: file.id })).errors[0]?.field).toBe(
      'thumbnail',
    );
    expect((await teacher.put(`/courses/${id}`, { thumbnail: file.id })).data.thumbnail).toBe(file.id);
    expect((await fetch(`${site.origin}/api/v1/files/${file.id}`)).status).toBe(200);
    expect((await teacher.delete(`/files/${file.id}`)).errors[0]?.code).toBe('FILE_IN_USE');
  });

  it('goes into the bin while nobody has learned in it', async () => {
    const { id } = await published({ title: 'Binned' });
    expect((await teacher.delete(`/courses/${id}`)).status).toBe(200);
    expect((await teacher.get(`/courses/${id}`)).status).toBe(404);
    const used = await published();
    await learner.post(`/courses/${used.id}/enroll`);
    await learner.delete(`/courses/${used.id}/enroll`);
    expect((await teacher.delete(`/courses/${used.id}`)).errors[0]?.code).toBe('COURSE_NOT_EMPTY');
  });

  it('does not shrink below those enrolled', async () => {
    const { id } = await published({ capacity: 10 });
    await learner.post(`/courses/${id}/enroll`);
    await (await site.person()).post(`/courses/${id}/enroll`);
    expect((await teacher.put(`/courses/${id}`, { capacity: 1 })).errors[0]).toMatchObject({
      code: 'CONFLICT',
      field: 'capacity',
    });
    expect((await teacher.put(`/courses/${id}`, { capacity: 2 })).data).toMatchObject({
      capacity: 2,
      enrolled_count: 2,
    });
  });
});

describe('publishing', () => {
  it('waits until nothing required is missing, and says what is', async () => {
    const { id } = await course({}, []);
    expect((await teacher.post(`/courses/${id}/publish`)).errors[0]?.code).toBe('COURSE_INCOMPLETE');
    const { data: empty } = await teacher.post(`/courses/${id}/modules`, { title: 'Empty', content_type: 'markdown' });
    await teacher.post(`/courses/${id}/modules`, { title: 'No film', content_type: 'video' });
    const { data: quiz } = await teacher.post(`/courses/${id}/modules`, { title: 'No question', content_type: 'quiz' });
    const { data } = await teacher.get(`/courses/${id}/readiness`);
    expect(data.ready).toBe(false);
    const missing = data.checks.filter((c: { ok: boolean; required: boolean }) => c.required && !c.ok);
    expect(missing.map((c: { code: string }) => c.code)).toEqual(['content', 'content', 'questions']);
    expect(missing.map((c: { module_id: number }) => c.module_id)).toEqual(expect.arrayContaining([empty.id, quiz.id]));
    expect((await teacher.post(`/courses/${id}/publish`)).errors.map(e => e.code)).toEqual(
      Array(3).fill('COURSE_INCOMPLETE'),
    );
  });

  it('freezes what was published as the next version', async () => {
    const { id, ids } = await published();
    await teacher.put(`/courses/${id}/modules/${ids[0]}`, { content: 'Rewritten.' });
    const { data } = await teacher.post(`/courses/${id}/publish`);
    expect(data.version).toBe(2);
    const rows = (await site.academy.db.reader('course_versions').where({ course_id: id }).orderBy('number')) as {
      outline: string;
    }[];
    const texts = rows.map(row => JSON.parse(row.outline).modules[0].content);
    expect(texts).toEqual(['About One.', 'Rewritten.']);
  });

  it('archives: out of the catalogue, still there for those enrolled', async () => {
    const { id, ids } = await published({ title: 'Old' });
    await learner.post(`/courses/${id}/enroll`);
    expect((await teacher.post(`/courses/${id}/archive`)).data.status).toBe('archived');
    expect((await site.visitor.get(`/courses/${id}`)).status).toBe(404);
    expect((await learner.get(`/courses/${id}/modules/${ids[0]}`)).status).toBe(200);
    const draft = await course();
    expect((await teacher.post(`/courses/${draft.id}/archive`)).errors[0]?.code).toBe('CONFLICT');
  });
});
