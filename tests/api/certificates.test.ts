import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertAssessment, insertCourse, insertModule, insertSubmission } from '../factories/courses.ts';
import { startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';

let site: TestAcademy;
let teacher: Caller;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  teacher = await site.person(['instructor'], { first_name: 'Ngozi', last_name: 'Okafor' });
  admin = await site.person(['administrator']);
  await admin.put('/site', { name: 'Academy of Base Camp' });
});
afterAll(() => site.stop());

const db = () => site.academy.db;
const code = (answer: { errors: { code: string }[] }) => answer.errors[0]?.code;
const certificatesOf = (userId: number | null) => db().reader('certificates').where({ user_id: userId });

async function course(lessons: number, change: { estimated_duration?: number } = {}) {
  const id = await insertCourse(db(), { instructor_id: teacher.userId as number, ...change });
  const modules: number[] = [];
  for (let i = 0; i < lessons; i++) modules.push(await insertModule(db(), { course_id: id }));
  return { id, modules };
}
const done = (who: Caller, id: number, moduleId: number | undefined) =>
  who.put(`/courses/${id}/modules/${moduleId}/progress`, { completed: true });

/** A person with a certificate of a new course. */
async function graduate(names: { first_name?: string; last_name?: string } = {}) {
  const learner = await site.person(['student'], names);
  const { id, modules } = await course(1);
  await learner.post(`/courses/${id}/enroll`);
  const { data } = await done(learner, id, modules[0]);
  const certificate = (await learner.get(`/certificates/${data.certificate_id}`)).data;
  return { learner, courseId: id, certificate };
}
const verify = (reference: string | number) => site.visitor.post(`/certificates/${reference}/verify`);

describe('issuing', () => {
  it('freezes what was true when the course was completed', async () => {
    const learner = await site.person(['student'], { first_name: 'Thuỳ Dương', last_name: 'Nguyễn' });
    const { id, modules } = await course(1, { estimated_duration: 840 });
    const quiz = await insertAssessment(db(), { course_id: id });
    const exam = await insertAssessment(db(), { course_id: id, assessment_type: 'exam' });
    const scores = [
      [quiz, 1, 100, true],
      [exam, 1, 60, false],
      [exam, 2, 91, true],
      [exam, 3, 85, true],
    ] as const;
    for (const [assessment_id, attempt_number, score, passed] of scores)
      await insertSubmission(db(), { user_id: learner.userId as number, assessment_id, attempt_number, score, passed });
    await learner.post(`/courses/${id}/enroll`);
    const { data } = await done(learner, id, modules[0]);
    await learner.put('/users/me', { last_name: 'Changed' });
    await db().writer('courses').where({ id }).update({ title: 'Changed' });
    const certificate = (await learner.get(`/certificates/${data.certificate_id}`)).data;
    expect(certificate.content).toMatchObject({
      recipient: 'Thuỳ Dương Nguyễn',
      course_title: 'Network defence',
      instructor: 'Ngozi Okafor',
      site_name: 'Academy of Base Camp',
      score: 91,
      hours: 14,
      expires_at: null,
    });
    expect(certificate.certificate_number).toMatch(/^AOB-\d{4}-\d{6}$/);
    expect(certificate.verification_url).toBe(`${site.origin}/verify/${certificate.verification_hash}`);
    expect((await verify(certificate.verification_hash)).data.valid).toBe(true);
  });

  it('happens once when the last two modules are completed at the same moment, several times', async () => {
    for (let round = 0; round < 5; round++) {
      const [learner, { id, modules }] = [await site.person(), await course(2)];
      await learner.post(`/courses/${id}/enroll`);
      const answers = await Promise.all([0, 1, 0, 1].map(i => done(learner, id, modules[i])));
      expect(answers.map(a => a.status)).toEqual([200, 200, 200, 200]);
      expect(await certificatesOf(learner.userId)).toHaveLength(1);
      const { data } = await learner.get(`/courses/${id}/progress`);
      expect(data).toMatchObject({ progress_percentage: 100, certificate_id: expect.any(Number) });
    }
  });

  it('numbers without gaps, also when many finish at once', async () => {
    const { id, modules } = await course(1);
    const people = await Promise.all(Array.from({ length: 10 }, () => site.person()));
    for (const person of people) await person.post(`/courses/${id}/enroll`);
    await Promise.all(people.map(person => done(person, id, modules[0])));
    const rows: { certificate_number: string }[] = await db().reader('certificates').orderBy('certificate_number');
    const numbers = rows.map(row => Number(row.certificate_number.split('-').at(-1)));
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
  });

  it('is not repeated when somebody leaves, comes back and completes again', async () => {
    const { learner, courseId, certificate } = await graduate();
    await learner.delete(`/courses/${courseId}/enroll`);
    expect((await learner.get('/home')).data.certificates).toHaveLength(1);
    await learner.post(`/courses/${courseId}/enroll`);
    const rows = await certificatesOf(learner.userId);
    expect(rows.map((row: { id: number }) => row.id)).toEqual([certificate.id]);
  });

  it('is part of passing the last quiz', async () => {
    const { id } = await course(0);
    const quiz = await insertModule(db(), { course_id: id, content_type: 'quiz' });
    const options = [
      { text: 'Yes', correct: true },
      { text: 'No', correct: false },
    ];
    const questions = [{ type: 'true_false', prompt: 'Is a hash one-way?', options }];
    const body = { course_id: id, module_id: quiz, title: 'Check', questions };
    const assessment = (await teacher.post('/assessments', body)).data;
    const learner = await site.person();
    await learner.post(`/courses/${id}/enroll`);
    const attempt = (await learner.post(`/assessments/${assessment.id}/attempts`)).data;
    const [question] = attempt.questions;
    const right = question.options.find((option: { text: string }) => option.text === 'Yes').id;
    const submit = { attempt_id: attempt.id, answers: { [question.id]: [right] } };
    const handed = await Promise.all([1, 2].map(() => learner.post(`/assessments/${assessment.id}/submit`, submit)));
    expect(handed.map(a => a.data.passed)).toEqual([true, true]);
    const { data } = await learner.get(`/users/me/certificates`);
    expect(data).toHaveLength(1);
    expect(data[0].content).toMatchObject({ score: 100, course_id: id });
  });
});

describe('verifying', () => {
  it('is open to everybody by hash, number and id, and tells no e-mail address and no account', async () => {
    const { certificate } = await graduate({ first_name: 'Ama', last_name: 'Owusu' });
    const references = [
      certificate.verification_hash,
      certificate.certificate_number,
      certificate.certificate_number.toLowerCase(),
      certificate.id,
    ];
    for (const reference of references) {
      const { status, data, text } = await verify(reference);
      expect(status).toBe(200);
      expect(data).toMatchObject({ valid: true, key_fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) });
      expect(data.certificate.content.recipient).toBe('Ama Owusu');
      expect(text).not.toMatch(/@example\.org|user_id/);
    }
  });

  it.each(['999999', 'ABC-2026-999999', 'f'.repeat(32), "' or 1=1 --", '\u0000'])(
    'knows nothing of “%s”',
    async reference => {
      const answer = await verify(encodeURIComponent(reference));
      expect([answer.status, code(answer)]).toEqual([404, 'NOT_FOUND']);
    },
  );

  it.each([
    ['another name', (row: Row) => ({ metadata: row.metadata.replace('Person', 'Impostor') }), { signed: false }],
    [
      'a better score',
      (row: Row) => ({ metadata: row.metadata.replace('"score":null', '"score":99') }),
      { signed: false },
    ],
    ['no content', () => ({ metadata: 'not json' }), { signed: false }],
    ['an empty content', () => ({ metadata: '{}' }), { signed: false }],
    ['another number', () => ({ certificate_number: 'XYZ-1999-000001' }), { signed: true, unchanged: false }],
    ['an earlier date', () => ({ issued_at: '2001-01-01T00:00:00.000Z' }), { signed: true, unchanged: false }],
    ['a later end', () => ({ expires_at: '2099-01-01T00:00:00.000Z' }), { signed: true, unchanged: false }],
    ['another key', () => ({ key_fingerprint: '0'.repeat(64) }), { signed: true, unchanged: false }],
    ['a made-up signature', () => ({ signature: 'AAAA' }), { signed: false }],
  ])('shows a record with %s as changed', async (_what, change, expected) => {
    const { learner, certificate } = await graduate();
    const row: Row = await db().reader('certificates').where({ id: certificate.id }).first();
    await db().writer('certificates').where({ id: certificate.id }).update(change(row));
    const { status, data } = await verify(certificate.verification_hash);
    expect(status).toBe(200);
    expect(data).toMatchObject({ valid: false, checks: { unchanged: false, ...expected } });
    expect((await learner.get(`/certificates/${certificate.id}/download`)).status).toBe(409);
    await db().writer('certificates').where({ id: certificate.id }).update(row);
    expect((await verify(certificate.verification_hash)).data.valid).toBe(true);
  });

  it('says when a certificate was revoked, and gives it to nobody any more', async () => {
    const { learner, certificate } = await graduate();
    await db().writer('certificates').where({ id: certificate.id }).update({ revoked_at: '2026-01-01T00:00:00.000Z' });
    const { data } = await verify(certificate.verification_hash);
    expect(data).toMatchObject({ valid: false, checks: { signed: true, unchanged: true, not_revoked: false } });
    expect((await learner.get(`/certificates/${certificate.id}/download`)).status).toBe(409);
    expect((await learner.get('/home')).data.certificates).toEqual([]);
  });

  it('makes those wait who count up ids, not those who hold a hash', async () => {
    const { certificate } = await graduate();
    const statuses: number[] = [];
    for (let id = 100_000; id < 100_070; id++) statuses.push((await verify(id)).status);
    expect(statuses.at(-1)).toBe(429);
    expect((await verify(certificate.verification_hash)).status).toBe(200);
  });
});

interface Row {
  metadata: string;
}

describe('reading and downloading', () => {
  it('is for the person, the course’s teacher and administrators', async () => {
    const { learner, certificate } = await graduate();
    for (const who of [learner, teacher, admin])
      expect((await who.get(`/certificates/${certificate.certificate_number}`)).data.id).toBe(certificate.id);
    for (const who of [await site.person(), await site.person(['instructor'])]) {
      expect((await who.get(`/certificates/${certificate.id}`)).status).toBe(404);
      expect((await who.get(`/certificates/${certificate.id}/download`)).status).toBe(404);
      expect((await who.get(`/users/${learner.userId}/certificates`)).status).toBe(404);
    }
    expect((await site.visitor.get(`/certificates/${certificate.id}`)).status).toBe(401);
    expect((await site.visitor.get(`/certificates/${certificate.id}/download`)).status).toBe(401);
  });

  it('gives the PDF to its owner and to whoever has the hash, the same bytes each time', async () => {
    const { learner, certificate } = await graduate();
    const own = await learner.get(`/certificates/${certificate.id}/download`);
    expect(own.status).toBe(200);
    expect(own.headers.get('content-type')).toBe('application/pdf');
    expect(own.headers.get('content-disposition')).toContain(`filename="${certificate.certificate_number}.pdf"`);
    expect(own.text.startsWith('%PDF-')).toBe(true);
    const shared = await site.visitor.get(`/certificates/${certificate.verification_hash}/download`);
    expect(shared.text).toBe(own.text);
  });

  it('lists a person’s certificates: all for them and administrators, their own courses’ for teachers', async () => {
    const { learner, certificate } = await graduate();
    for (const [who, ref] of [
      [learner, 'me'],
      [learner, learner.userId],
      [teacher, learner.userId],
      [admin, learner.userId],
    ] as const)
      expect((await who.get(`/users/${ref}/certificates`)).data.map((c: { id: number }) => c.id)).toEqual([
        certificate.id,
      ]);
    expect((await (await site.person()).get('/users/me/certificates')).data).toEqual([]);
  });
});
