/** Mentors and their mentees, organisations and those who represent them: who sees how others get on, and when that ends. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { QUESTIONS } from '../factories/assessments.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { runJob } from '../harness/jobs.ts';

const DAY = 86_400_000;
let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega' });
  teacher = await site.person(['instructor']);
});
afterAll(() => site.stop());

const named = (first_name: string, last_name: string) => site.person(['student'], { first_name, last_name });
const mentor = () => site.person(['mentor']);
const assign = (by: Caller, ...whom: Caller[]) =>
  admin.post('/mentoring/assignments', { mentor_id: by.userId, mentee_ids: whom.map(({ userId }) => userId) });
const namesIn = (list: { user: { first_name: string } }[]) => list.map(({ user }) => user.first_name);
const assignmentsOf = async (by: Caller) =>
  (await admin.get(`/mentoring/assignments?mentor_id=${by.userId}`)).data as { id: number; mentee: { id: number } }[];
const acts = (action: string) =>
  site.academy.db.read.all<{ resource_id: number; details: string }>(
    'select resource_id, details from user_activity_logs where action = ? order by id',
    [action],
  );

/** A course of two lessons in which somebody did the first, and failed a quiz, which is the third. */
async function halfDone(who: Caller): Promise<number> {
  const { db } = site.academy;
  const id = await insertCourse(db, { instructor_id: teacher.userId as number, title: 'Ropes' });
  const first = await insertModule(db, { course_id: id });
  await insertModule(db, { course_id: id });
  await who.post(`/courses/${id}/enroll`);
  await who.put(`/courses/${id}/modules/${first}/progress`, { completed: true });
  const { data: quiz } = await teacher.post('/assessments', { course_id: id, title: 'Knots', questions: QUESTIONS });
  const { data: attempt } = await who.post(`/assessments/${quiz.id}/attempts`);
  await who.post(`/assessments/${quiz.id}/submit`, { attempt_id: attempt.id });
  await runJob(site, 'learning.recount', { courseId: id });
  return id;
}

describe('a mentor', () => {
  it('sees the progress of the own mentees and of nobody else', async () => {
    const [mine, other] = [await mentor(), await mentor()];
    const [ama, ben] = [await named('Ama', 'Owusu'), await named('Ben', 'Adler')];
    const course = await halfDone(ama);
    expect((await assign(mine, ama, ben)).data).toEqual({ assigned: 2, already: 0 });
    const list = await mine.get('/mentees');
    expect(namesIn(list.data)).toEqual(['Ama', 'Ben']);
    expect(list.meta.pagination).toMatchObject({ total: 2 });
    expect(list.data[0].standing).toMatchObject({ courses: 1, completed: 0, progress_percentage: 33.3, quiet: false });
    expect(list.data[1].standing).toMatchObject({ courses: 0, progress_percentage: null });
    expect(list.text).not.toContain('@example.org');
    const { data } = await mine.get(`/mentees/${ama.userId}`);
    expect(data.progress.courses).toMatchObject([
      { course: { id: course, title: 'Ropes' }, progress_percentage: 33.3 },
    ]);
    expect(data.progress.results).toMatchObject([{ assessment_title: 'Knots', course_title: 'Ropes', passed: false }]);
    // The very figures that those see who teach.
    const { data: learners } = await teacher.get(`/courses/${course}/learners`);
    expect(data.progress.courses[0].progress_percentage).toBe(learners[0].progress_percentage);
    expect((await other.get('/mentees')).data).toEqual([]);
    expect((await other.get(`/mentees/${ama.userId}`)).status).toBe(404);
    expect((await teacher.get(`/mentees/${ama.userId}`)).status).toBe(404);
    expect((await admin.get('/mentees')).data).toEqual([]);
    // Nor do the doors of those who teach open.
    expect((await mine.get(`/users/${ama.userId}/courses`)).status).toBe(404);
    expect((await mine.get(`/courses/${course}/learners`)).status).toBe(403);
  });

  it('finds mentees by name and those who went quiet', async () => {
    const mine = await mentor();
    const [cora, dan] = [await named('Cora', 'Núñez'), await named('Dan', 'Ito')];
    await halfDone(cora);
    await halfDone(dan);
    await assign(mine, cora, dan);
    expect(namesIn((await mine.get('/mentees?search=nunez')).data)).toEqual(['Cora']);
    expect((await mine.get('/mentees?show=quiet')).data).toEqual([]);
    const old = new Date(site.now() - 15 * DAY).toISOString();
    await site.academy.db.writer('course_enrollments').where({ user_id: dan.userId }).update({ last_accessed: old });
    const quiet = await mine.get('/mentees?show=quiet');
    expect(namesIn(quiet.data)).toEqual(['Dan']);
    expect(quiet.meta.pagination).toMatchObject({ total: 1 });
    expect(namesIn((await mine.get('/mentees?page=2&per_page=1')).data)).toEqual(['Dan']);
  });

  it('sees nothing once the assignment ended, the role is gone or either side is suspended', async () => {
    const mine = await mentor();
    const [eve, fay] = [await named('Eve', 'Stone'), await named('Fay', 'Lund')];
    await assign(mine, eve, fay);
    const seen = async () => namesIn((await mine.get('/mentees')).data);
    await admin.post(`/users/${fay.userId}/suspend`);
    expect(await seen()).toEqual(['Eve']);
    expect((await mine.get(`/mentees/${fay.userId}`)).status).toBe(404);
    await admin.post(`/users/${fay.userId}/reactivate`);
    expect(await seen()).toEqual(['Eve', 'Fay']);
    const open = await assignmentsOf(mine);
    const ids = open.filter(one => one.mentee.id === eve.userId).map(({ id }) => id);
    expect((await admin.post('/mentoring/assignments/end', { ids })).data).toEqual({ ended: 1 });
    expect((await admin.post('/mentoring/assignments/end', { ids })).data).toEqual({ ended: 0 });
    expect(await seen()).toEqual(['Fay']);
    expect((await mine.get(`/mentees/${eve.userId}`)).status).toBe(404);
    const over = (await admin.get(`/mentoring/assignments?state=over&mentor_id=${mine.userId}`)).data;
    expect(over).toMatchObject([
      { mentee: { first_name: 'Eve' }, assigned_by: 'Marisol Vega', ended_by: 'Marisol Vega' },
    ]);
    await admin.put(`/users/${mine.userId}/roles`, { roles: ['instructor'] });
    expect((await mine.get('/mentees')).data).toEqual([]);
    expect((await mine.get(`/mentees/${fay.userId}`)).status).toBe(404);
    await admin.put(`/users/${mine.userId}/roles`, { roles: ['mentor'] });
    await admin.post(`/users/${mine.userId}/suspend`);
    expect((await mine.get('/mentees')).status).toBe(401);
  });

  it('does not see those whom they taught before they were a mentor', async () => {
    const mine = await site.person(['instructor']);
    const course = await insertCourse(site.academy.db, { instructor_id: mine.userId as number });
    await insertModule(site.academy.db, { course_id: course });
    const learner = await site.person();
    await learner.post(`/courses/${course}/enroll`);
    expect((await mine.get(`/users/${learner.userId}/courses`)).status).toBe(200);
    await admin.put(`/users/${mine.userId}/roles`, { roles: ['mentor'] });
    expect((await mine.get(`/users/${learner.userId}/courses`)).status).toBe(404);
  });
});

describe('assigning', () => {
  it('leaves those alone who are assigned already, and is kept in the ledger', async () => {
    const [mine, gil, hana] = [await mentor(), await named('Gil', 'Roth'), await named('Hana', 'Sato')];
    await assign(mine, gil);
    expect((await assign(mine, gil, hana, hana)).data).toEqual({ assigned: 1, already: 1 });
    expect(await assignmentsOf(mine)).toHaveLength(2);
    const mineOnly = (await acts('mentoring.assign')).filter(({ resource_id }) => Number(resource_id) === mine.userId);
    expect(mineOnly.map(({ details }) => JSON.parse(details).mentees)).toEqual([[gil.userId], [hana.userId]]);
  });

  it('of one pair twice at the same moment is done once', async () => {
    const [mine, ida] = [await mentor(), await named('Ida', 'Holm')];
    const answers = await Promise.all(Array.from({ length: 4 }, () => assign(mine, ida)));
    expect(answers.filter(({ data }) => data.assigned === 1)).toHaveLength(1);
    expect(await assignmentsOf(mine)).toHaveLength(1);
  });

  it('is refused for who is no mentor, for oneself, and for people who are not there', async () => {
    const [mine, learner] = [await mentor(), await site.person()];
    expect((await assign(learner, mine)).errors[0]).toMatchObject({ code: 'CONFLICT', field: 'mentor_id' });
    expect((await assign(mine, mine)).errors[0]).toMatchObject({ code: 'CONFLICT', field: 'mentee_ids' });
    const unknown = await admin.post('/mentoring/assignments', { mentor_id: mine.userId, mentee_ids: [987654321] });
    expect(unknown.status).toBe(404);
    expect(await assignmentsOf(mine)).toEqual([]);
  });

  it('shows every mentor with how many they guide, and each person who guides them', async () => {
    const [mine, jon] = [await mentor(), await named('Jon', 'Berg')];
    await assign(mine, jon);
    const { data: mentors } = await admin.get('/mentoring/mentors');
    expect(mentors).toContainEqual(expect.objectContaining({ id: mine.userId, is_mentor: true, mentees: 1 }));
    const guidance = (await jon.get('/users/me/mentoring')).data;
    expect(guidance).toMatchObject({ mentors: [{ mentor: { id: mine.userId } }], mentees: [] });
    expect((await admin.get(`/users/${mine.userId}/mentoring`)).data.mentees).toHaveLength(1);
  });
});

describe('accounts that go', () => {
  it('erased end what lasts, and leave their organisations', async () => {
    const [mine, kim] = [await mentor(), await named('Kim', 'Park')];
    await assign(mine, kim);
    const { data: organisation } = await admin.post('/organisations', { name: 'Gone for good' });
    await admin.post(`/organisations/${organisation.id}/members`, { user_ids: [kim.userId] });
    const { confirm } = (await admin.get(`/users/${kim.userId}/privacy/erasure`)).data;
    const erased = await admin.post(`/users/${kim.userId}/privacy/erasure`, { confirm, reason: 'asked by letter' });
    expect(erased.data).toMatchObject({ erased: true });
    expect((await mine.get('/mentees')).data).toEqual([]);
    expect(await assignmentsOf(mine)).toEqual([]);
    expect((await admin.get(`/organisations/${organisation.id}/members`)).data).toEqual([]);
    const { data: added } = await admin.get('/activity?action=organisation.add');
    expect(added[0]).toMatchObject({ resource_id: organisation.id, what: 'Gone for good' });
  });

  it('merged keep one membership and one assignment, and nobody becomes their own mentor', async () => {
    const mine = await mentor();
    const names = { first_name: 'Lea', last_name: 'Twin' };
    const kept = await site.person(['student'], { ...names, email: 'lea@kept.example' });
    const gone = await site.person(['mentor'], { ...names, email: 'lea@gone.example' });
    await assign(mine, kept, gone);
    await assign(gone, kept);
    const { data: organisation } = await admin.post('/organisations', { name: 'Twins' });
    await admin.post(`/organisations/${organisation.id}/members`, { user_ids: [kept.userId] });
    await admin.post(`/organisations/${organisation.id}/members`, { user_ids: [gone.userId], is_representative: true });
    const merged = await admin.post(`/users/${kept.userId}/merge`, {
      other: gone.userId,
      roles: ['mentor', 'student'],
    });
    expect(merged.status, merged.text).toBe(200);
    expect((await assignmentsOf(mine)).map(one => one.mentee.id)).toEqual([kept.userId]);
    expect(await assignmentsOf(kept)).toEqual([]);
    const { data: members } = await admin.get(`/organisations/${organisation.id}/members`);
    expect(members).toMatchObject([{ user: { id: kept.userId }, is_representative: true }]);
  });
});

describe('an organisation', () => {
  const representative = () => site.person(['corporate_representative']);
  let founded = 0;
  async function organisation(by: Caller, ...people: Caller[]): Promise<number> {
    const { data } = await admin.post('/organisations', { name: `Company ${++founded}` });
    await admin.post(`/organisations/${data.id}/members`, { user_ids: [by.userId], is_representative: true });
    const user_ids = people.map(({ userId }) => userId);
    await admin.post(`/organisations/${data.id}/members`, { user_ids });
    return data.id;
  }
  const texts = (version: string) => ({
    title_en: 'Your organisation',
    text_en: version,
    title_es: 'Su organización',
    text_es: version,
  });
  const agree = (who: Caller, version_id: number, agreed = true) =>
    who.post('/privacy/answers', { language: 'en', answers: [{ version_id, agreed }] });
  type Listed = { user: { id: number; first_name: string }; standing: object | null };
  const standingOf = async (by: Caller, id: number, who: Caller) =>
    ((await by.get(`/organisations/${id}/people`)).data as Listed[]).find(({ user }) => user.id === who.userId)
      ?.standing;

  it('shows its representative the people, and the progress of those who agree as long as they do', async () => {
    const [by, mia, noa] = [await representative(), await named('Mia', 'Frey'), await named('Noa', 'Gold')];
    const course = await halfDone(mia);
    await halfDone(noa);
    const id = await organisation(by, mia, noa);
    expect((await by.get('/organisations/own')).data).toMatchObject([{ id, people: 3, asks_consent: false }]);
    expect(await standingOf(by, id, mia)).toBeNull();
    const question = { kind: 'organisation', required: false, ...texts('1') };
    const { data: document } = await admin.post('/privacy/consents', question);
    const version = document.versions[0].id;
    expect((await by.get('/organisations/own')).data).toMatchObject([{ asks_consent: true }]);
    await agree(mia, version);
    expect(await standingOf(by, id, mia)).toMatchObject({ courses: 1, progress_percentage: 33.3 });
    expect(await standingOf(by, id, noa)).toBeNull();
    expect(namesIn((await by.get(`/organisations/${id}/people?show=agreed`)).data)).toEqual(['Mia']);
    expect(namesIn((await by.get(`/organisations/${id}/people?search=gold`)).data)).toEqual(['Noa']);
    const seen = (await by.get(`/organisations/${id}/people/${mia.userId}`)).data;
    expect(seen.progress.courses).toMatchObject([{ course: { id: course } }]);
    expect((await by.get(`/organisations/${id}/people/${noa.userId}`)).data).toMatchObject({ progress: null });
    await agree(mia, version, false);
    expect((await by.get(`/organisations/${id}/people/${mia.userId}`)).data.progress).toBeNull();
    await agree(mia, version);
    await admin.post(`/privacy/consents/${document.id}/versions`, texts('2'));
    expect(await standingOf(by, id, mia)).toBeNull();
    await admin.put(`/privacy/consents/${document.id}`, { retired: true });
    expect((await by.get('/organisations/own')).data).toMatchObject([{ asks_consent: false }]);
  });

  it('is closed to others, to former representatives, without the role and once archived', async () => {
    const [by, other, oli] = [await representative(), await representative(), await named('Oli', 'Kern')];
    const [id, elsewhere] = [await organisation(by, oli), await organisation(other)];
    const sees = async (who: Caller, of = id) => (await who.get(`/organisations/${of}/people`)).status;
    expect([await sees(by), await sees(other), await sees(admin), await sees(teacher)]).toEqual([200, 404, 404, 404]);
    expect((await by.get(`/organisations/${elsewhere}/people/${oli.userId}`)).status).toBe(404);
    expect((await other.get(`/organisations/${elsewhere}/people/${oli.userId}`)).status).toBe(404);
    await admin.put(`/organisations/${id}`, { archived: true });
    expect(await sees(by)).toBe(404);
    await admin.put(`/organisations/${id}`, { archived: false });
    expect(await sees(by)).toBe(200);
    await admin.put(`/users/${by.userId}/roles`, { roles: ['mentor'] });
    expect(await sees(by)).toBe(404);
    expect((await by.get('/organisations/own')).data).toEqual([]);
    await admin.put(`/users/${by.userId}/roles`, { roles: ['corporate_representative'] });
    const back = { user_ids: [by.userId], is_representative: false };
    expect((await admin.post(`/organisations/${id}/members`, back)).data).toEqual({ added: 0, changed: 1 });
    expect(await sees(by)).toBe(404);
  });

  it('is found, renamed and emptied by administrators, with one name for one organisation', async () => {
    const pia = await named('Pia', 'Rossi');
    const { data: made } = await admin.post('/organisations', { name: 'Åkers & Co', note: 'Pays by invoice' });
    expect((await admin.post('/organisations', { name: 'AKERS & CO' })).errors[0]).toMatchObject({
      code: 'CONFLICT',
      field: 'name',
    });
    expect((await admin.put(`/organisations/${made.id}`, { name: 'Akers' })).data).toMatchObject({
      name: 'Akers',
      note: 'Pays by invoice',
    });
    const people = { user_ids: [pia.userId, pia.userId] };
    expect((await admin.post(`/organisations/${made.id}/members`, people)).data).toEqual({ added: 1, changed: 0 });
    expect((await pia.get('/users/me/organisations')).data).toMatchObject([{ organisation: { name: 'Akers' } }]);
    const { data: members } = await admin.get(`/organisations/${made.id}/members?search=rossi`);
    expect(members).toMatchObject([{ user: { id: pia.userId }, is_representative: false, has_role: false }]);
    expect((await admin.get('/organisations')).data).toContainEqual(
      expect.objectContaining({ id: made.id, members: 1, representatives: 0, archived_at: null }),
    );
    const gone = { user_ids: [pia.userId] };
    expect((await admin.post(`/organisations/${made.id}/members/remove`, gone)).data).toEqual({ removed: 1 });
    expect((await admin.post(`/organisations/${made.id}/members`, { user_ids: [987654321] })).status).toBe(404);
    const change = (await acts('organisation.change')).at(-1);
    expect(JSON.parse(change?.details ?? '')).toEqual({ name: { from: 'Åkers & Co', to: 'Akers' } });
  });
});

it('tells on the page of roles within what each role sees the progress of others', async () => {
  const { data } = await admin.get('/roles');
  const within = Object.fromEntries(
    data.roles.map(({ role, permissions }: { role: string; permissions: { permission: string; within: string }[] }) => [
      role,
      permissions.find(({ permission }) => permission === 'student:view_progress')?.within,
    ]),
  );
  expect(within).toEqual({
    student: undefined,
    instructor: 'courses',
    mentor: 'mentees',
    corporate_representative: 'organisation',
    administrator: null,
  });
});
