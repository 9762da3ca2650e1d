/** People who are neighbours of each other, and things that belong to one of them: for tests of whose thing it is. */
import { expect } from 'vitest';
import { QUESTIONS } from '../factories/assessments.ts';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Answer, type Caller, PASSWORD, startAcademy, type TestAcademy } from './academy.ts';
import { eventually } from './eventually.ts';
import { begin, send } from './uploads.ts';

/** Who asks; every thing belongs to the learner, or to the teacher of the learner's course. */
const PEOPLE = {
  visitor: null,
  learner: ['student'],
  /** In the same course. */
  classmate: ['student'],
  /** In no course. */
  stranger: ['student'],
  teacher: ['instructor'],
  /** Teaches other courses. */
  colleague: ['instructor'],
  mentor: ['mentor'],
  /** Guides others. */
  'other mentor': ['mentor'],
  representative: ['corporate_representative'],
  /** Of another organisation. */
  'other representative': ['corporate_representative'],
  administrator: ['administrator'],
} as const;
export type Name = keyof typeof PEOPLE;
export const NAMES = Object.keys(PEOPLE) as Name[];

let site: TestAcademy;
let people: Record<Name, Caller>;

/** Opens the academy with its people; the test stops it. */
export async function openNeighbourhood(): Promise<{ site: TestAcademy; people: Record<Name, Caller> }> {
  site = await startAcademy();
  const entries = NAMES.map(async name => {
    const roles = PEOPLE[name];
    return [name, roles === null ? site.visitor : await site.person([...roles])] as const;
  });
  people = Object.fromEntries(await Promise.all(entries)) as typeof people;
  return { site, people };
}

export type Ids = Record<string, string>;

const idOf = ({ data, status, text }: Answer) => {
  expect(status, text).toBeLessThan(300);
  return String(data.id);
};

async function course(status: 'published' | 'draft'): Promise<Ids> {
  const { db } = site.academy;
  const id = await insertCourse(db, { instructor_id: people.teacher.userId as number, status });
  const moduleId = await insertModule(db, { course_id: id });
  if (status === 'published')
    for (const who of [people.learner, people.classmate])
      expect((await who.post(`/courses/${id}/enroll`)).status).toBe(201);
  return { id: String(id), moduleId: String(moduleId) };
}

/** The course and the colleague, who teaches it too. */
async function team(): Promise<Ids> {
  const { id } = await course('published');
  const added = await people.teacher.put(`/courses/${id}/instructors/${people.colleague.userId}`);
  expect(added.status, added.text).toBe(200);
  return { id: id as string, userId: String(people.colleague.userId) };
}

async function quiz(): Promise<Ids> {
  const { id: courseId } = await course('published');
  const made = await people.teacher.post('/assessments', {
    course_id: Number(courseId),
    title: 'Check',
    questions: QUESTIONS,
  });
  return { id: idOf(made) };
}

async function attempt(): Promise<Ids> {
  const { id } = await quiz();
  const { data } = await people.learner.post(`/assessments/${id}/attempts`);
  return { id: id as string, attemptId: String(data.id), questionId: String(data.questions[0].id) };
}

async function handedIn(): Promise<Ids> {
  const ids = await attempt();
  const answer = await people.learner.post(`/assessments/${ids['id']}/submit`, {
    attempt_id: Number(ids['attemptId']),
  });
  expect(answer.status, answer.text).toBe(200);
  return ids;
}

async function certificate(): Promise<Ids> {
  const { id, moduleId } = await course('published');
  const { data } = await people.learner.put(`/courses/${id}/modules/${moduleId}/progress`, { completed: true });
  return { id: String(data.certificate_id) };
}

const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Uploaded by the teacher for a lesson of the learner's course. */
async function lessonFile(): Promise<Ids> {
  const { id, moduleId } = await course('published');
  const sent = await send(site.origin, people.teacher, 'plan.png', PICTURE);
  const file = await people.teacher.get(`/uploads/${sent.id}/file`);
  const fileId = idOf(file);
  const change = { content_type: 'file', file_id: Number(fileId) };
  const put = await people.teacher.put(`/courses/${id}/modules/${moduleId}`, change);
  expect(put.status, put.text).toBe(200);
  return { id: fileId };
}

/** Uploaded by the learner, used nowhere. */
async function ownFile(): Promise<Ids> {
  const sent = await send(site.origin, people.learner, 'me.png', PICTURE, { purpose: 'avatar' });
  expect(sent.status, sent.text).toBeLessThan(300);
  return { id: idOf(await people.learner.get(`/uploads/${sent.id}/file`)) };
}

async function upload(): Promise<Ids> {
  return { id: (await begin(people.learner, 10, { filename: 'me.png', purpose: 'avatar' })).id };
}

/** The learner, with a certificate of a course of the teacher. */
async function person(): Promise<Ids> {
  await certificate();
  return { id: String(people.learner.userId) };
}

/** The learner, guided by the mentor; the stranger is guided by the other one. */
async function mentee(): Promise<Ids> {
  const { administrator, mentor, learner, stranger } = people;
  const assign = async (by: Caller, whom: Caller) =>
    expect(
      (await administrator.post('/mentoring/assignments', { mentor_id: by.userId, mentee_ids: [whom.userId] })).status,
    ).toBe(201);
  await assign(mentor, learner);
  await assign(people['other mentor'], stranger);
  return { id: String(learner.userId) };
}

/** Of the learner and the representative; the stranger and the other representative are in another one. */
async function organisation(): Promise<Ids> {
  const { administrator, representative, learner, stranger } = people;
  const found = async (name: string, by: Caller, whom: Caller) => {
    const id = idOf(await administrator.post('/organisations', { name: `${name} ${++made}` }));
    const add = (who: Caller, is_representative: boolean) =>
      administrator.post(`/organisations/${id}/members`, { user_ids: [who.userId], is_representative });
    expect((await add(by, true)).data).toEqual({ added: 1, changed: 0 });
    expect((await add(whom, false)).data).toEqual({ added: 1, changed: 0 });
    return id;
  };
  await found('Elsewhere', people['other representative'], stranger);
  return { id: await found('Harbour Works', representative, learner), userId: String(learner.userId) };
}

let made = 0;
const inserted = async (table: string, row: Record<string, unknown>): Promise<string> => {
  const [{ id }] = (await site.academy.db.writer(table).insert(row).returning('id')) as [{ id: number }];
  return String(id);
};

/** Set up by the learner, not confirmed yet. */
async function authenticator(): Promise<Ids> {
  return { id: idOf(await people.learner.post('/factors/authenticators', { name: 'Phone' })) };
}

async function passkey(): Promise<Ids> {
  const key = { credential_id: `key-${++made}`, public_key: 'k', counter: 0, transports: '[]', rp_id: 'localhost' };
  const at = new Date(site.now()).toISOString();
  const row = { ...key, user_id: people.learner.userId, name: 'Key', synced: false, created_at: at };
  return { id: await inserted('passkeys', row) };
}

/** The learner's account at a provider of single sign-on. */
async function identity(): Promise<Ids> {
  const provider = {
    preset: 'openid',
    key: `camp-${++made}`,
    label: 'Camp',
    issuer: 'http://127.0.0.1:9',
    client_id: 'x',
  };
  const provider_id = Number(idOf(await people.administrator.post('/sso/providers', provider)));
  const row = {
    user_id: people.learner.userId,
    provider_id,
    subject: 's',
    linked_at: new Date(site.now()).toISOString(),
  };
  return { id: await inserted('user_identities', row) };
}

/** Of the learner, and not the one that they ask with. */
async function session(): Promise<Ids> {
  const { id } = await person();
  const { email } = (await people.learner.get('/users/me')).data;
  await people.visitor.post('/auth/login', { email, password: PASSWORD });
  const open = (await people.learner.get('/users/me/sessions')).data as { id: number; current: boolean }[];
  return { id: id as string, sessionId: String(open.find(({ current }) => !current)?.id) };
}

/** The learner is told of a device that is new. */
async function notice(): Promise<Ids> {
  const { email } = (await people.learner.get('/users/me')).data;
  const agent = 'Mozilla/5.0 (Windows NT 10.0) Firefox/145.0';
  const phone = 'Mozilla/5.0 (iPhone) Version/19.1 Mobile Safari/604.1';
  for (const one of [agent, phone])
    await people.visitor.request('POST', '/auth/login', { email, password: PASSWORD }, { 'user-agent': one });
  const { notices } = (await people.learner.get('/users/me/session')).data as { notices: { id: number }[] };
  return { noticeId: String(notices[0]?.id) };
}

/** Everything about the learner in one file, ready to be fetched. */
async function personalExport(): Promise<Ids> {
  const asked = await people.learner.post('/users/me/privacy/exports');
  const exportId = idOf(asked);
  await eventually(
    'the export is made',
    async () => {
      const { exports } = (await people.learner.get('/users/me/privacy')).data;
      return exports.find((one: { id: number }) => String(one.id) === exportId)?.state === 'ready';
    },
    60_000,
  );
  return { id: String(people.learner.userId), exportId };
}

/** The learner, who asked to be erased. */
async function wishToGo(): Promise<Ids> {
  const { confirm } = (await people.learner.get('/users/me/privacy/erasure')).data;
  expect((await people.learner.post('/users/me/privacy/erasure', { confirm })).status).toBe(200);
  return { id: String(people.learner.userId) };
}

/** Each makes a new one and answers the ids that name it. */
export const THINGS = {
  course: () => course('published'),
  draft: () => course('draft'),
  team,
  quiz,
  attempt,
  'handed-in attempt': handedIn,
  certificate,
  'lesson file': lessonFile,
  'own file': ownFile,
  upload,
  person,
  authenticator,
  passkey,
  identity,
  session,
  notice,
  export: personalExport,
  'wish to go': wishToGo,
  mentee,
  organisation,
};
