import { io } from 'socket.io-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hotReads } from '../../server/learning/home.ts';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { insertPerson } from '../factories/people.ts';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { ENGINE } from '../harness/engine.ts';
import { eventually } from '../harness/eventually.ts';
import { runJob } from '../harness/jobs.ts';

let site: TestAcademy;
beforeAll(async () => {
  site = await startAcademy();
});
afterAll(() => site.stop());

const db = () => site.academy.db;
async function course(lessons: number): Promise<{ id: number; modules: number[] }> {
  const id = await insertCourse(db(), { instructor_id: await insertPerson(db(), { roles: ['instructor'] }) });
  const modules: number[] = [];
  for (let i = 0; i < lessons; i++) modules.push(await insertModule(db(), { course_id: id }));
  return { id, modules };
}
const enrol = (who: Caller, id: number) => who.post(`/courses/${id}/enroll`);
const done = (who: Caller, id: number, moduleId: number | undefined) =>
  who.put(`/courses/${id}/modules/${moduleId}/progress`, { completed: true });

describe('the learner’s own pages', () => {
  it('are told what changed, and nobody else’s are', async () => {
    const [learner, other, { id, modules }] = [await site.person(), await site.person(), await course(1)];
    await enrol(learner, id);
    const heard: [string, unknown][] = [];
    const overheard: unknown[] = [];
    const sockets = [learner, other].map(({ token }) =>
      io(site.origin, { path: '/socket', transports: ['websocket'], auth: { token } }),
    );
    try {
      sockets[0]?.onAny((name: string, data: unknown) => heard.push([name, data]));
      sockets[1]?.onAny((name: string) => overheard.push(name));
      await eventually('both sockets', () => sockets.every(socket => socket.connected));
      const { data } = await done(learner, id, modules[0]);
      await eventually('two messages', () => heard.length >= 2);
      const { completed_at, certificate_id } = data;
      expect(Object.fromEntries(heard)).toEqual({
        'progress.changed': { course_id: id, module_id: modules[0], progress_percentage: 100, completed_at },
        'certificate.issued': { certificate_id, course_id: id },
      });
      expect(overheard).toEqual([]);
    } finally {
      for (const socket of sockets) socket.close();
    }
  });
});

describe('when the outline changes', () => {
  const recount = (courseId: number) => runJob(site, 'learning.recount', { courseId });

  it('counts everybody anew; a course completed stays completed', async () => {
    const { id, modules } = await course(2);
    const [half, whole] = [await site.person(), await site.person()];
    for (const person of [half, whole]) await enrol(person, id);
    await done(half, id, modules[0]);
    for (const module of modules) await done(whole, id, module);
    await insertModule(db(), { course_id: id });
    await insertModule(db(), { course_id: id });
    await recount(id);
    expect((await half.get(`/courses/${id}/progress`)).data).toMatchObject({ progress_percentage: 25 });
    const { data } = await whole.get(`/courses/${id}/progress`);
    expect(data).toMatchObject({ progress_percentage: 50, certificate_id: expect.any(Number) });
    expect(data.completed_at).not.toBeNull();
  });

  it('completes the course of those who only lacked what was taken out', async () => {
    const { id, modules } = await course(2);
    const learner = await site.person();
    await enrol(learner, id);
    await done(learner, id, modules[0]);
    await db().writer('course_modules').where({ id: modules[1] }).update({ is_mandatory: false });
    await recount(id);
    const { data } = await learner.get(`/courses/${id}/progress`);
    expect(data).toMatchObject({ progress_percentage: 100, certificate_id: expect.any(Number) });
  });

  it('is noticed when an author makes a module optional', async () => {
    const author = await site.person(['instructor']);
    const [learner, { id, modules }] = [await site.person(), await course(2)];
    await db().writer('courses').where({ id }).update({ instructor_id: author.userId });
    await enrol(learner, id);
    await done(learner, id, modules[0]);
    const change = await author.put(`/courses/${id}/modules/${modules[1]}`, { is_mandatory: false });
    expect(change.status).toBe(200);
    const state = await eventually('the recount', async () => {
      const { data } = await learner.get(`/courses/${id}/progress`);
      return data.completed_at === null ? false : data;
    });
    expect(state).toMatchObject({ progress_percentage: 100, mandatory_total: 1, mandatory_done: 1 });
  });

  it('goes through more learners than one transaction takes', async () => {
    const { id, modules } = await course(2);
    const LEARNERS = 130;
    for (let i = 0; i < LEARNERS; i++) {
      const user_id = await insertPerson(db());
      const enrolment = {
        user_id,
        course_id: id,
        status: 'active',
        enrolled_at: '2026-01-01T00:00:00.000Z',
        version: 1,
      };
      await db().writer('course_enrollments').insert(enrolment);
      const at = '2026-01-02T00:00:00.000Z';
      const progress = { user_id, course_id: id, module_id: modules[0], completed_at: at, updated_at: at };
      await db().writer('user_progress').insert(progress);
    }
    await recount(id);
    const counted = await db().reader('course_enrollments').where({ course_id: id, progress_percentage: 50 });
    expect(counted).toHaveLength(LEARNERS);
  });
});

describe.skipIf(ENGINE !== 'sqlite')('query plans', () => {
  it.each(Object.entries(hotReads))('%s reads by index', async (_name, sql) => {
    const params = Array.from({ length: sql.split('?').length - 1 }, () => 1);
    const plan = await db().reader.raw(`explain query plan ${sql}`, params);
    const details = (plan as { detail: string }[]).map(row => row.detail);
    expect(details.filter(detail => detail.startsWith('SCAN'))).toEqual([]);
    expect(details.some(detail => /^SEARCH .* USING (COVERING )?INDEX/.test(detail))).toBe(true);
  });
});
