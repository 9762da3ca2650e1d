import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { insertPerson } from '../factories/people.ts';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';

let site: TestAcademy;
let teacher: Caller;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  teacher = await site.person(['instructor']);
  admin = await site.person(['administrator']);
});
afterAll(() => site.stop());

const db = () => site.academy.db;
async function course(instructor = teacher): Promise<{ id: number }> {
  const id = await insertCourse(db(), { instructor_id: instructor.userId as number });
  await insertModule(db(), { course_id: id });
  return { id };
}
const enrol = (who: Caller, id: number) => who.post(`/courses/${id}/enroll`);

/** Statements of the use case: without authentication and the job queue's look. */
const ours = (statements: readonly string[]) => statements.filter(sql => !/sessions|\bjobs\b/.test(sql));

describe('other people’s courses', () => {
  it('are seen by administrators, by their teachers in part, and by nobody else', async () => {
    const other = await site.person(['instructor']);
    const [learner, own] = [await site.person(), await course()];
    const foreign = await course(other);
    await enrol(learner, own.id);
    await enrol(learner, foreign.id);
    const ids = async (who: Caller) =>
      (await who.get(`/users/${learner.userId}/courses`)).data?.map((c: { course: { id: number } }) => c.course.id);
    expect(new Set(await ids(admin))).toEqual(new Set([own.id, foreign.id]));
    expect(await ids(teacher)).toEqual([own.id]);
    expect(await ids(other)).toEqual([foreign.id]);
    for (const stranger of [await site.person(), await site.person(['instructor'])])
      expect((await stranger.get(`/users/${learner.userId}/courses`)).status).toBe(404);
  });
});

describe('the learners of a course', () => {
  it('are paged for those who teach it, in three statements at most', async () => {
    const { id } = await course();
    const learner = await site.person(['student'], { first_name: 'Ama', last_name: 'Owusu' });
    await enrol(learner, id);
    for (let i = 0; i < 25; i++) {
      const user_id = await insertPerson(db());
      const row = { user_id, course_id: id, status: 'active', enrolled_at: '2026-01-01T00:00:00.000Z', version: 1 };
      await db().writer('course_enrollments').insert(row);
    }
    await db().writer('courses').where({ id }).update({ enrolled_count: 26 });
    const page = await teacher.get(`/courses/${id}/learners?per_page=10&page=3`);
    expect(page.data).toHaveLength(6);
    expect(page.meta.pagination).toEqual({ page: 3, per_page: 10, total: 26, pages: 3 });
    const first = await admin.get(`/courses/${id}/learners`);
    expect(first.data[0].user).toEqual({ id: learner.userId, first_name: 'Ama', last_name: 'Owusu', avatar: null });
    expect(first.text).not.toContain('@example.org');
    const statements = ours(await site.queriesOf(() => teacher.get(`/courses/${id}/learners`)));
    expect(statements.length).toBeLessThanOrEqual(3);
  });

  it('are not shown to others', async () => {
    const { id } = await course();
    expect((await (await site.person()).get(`/courses/${id}/learners`)).status).toBe(403);
    expect((await (await site.person(['instructor'])).get(`/courses/${id}/learners`)).status).toBe(403);
    expect((await site.visitor.get(`/courses/${id}/learners`)).status).toBe(401);
    expect((await teacher.get('/courses/999999/learners')).status).toBe(404);
  });
});
