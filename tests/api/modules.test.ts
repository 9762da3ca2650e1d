import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { upload } from '../harness/uploads.ts';
import { writeCourse } from '../harness/written-courses.ts';

let site: TestAcademy;
let teacher: Caller;
let other: Caller;
let learner: Caller;
beforeAll(async () => {
  site = await startAcademy();
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
const titles = async (id: number) =>
  (await teacher.get(`/courses/${id}/modules`)).data.map(
    (m: { title: string; order_index: number }) => `${m.order_index} ${m.title}`,
  );

describe('modules', () => {
  it('stay in order without gaps', async () => {
    const { id, ids } = await course();
    await teacher.post(`/courses/${id}/modules`, { title: 'First', content_type: 'markdown', order_index: 0 });
    await teacher.post(`/courses/${id}/modules`, { title: 'Far', content_type: 'markdown', order_index: 999 });
    expect(await titles(id)).toEqual(['0 First', '1 One', '2 Two', '3 Three', '4 Far']);
    await teacher.put(`/courses/${id}/modules/${ids[0]}`, { order_index: 3 });
    expect(await titles(id)).toEqual(['0 First', '1 Two', '2 Three', '3 One', '4 Far']);
    await teacher.delete(`/courses/${id}/modules/${ids[1]}`);
    expect(await titles(id)).toEqual(['0 First', '1 Three', '2 One', '3 Far']);
    expect((await teacher.get(`/courses/${id}`)).data.module_count).toBe(4);
  });

  it('keep their order when many are added at once', async () => {
    const { id } = await course({}, []);
    const add = (n: number) =>
      teacher.post(`/courses/${id}/modules`, { title: `${n}`, content_type: 'markdown', order_index: n % 3 });
    await Promise.all(Array.from({ length: 12 }, (_, n) => add(n)));
    const order = (await teacher.get(`/courses/${id}/modules`)).data.map((m: { order_index: number }) => m.order_index);
    expect(order).toEqual(Array.from({ length: 12 }, (_, n) => n));
    expect((await teacher.get(`/courses/${id}`)).data.module_count).toBe(12);
  });

  it('are ordered anew only when exactly they are named', async () => {
    const { id, ids } = await course();
    const named = (list: (number | undefined)[], section: string | null = null) => ({
      modules: list.map(m => ({ id: m, section })),
    });
    const wrong = [
      [ids[0], ids[1]],
      [...ids, ids[0]],
      [ids[0], ids[1], ids[1]],
      [...ids.slice(1), 999999],
    ];
    for (const list of wrong)
      expect((await teacher.put(`/courses/${id}/order`, named(list))).errors[0]?.code).toBe('CONFLICT');
    const { data } = await teacher.put(`/courses/${id}/order`, named([...ids].reverse(), 'Part I'));
    expect(data.map((m: { title: string; section: string }) => `${m.section}: ${m.title}`)).toEqual([
      'Part I: Three',
      'Part I: Two',
      'Part I: One',
    ]);
  });

  it('become safe HTML when they are saved', async () => {
    const { id } = await course({}, []);
    const content =
      '# Title\n\n<script>alert(1)</script>\n\n[x](javascript:alert(1)) ![gone](images/gone.png) <img src=x onerror=alert(1)>\n\n## Part';
    const { data } = await teacher.post(`/courses/${id}/modules`, {
      title: 'Lesson',
      content_type: 'markdown',
      content,
    });
    expect(data.html).not.toMatch(/<script|href=.?javascript:|onerror|<img/);
    expect(data.html).toContain('Picture missing: gone.png');
    expect(data.headings.map((h: { text: string }) => h.text)).toEqual(['Title', 'Part']);
    expect(data.content).toBe(content);
    expect(data.duration).toBe(1);
  });

  it.each([
    [{ title: 'x' }, 'content_type'],
    [{ title: 'x', content_type: 'spreadsheet' }, 'content_type'],
    [{ title: '', content_type: 'markdown' }, 'title'],
    [{ title: 'x', content_type: 'video', file_id: 999999 }, 'file_id'],
    [{ title: 'x', content_type: 'video', order_index: -1 }, 'order_index'],
    [
      { title: 'x', content_type: 'video', captions: [{ file_id: 999999, language: 'en', label: 'English' }] },
      'captions.0.file_id',
    ],
  ])('are refused as %j', async (body, field) => {
    const { id } = await course({}, []);
    const { errors } = await teacher.post(`/courses/${id}/modules`, body);
    expect([errors[0]?.code, errors[0]?.field]).toEqual(['VALIDATION_ERROR', field]);
  });

  it('take only files that fit and are their author’s', async () => {
    const { id } = await course({}, []);
    const notes = await upload(site.origin, teacher, 'notes.txt', Buffer.from('notes'));
    const foreign = await upload(site.origin, other, 'notes.txt', Buffer.from('theirs'));
    const add = (content_type: string, file_id: number) =>
      teacher.post(`/courses/${id}/modules`, { title: 'x', content_type, file_id });
    expect((await add('video', notes.id)).errors[0]?.field).toBe('file_id');
    expect((await add('file', foreign.id)).errors[0]?.field).toBe('file_id');
    expect((await add('file', notes.id)).data.file).toMatchObject({ id: notes.id, course_id: id });
  });

  it('may go although people have learned in them, and progress is counted again', async () => {
    const { id, ids } = await published();
    await learner.post(`/courses/${id}/enroll`);
    await learner.put(`/courses/${id}/modules/${ids[0]}/progress`, { completed: true });
    await teacher.delete(`/courses/${id}/modules/${ids[1]}`);
    const { data } = await learner.get(`/courses/${id}/modules`);
    expect(data.map((m: { progress: { completed_at: string | null } }) => m.progress.completed_at !== null)).toEqual([
      true,
      false,
    ]);
  });
});
