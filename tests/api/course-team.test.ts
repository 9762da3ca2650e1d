/** Several instructors of one course: what a member of the team may do, and what only the one who answers for the course. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { QUESTIONS } from '../factories/assessments.ts';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Answer, type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { send } from '../harness/uploads.ts';

let site: TestAcademy;
let admin: Caller;
let lead: Caller;
let along: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  lead = await site.person(['instructor'], { first_name: 'Lea', last_name: 'Lead' });
  along = await site.person(['instructor'], { first_name: 'Álvaro', last_name: 'Along' });
});
afterAll(() => site.stop());

const course = async (change = {}) => {
  const id = await insertCourse(site.academy.db, { instructor_id: lead.userId as number, status: 'draft', ...change });
  return { id, moduleId: await insertModule(site.academy.db, { course_id: id }) };
};
const member = (id: number, who: Caller) => `/courses/${id}/instructors/${who.userId}`;
const statusOf = async (answer: Promise<Answer>) => (await answer).status;
const titlesOf = async (who: Caller) =>
  (await who.get('/courses?mine=true&per_page=100')).data.map((one: { id: number }) => one.id);

describe('somebody in the team of a course', () => {
  it('does with it what its instructor does, from the moment they are added to the moment they leave', async () => {
    const { id, moduleId } = await course();
    const learner = await site.person();
    const tries = (): Promise<Answer>[] => [
      along.get(`/courses/${id}`),
      along.put(`/courses/${id}`, { category: 'Networks' }),
      along.put(`/courses/${id}/modules/${moduleId}`, { title: 'Ours', content: 'text' }),
      along.get(`/courses/${id}/readiness`),
      along.get(`/courses/${id}/learners`),
    ];
    const all = async () => (await Promise.all(tries())).map(({ status }) => status);
    expect(await all()).toEqual([404, 404, 404, 404, 404]);
    expect(await statusOf(lead.put(member(id, along)))).toBe(200);
    expect(await all()).toEqual([200, 200, 200, 200, 200]);
    expect((await along.get(`/courses/${id}`)).data.standing.may_edit).toBe(true);
    expect(await titlesOf(along)).toContain(id);

    const quiz = await along.post('/assessments', { course_id: id, title: 'Check', questions: QUESTIONS });
    expect(quiz.status, quiz.text).toBe(201);
    const sent = await send(site.origin, along, 'plan.png', PICTURE, { course_id: String(id) });
    expect(sent.status, sent.text).toBeLessThan(300);
    const published = await along.post(`/courses/${id}/publish`);
    expect(published.status, published.text).toBe(200);
    expect(await statusOf(learner.post(`/courses/${id}/enroll`))).toBe(201);
    const [inHand] = (await along.get(`/users/${learner.userId}/courses`)).data;
    expect(inHand.course.id).toBe(id);

    expect(await statusOf(along.delete(member(id, along)))).toBe(200);
    expect(await titlesOf(along)).not.toContain(id);
    expect(await statusOf(along.put(`/courses/${id}`, { category: 'X' }))).toBe(403);
    expect(await statusOf(along.get(`/users/${learner.userId}/courses`))).toBe(404);
  });

  it('reads the certificates of its learners', async () => {
    const { id, moduleId } = await course({ status: 'published' });
    const learner = await site.person();
    await learner.post(`/courses/${id}/enroll`);
    const done = await learner.put(`/courses/${id}/modules/${moduleId}/progress`, { completed: true });
    const path = `/certificates/${done.data.certificate_id}`;
    expect(await statusOf(along.get(path))).toBe(404);
    await lead.put(member(id, along));
    expect(await statusOf(along.get(path))).toBe(200);
    expect((await along.get(`/users/${learner.userId}/certificates`)).data).toHaveLength(1);
  });

  it('neither chooses the team nor removes the course', async () => {
    const { id } = await course();
    const third = await site.person(['instructor']);
    await lead.put(member(id, along));
    await lead.put(member(id, third));
    const refused = [
      along.put(member(id, third)),
      along.delete(member(id, third)),
      along.post(`${member(id, along)}/lead`),
      along.get(`/courses/${id}/instructors/candidates`),
      along.delete(`/courses/${id}`),
    ];
    expect((await Promise.all(refused)).map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect((await along.get(`/courses/${id}/instructors`)).data).toMatchObject({
      lead: { id: lead.userId },
      others: [{ id: along.userId }, { id: third.userId }],
      may_change: false,
    });
  });

  it('loses it with the role of an instructor, and is shown beside the instructor to everybody', async () => {
    const { id } = await course({ status: 'published' });
    const shortly = await site.person(['instructor'], { first_name: 'Sol', last_name: 'Short' });
    await lead.put(member(id, shortly));
    expect((await site.visitor.get(`/courses/${id}`)).data.co_instructors).toEqual([
      { id: shortly.userId, first_name: 'Sol', last_name: 'Short', avatar: null },
    ]);
    expect(await statusOf(admin.put(`/users/${shortly.userId}/roles`, { roles: ['student'] }))).toBe(200);
    expect(await statusOf(shortly.put(`/courses/${id}`, { category: 'X' }))).toBe(403);
  });
});

describe('the team', () => {
  it('is chosen among active people who may teach and do not yet, found by name', async () => {
    const { id } = await course();
    const gone = await site.person(['instructor'], { first_name: 'Gone', last_name: 'Along' });
    await site.person(['student'], { first_name: 'Ann', last_name: 'Along' });
    await admin.post(`/users/${gone.userId}/suspend`);
    const found = async (search: string) =>
      (await lead.get(`/courses/${id}/instructors/candidates?search=${search}`)).data.map(
        (one: { id: number }) => one.id,
      );
    expect(await found('alvaro%20along')).toEqual([along.userId]);
    expect(await found('lead')).toEqual([]);
    await lead.put(member(id, along));
    expect(await found('along')).toEqual([]);
    for (const who of [gone, await site.person(['mentor'])]) {
      const answer = await lead.put(member(id, who));
      expect([answer.status, answer.errors[0]]).toMatchObject([400, { code: 'VALIDATION_ERROR', field: 'userId' }]);
    }
  });

  it('has everybody once, also when added by two at once', async () => {
    const { id } = await course();
    const both = await Promise.all([lead.put(member(id, along)), admin.put(member(id, along))]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    await lead.put(member(id, lead));
    expect((await lead.get(`/courses/${id}/instructors`)).data.others).toHaveLength(1);
    expect(await statusOf(lead.delete(member(id, admin)))).toBe(404);
  });

  it('takes over from whoever answers for the course, who stays in it', async () => {
    const { id } = await course();
    expect(await statusOf(lead.post(`${member(id, along)}/lead`))).toBe(409);
    await lead.put(member(id, along));
    expect((await lead.post(`${member(id, along)}/lead`)).data).toMatchObject({
      lead: { id: along.userId },
      others: [{ id: lead.userId }],
      may_change: false,
    });
    expect(await statusOf(lead.put(`/courses/${id}`, { category: 'Still' }))).toBe(200);
    expect(await statusOf(lead.delete(member(id, along)))).toBe(403);
    expect(await statusOf(along.delete(member(id, lead)))).toBe(200);
  });
});

describe('merging the accounts of somebody who teaches twice', () => {
  it('leaves them once in each team, and in none beside themselves', async () => {
    const [kept, gone] = [await site.person(['instructor']), await site.person(['instructor'])];
    const [both, only, own] = [await course(), await course(), await course({ instructor_id: gone.userId })];
    for (const who of [kept, gone]) await lead.put(member(both.id, who));
    await lead.put(member(only.id, gone));
    await admin.put(member(own.id, kept));
    const merged = await admin.post(`/users/${kept.userId}/merge`, { other: gone.userId, roles: ['instructor'] });
    expect(merged.status, merged.text).toBe(200);
    const team = async (id: number) => {
      const { data } = await admin.get(`/courses/${id}/instructors`);
      return [data.lead.id, data.others.map((one: { id: number }) => one.id)];
    };
    expect(await team(both.id)).toEqual([lead.userId, [kept.userId]]);
    expect(await team(only.id)).toEqual([lead.userId, [kept.userId]]);
    expect(await team(own.id)).toEqual([kept.userId, []]);
  });
});

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
