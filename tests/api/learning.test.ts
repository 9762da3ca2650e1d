import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAssessment, insertCourse, insertFile, insertModule } from '../factories/courses.ts';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const PEOPLE_AT_ONCE = 50;

let site: TestAcademy;
let teacher: Caller;
beforeAll(async () => {
  site = await startAcademy();
  teacher = await site.person(['instructor'], { first_name: 'Ngozi', last_name: 'Okafor' });
});
afterAll(() => site.stop());

const db = () => site.academy.db;
type CourseChange = Partial<Parameters<typeof insertCourse>[1]>;

/** A published course with this many mandatory lessons. */
async function course(lessons = 2, change: CourseChange = {}): Promise<{ id: number; modules: number[] }> {
  const id = await insertCourse(db(), { instructor_id: teacher.userId as number, ...change });
  const modules: number[] = [];
  for (let i = 0; i < lessons; i++) modules.push(await insertModule(db(), { course_id: id }));
  return { id, modules };
}
const enrol = (who: Caller, id: number) => who.post(`/courses/${id}/enroll`);
const report = (who: Caller, id: number, moduleId: number | undefined, body: unknown) =>
  who.put(`/courses/${id}/modules/${moduleId}/progress`, body);
const done = (who: Caller, id: number, moduleId: number | undefined) => report(who, id, moduleId, { completed: true });
const code = (answer: { errors: { code: string }[] }) => answer.errors[0]?.code;
const countOf = async (table: string, where: Record<string, unknown>) => {
  const [row] = await db().reader(table).where(where).count({ n: '*' });
  return Number((row as { n: number }).n);
};
const placesTaken = async (id: number) =>
  (await db().reader('courses').where({ id }).first<{ enrolled_count: number }>('enrolled_count')).enrolled_count;

describe('enrolling', () => {
  it('answers with the enrolment and counts it', async () => {
    const [learner, { id }] = [await site.person(), await course()];
    const { status, data } = await enrol(learner, id);
    expect(status).toBe(201);
    expect(data).toMatchObject({ user_id: learner.userId, course_id: id, progress_percentage: 0, completed_at: null });
    expect(await placesTaken(id)).toBe(1);
    expect(await countOf('user_activity_logs', { user_id: learner.userId, action: 'course.enroll' })).toBe(1);
  });

  it('refuses a second time and changes nothing', async () => {
    const [learner, { id }] = [await site.person(), await course()];
    await enrol(learner, id);
    const again = await enrol(learner, id);
    expect([again.status, code(again)]).toEqual([409, 'ALREADY_ENROLLED']);
    expect(await placesTaken(id)).toBe(1);
  });

  it('gives the last place to exactly one of fifty', async () => {
    const { id } = await course(1, { capacity: 1 });
    const people = await Promise.all(Array.from({ length: PEOPLE_AT_ONCE }, () => site.person()));
    const answers = await Promise.all(people.map(person => enrol(person, id)));
    expect(answers.filter(a => a.status === 201)).toHaveLength(1);
    expect(answers.filter(a => code(a) === 'COURSE_FULL')).toHaveLength(PEOPLE_AT_ONCE - 1);
    expect(await countOf('course_enrollments', { course_id: id })).toBe(1);
    expect(await placesTaken(id)).toBe(1);
  });

  it('enrols one person once, however often they ask at once', async () => {
    const [learner, { id }] = [await site.person(), await course()];
    const answers = await Promise.all(Array.from({ length: 8 }, () => enrol(learner, id)));
    expect(answers.filter(a => a.status === 201)).toHaveLength(1);
    expect(answers.filter(a => code(a) === 'ALREADY_ENROLLED')).toHaveLength(7);
    expect(await placesTaken(id)).toBe(1);
  });

  it.each([
    ['an unknown course', {}, 404, 'NOT_FOUND', 999_999],
    ['a draft', { status: 'draft' }, 404, 'NOT_FOUND', 0],
    ['an archived course', { status: 'archived' }, 409, 'COURSE_NOT_OPEN', 0],
    ['a course that costs money', { price: 4900 }, 402, 'PAYMENT_NEEDED', 0],
  ] as const)('refuses %s', async (_what, change, status, expected, unknown) => {
    const [learner, made] = [await site.person(), await course(1, change)];
    const answer = await enrol(learner, unknown || made.id);
    expect([answer.status, code(answer)]).toEqual([status, expected]);
    expect(await placesTaken(made.id)).toBe(0);
  });

  it('lets those who may edit into a course that costs money', async () => {
    const { id } = await course(1, { price: 4900 });
    expect((await enrol(teacher, id)).status).toBe(201);
    expect((await enrol(await site.person(['instructor']), id)).status).toBe(402);
  });

  it('needs somebody signed in, and a number', async () => {
    expect((await site.visitor.post('/courses/1/enroll')).status).toBe(401);
    expect(code(await teacher.post('/courses/abc/enroll'))).toBe('VALIDATION_ERROR');
  });
});

describe('leaving and coming back', () => {
  it('keeps what was done and gives the place back', async () => {
    const [learner, { id, modules }] = [await site.person(), await course(2, { capacity: 1 })];
    await enrol(learner, id);
    await done(learner, id, modules[0]);
    expect((await learner.delete(`/courses/${id}/enroll`)).status).toBe(200);
    expect(await placesTaken(id)).toBe(0);
    expect(code(await learner.get(`/courses/${id}/progress`))).toBe('NOT_ENROLLED');
    expect((await learner.get('/home')).data.courses).toEqual([]);
    const back = await enrol(learner, id);
    expect([back.status, back.data.progress_percentage]).toEqual([201, 50]);
    expect((await learner.get(`/courses/${id}/progress`)).data.modules[0].completed_at).not.toBeNull();
    expect(await placesTaken(id)).toBe(1);
  });

  it('refuses whoever is not enrolled, twice too', async () => {
    const [learner, { id }] = [await site.person(), await course()];
    expect(code(await learner.delete(`/courses/${id}/enroll`))).toBe('NOT_ENROLLED');
    await enrol(learner, id);
    const both = await Promise.all([1, 2].map(() => learner.delete(`/courses/${id}/enroll`)));
    expect(new Set(both.map(a => a.status))).toEqual(new Set([200, 403]));
    expect(await placesTaken(id)).toBe(0);
  });

  it('does not let somebody back into a full course', async () => {
    const [one, two, { id }] = [await site.person(), await site.person(), await course(1, { capacity: 1 })];
    await enrol(one, id);
    await one.delete(`/courses/${id}/enroll`);
    await enrol(two, id);
    expect(code(await enrol(one, id))).toBe('COURSE_FULL');
    expect(code(await one.get(`/courses/${id}/progress`))).toBe('NOT_ENROLLED');
  });
});

describe('reporting progress', () => {
  it('keeps position and time, and adds up the day', async () => {
    const [learner, { id, modules }] = [await site.person(), await course(2)];
    await enrol(learner, id);
    site.advance(2 * MINUTE);
    const first = await report(learner, id, modules[0], { last_position: 0.4, time_spent: 120 });
    expect(first.data.module).toMatchObject({ time_spent: 120, last_position: 0.4, completed_at: null });
    site.advance(MINUTE);
    const second = await report(learner, id, modules[0], { time_spent: 30 });
    expect(second.data.module).toMatchObject({ time_spent: 150, last_position: 0.4 });
    site.advance(MINUTE);
    await report(learner, id, modules[1], {});
    const day = new Date(site.now()).toISOString().slice(0, 10);
    const [study] = await db().reader('learning_analytics').where({ user_id: learner.userId, course_id: id, day });
    expect(study).toMatchObject({ time_spent: 150, pages_viewed: 2, interactions: 3 });
    expect((await learner.get(`/courses/${id}/progress`)).data.last_module_id).toBe(modules[1]);
  });

  it('never believes more time than passed, plus ten seconds', async () => {
    const [learner, { id, modules }] = [await site.person(), await course()];
    await enrol(learner, id);
    await report(learner, id, modules[0], { time_spent: 60 });
    site.advance(20_000);
    const { data } = await report(learner, id, modules[0], { time_spent: 3600 });
    expect(data.module.time_spent).toBeGreaterThanOrEqual(60 + 30);
    expect(data.module.time_spent).toBeLessThanOrEqual(60 + 32);
  });

  it('counts the same seconds once when two tabs report at once', async () => {
    const [learner, { id, modules }] = [await site.person(), await course()];
    await enrol(learner, id);
    site.advance(2 * MINUTE);
    const both = await Promise.all([1, 2].map(() => report(learner, id, modules[0], { time_spent: 120 })));
    expect(both.map(a => a.status)).toEqual([200, 200]);
    const { data } = await learner.get(`/courses/${id}/progress`);
    expect(data.modules[0].time_spent).toBeGreaterThanOrEqual(120);
    expect(data.modules[0].time_spent).toBeLessThanOrEqual(132);
  });

  it('never takes a completion back', async () => {
    const [learner, { id, modules }] = [await site.person(), await course()];
    await enrol(learner, id);
    const { data } = await done(learner, id, modules[0]);
    site.advance(MINUTE);
    const again = await report(learner, id, modules[0], { completed: false, last_position: 0 });
    expect(again.data.module.completed_at).toBe(data.module.completed_at);
    expect(again.data.progress_percentage).toBe(50);
    expect((await done(learner, id, modules[0])).data.module.completed_at).toBe(data.module.completed_at);
  });

  it('completes a film at nine tenths and not before, whatever the page says', async () => {
    const [learner, { id }] = [await site.person(), await course(0)];
    const file_id = await insertFile(db(), { duration: 200 });
    const film = await insertModule(db(), { course_id: id, content_type: 'video', file_id });
    await enrol(learner, id);
    const early = await report(learner, id, film, { last_position: 100, completed: true });
    expect([early.status, early.data.module.completed_at]).toEqual([200, null]);
    const late = await report(learner, id, film, { last_position: 180 });
    expect(late.data).toMatchObject({ progress_percentage: 100, certificate_id: expect.any(Number) });
  });

  it('leaves quizzes to passing them', async () => {
    const [learner, { id }] = [await site.person(), await course(0)];
    const quiz = await insertModule(db(), { course_id: id, content_type: 'quiz' });
    await insertAssessment(db(), { course_id: id, module_id: quiz });
    await enrol(learner, id);
    expect(code(await done(learner, id, quiz))).toBe('CONFLICT');
    expect((await report(learner, id, quiz, { time_spent: 5 })).data.module).toMatchObject({ completed_at: null });
  });

  it('counts mandatory modules, and completes the course once', async () => {
    const [learner, { id, modules }] = [await site.person(), await course(2)];
    const optional = await insertModule(db(), { course_id: id, is_mandatory: false });
    await enrol(learner, id);
    expect((await done(learner, id, optional)).data.progress_percentage).toBe(0);
    expect((await done(learner, id, modules[0])).data.progress_percentage).toBe(50);
    const last = await done(learner, id, modules[1]);
    expect(last.data).toMatchObject({ progress_percentage: 100, certificate_id: expect.any(Number) });
    site.advance(MINUTE);
    const after = await done(learner, id, modules[1]);
    expect(after.data).toMatchObject({
      completed_at: last.data.completed_at,
      certificate_id: last.data.certificate_id,
    });
    const { data } = await learner.get(`/courses/${id}/progress`);
    expect(data).toMatchObject({ mandatory_total: 2, mandatory_done: 2, certificate_id: last.data.certificate_id });
  });

  it('refuses strangers, other courses’ modules and wrong shapes', async () => {
    const [learner, one, two] = [await site.person(), await course(), await course()];
    const draft = await course(1, { status: 'draft' });
    expect(code(await done(learner, one.id, one.modules[0]))).toBe('NOT_ENROLLED');
    expect(code(await done(learner, draft.id, draft.modules[0]))).toBe('NOT_FOUND');
    await enrol(learner, one.id);
    expect(code(await done(learner, one.id, two.modules[0]))).toBe('NOT_FOUND');
    expect(code(await done(learner, 999_999, one.modules[0]))).toBe('NOT_FOUND');
    for (const body of [{ time_spent: -1 }, { time_spent: 'long' }, { last_position: -3 }, { completed: 'yes' }])
      expect(code(await report(learner, one.id, one.modules[0], body))).toBe('VALIDATION_ERROR');
    expect(await countOf('user_progress', { user_id: learner.userId })).toBe(0);
    expect((await site.visitor.put(`/courses/${one.id}/modules/${one.modules[0]}/progress`, {})).status).toBe(401);
  });

  it('takes four statements, and two more to complete a module', async () => {
    const [learner, { id, modules }] = [await site.person(), await course(3)];
    await enrol(learner, id);
    await report(learner, id, modules[0], {});
    const ordinary = await site.queriesOf(() => report(learner, id, modules[0], { time_spent: 10, last_position: 1 }));
    expect(ours(ordinary)).toHaveLength(4);
    const completing = await site.queriesOf(() => done(learner, id, modules[0]));
    expect(ours(completing)).toHaveLength(6);
  });
});

/** Statements of the use case: without authentication, the job queue's look, and the transaction's own. */
function ours(statements: readonly string[]): string[] {
  return statements.filter(
    sql => !/^(begin|commit|savepoint|release)/i.test(sql.trim()) && !/sessions|\bjobs\b/.test(sql),
  );
}

describe('the learner’s home', () => {
  it('says where to go on, what comes then, and how long it takes', async () => {
    const [learner, { id }] = [await site.person(), await course(0, { title: 'Linux' })];
    const made: number[] = [];
    for (const duration of [5, 10, 20, 40]) made.push(await insertModule(db(), { course_id: id, duration }));
    await enrol(learner, id);
    await done(learner, id, made[0]);
    site.advance(MINUTE);
    await report(learner, id, made[2], { last_position: 0.5, time_spent: 60 });
    const { data } = await learner.get('/home');
    expect(data.courses).toHaveLength(1);
    expect(data.courses[0]).toMatchObject({
      course: { id, title: 'Linux', thumbnail: null, module_count: 4, estimated_duration: 120 },
      progress_percentage: 25,
      next: { id: made[2], order_index: 2, last_position: 0.5, content_type: 'markdown', duration: 20 },
      then: { id: made[3], duration: 40 },
      minutes_left: 70,
      certificate_id: null,
    });
    expect(data.week).toHaveLength(7);
    expect(data.week[6]).toEqual({ day: new Date(site.now()).toISOString().slice(0, 10), seconds: 60 });
  });

  it('goes back to what was skipped after the last module', async () => {
    const [learner, { id, modules }] = [await site.person(), await course(3)];
    await enrol(learner, id);
    await done(learner, id, modules[1]);
    await done(learner, id, modules[2]);
    const { data } = await learner.get('/home');
    expect(data.courses[0]).toMatchObject({ next: { id: modules[0] }, then: null });
  });

  it('puts the course used last first, shows the certificate, and forgets study of eight days ago', async () => {
    const [learner, one, two] = [await site.person(), await course(1, { title: 'One' }), await course(1)];
    await enrol(learner, one.id);
    await enrol(learner, two.id);
    site.advance(MINUTE);
    await report(learner, one.id, one.modules[0], { completed: true, time_spent: 30 });
    const { data } = await learner.get('/home');
    expect(data.courses.map((c: { course: { id: number } }) => c.course.id)).toEqual([one.id, two.id]);
    expect(data.courses[0]).toMatchObject({ next: null, then: null, minutes_left: 0 });
    expect(data.certificates).toEqual([
      { id: data.courses[0].certificate_id, course_title: 'One', issued_at: expect.any(String) },
    ]);
    await db()
      .writer('learning_analytics')
      .where({ user_id: learner.userId })
      .update({ day: new Date(site.now() - 8 * DAY).toISOString().slice(0, 10) });
    const later = await learner.get('/home');
    expect(later.data.week.map((d: { seconds: number }) => d.seconds)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  it('takes three statements for one course and for twenty', async () => {
    const learner = await site.person();
    const count = async () => ours(await site.queriesOf(() => learner.get('/home'))).length;
    await enrol(learner, (await course()).id);
    expect(await count()).toBe(3);
    for (let i = 0; i < 19; i++) await enrol(learner, (await course(3)).id);
    expect(await count()).toBe(3);
    expect(ours(await site.queriesOf(() => learner.get('/users/me/courses')))).toHaveLength(2);
  });
});
