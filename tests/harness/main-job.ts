/**
 * The main job of the product as an outside program does it: with nothing but the addresses of the fixed API and bearer
 * tokens, from the set-up code to a certificate that verifies. Every step is checked; what later steps of a test may want
 * to know is answered.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { type Answer, type Caller, caller } from './academy.ts';
import { makePdf, makeVideo } from './ffmpeg.ts';
import { temporaryFolder } from './folders.ts';
import { upload } from './uploads.ts';

export const PEOPLE = {
  admin: { email: 'chief@example.org', password: 'a long enough password', first_name: 'Ada', last_name: 'Chief' },
  teacher: { email: 'teacher@example.org', password: 'another long password', first_name: 'Ines', last_name: 'Moreau' },
  learner: { email: 'learner@example.org', password: 'the longest password', first_name: 'Tomás', last_name: 'Ngũgĩ' },
};

/** A PNG of one pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

export interface MainJob {
  courseId: number;
  moduleIds: number[];
  assessmentId: number;
  certificate: { id: number; certificate_number: string; verification_hash: string };
  pdf: Uint8Array;
  admin: Caller;
  teacher: Caller;
  learner: Caller;
}

/** `data` of an answer that must have succeeded. */
function ok(answer: Answer, status = 200) {
  expect(`${answer.status} ${answer.text.slice(0, 300)}`).toMatch(new RegExp(`^${status} `));
  return answer.data;
}

export async function runMainJob(origin: string, dataFolder: string): Promise<MainJob> {
  const visitor = caller(origin, null, null);
  const admin = await setUp(origin, visitor, dataFolder);
  ok(await admin.post('/users', { ...PEOPLE.teacher, roles: ['instructor'] }), 201);
  const teacher = await signIn(origin, visitor, PEOPLE.teacher);
  const { courseId, moduleIds, videoSeconds } = await build(origin, teacher);
  const assessmentId = await addQuiz(teacher, courseId);
  expect(ok(await teacher.post(`/courses/${courseId}/publish`))).toMatchObject({ status: 'published', version: 1 });
  const { token } = ok(await visitor.post('/auth/register', PEOPLE.learner), 201);
  const learner = caller(origin, null, token);
  await study(visitor, learner, courseId, moduleIds, videoSeconds);
  const certificateId = await sitQuiz(learner, courseId, assessmentId);
  const { certificate, pdf } = await prove(origin, visitor, learner, certificateId);
  return { courseId, moduleIds, assessmentId, certificate, pdf, admin, teacher, learner };
}

async function setUp(origin: string, visitor: Caller, dataFolder: string): Promise<Caller> {
  expect(ok(await visitor.get('/health/ready'))).toEqual({ state: 'ok' });
  const code = readFileSync(join(dataFolder, 'setup-code'), 'utf8').trim();
  const { token } = ok(await visitor.post('/setup', { code, site_name: 'Northgate', admin: PEOPLE.admin }), 201);
  return caller(origin, null, token);
}

async function signIn(
  origin: string,
  visitor: Caller,
  { email, password }: (typeof PEOPLE)['teacher'],
): Promise<Caller> {
  const { token, refresh_token } = ok(await visitor.post('/auth/login', { email, password }));
  expect(refresh_token).toMatch(/^.{20,}$/);
  return caller(origin, null, token);
}

/** A course with a module of every kind but the quiz. */
async function build(origin: string, teacher: Caller) {
  const { id: courseId } = ok(await teacher.post('/courses', { title: 'Security 101' }), 201);
  ok(await teacher.put(`/courses/${courseId}`, { description: 'The first steps.', category: 'Security' }));
  const files = await uploads(origin, teacher, courseId);
  const modules = [
    { title: 'Welcome', content_type: 'markdown', content: '# Hello\n\nRead **this** first.' },
    { title: 'A picture', content_type: 'text', content: `![A pixel](/api/v1/files/${files.picture.id})` },
    { title: 'The film', content_type: 'video', file_id: files.film.id },
    { title: 'The sheet', content_type: 'pdf', content: `/api/v1/files/${files.sheet.id}` },
    { title: 'To keep', content_type: 'document', content: files.sheet.id, is_mandatory: false },
  ];
  const moduleIds: number[] = [];
  for (const module of modules) moduleIds.push(ok(await teacher.post(`/courses/${courseId}/modules`, module), 201).id);
  ok(await teacher.put(`/courses/${courseId}/modules/${moduleIds[0]}`, { title: 'Welcome aboard', duration: 3 }));
  return { courseId, moduleIds, videoSeconds: files.film.duration as number };
}

async function uploads(origin: string, teacher: Caller, courseId: number) {
  using folder = temporaryFolder('main-job');
  const path = join(folder.path, 'film.mp4');
  await makeVideo(path, { seconds: 2 });
  const to = { course_id: String(courseId) };
  return {
    film: await upload(origin, teacher, 'film.mp4', path, to),
    sheet: await upload(origin, teacher, 'sheet.pdf', await makePdf(['One page']), to),
    picture: await upload(origin, teacher, 'pixel.png', PIXEL, to),
  };
}

async function addQuiz(teacher: Caller, courseId: number): Promise<number> {
  const questions = [
    {
      type: 'single',
      prompt: 'Which is safe?',
      points: 2,
      options: [{ text: 'HTTPS', correct: true }, { text: 'HTTP' }],
    },
    {
      type: 'multiple_choice',
      prompt: 'Pick the fruit.',
      points: 2,
      options: [
        { text: 'Apple', correct: true },
        { text: 'Stone', correct: false },
        { text: 'Pear', correct: true },
      ],
    },
    { type: 'true_false', prompt: 'Ice is cold.', points: 1, correct_answer: true },
    { type: 'short_answer', prompt: 'Who are you?', points: 1, answers: ['me'] },
    { type: 'numeric', prompt: 'Two and two?', points: 1, value: 4 },
  ];
  const settings = { title: 'Check', assessment_type: 'quiz', passing_score: 70, time_limit: 10, max_attempts: 3 };
  const quiz = ok(await teacher.post('/assessments', { course_id: courseId, ...settings, questions }), 201);
  expect(quiz).toMatchObject({ ...settings, question_count: 5, points_total: 7 });
  return quiz.id;
}

async function study(visitor: Caller, learner: Caller, courseId: number, moduleIds: number[], videoSeconds: number) {
  const [card] = ok(await visitor.get('/courses?search=security'));
  expect(card).toMatchObject({ id: courseId, title: 'Security 101' });
  ok(await learner.post(`/courses/${courseId}/enroll`), 201);
  const outline = ok(await learner.get(`/courses/${courseId}/modules`)) as { id: number; content_type: string }[];
  expect(outline.map(module => module.content_type)).toEqual(['markdown', 'markdown', 'video', 'pdf', 'file', 'quiz']);
  const report = (id: number, body: object) => learner.put(`/courses/${courseId}/modules/${id}/progress`, body);
  const film = outline.find(module => module.content_type === 'video')?.id as number;
  expect(ok(await report(film, { last_position: 1, time_spent: 5 })).module).toMatchObject({
    last_position: 1,
    time_spent: 5,
  });
  for (const id of moduleIds)
    ok(await report(id, { last_position: id === film ? videoSeconds : 1, time_spent: 1, completed: true }));
  const progress = ok(await learner.get(`/courses/${courseId}/progress`));
  expect(progress).toMatchObject({
    mandatory_total: 5,
    mandatory_done: 4,
    progress_percentage: 80,
    completed_at: null,
  });
}

async function sitQuiz(learner: Caller, courseId: number, assessmentId: number): Promise<number> {
  const started = await learner.post(`/assessments/${assessmentId}/attempts`);
  expect(started.text).not.toMatch(/"correct"/);
  const attempt = ok(started, 201) as {
    id: number;
    questions: { id: number; options: { id: string; text: string }[] }[];
  };
  expect(ok(await learner.post(`/assessments/${assessmentId}/attempts`)).id).toBe(attempt.id);
  const [single, multiple, trueFalse, short, numeric] = attempt.questions;
  const save = async (question: { id: number } | undefined, answer: unknown) =>
    ok(await learner.put(`/attempts/${attempt.id}/answers/${question?.id}`, { answer }));
  const idOf = (text: string) => single?.options.find(option => option.text === text)?.id as string;
  expect((await save(single, [idOf('HTTPS')])).answer).toEqual([idOf('HTTPS')]);
  // By their texts, and alone: what is kept are the ids all the same.
  expect((await save(single, 'HTTPS')).answer).toEqual([idOf('HTTPS')]);
  await save(multiple, ['Apple', 'Pear']);
  await save(short, ' Me ');
  const answers = [
    { question_id: trueFalse?.id, answer: 'True' },
    { question_id: numeric?.id, answer: 4 },
  ];
  const result = ok(await learner.post(`/assessments/${assessmentId}/submit`, { attempt_id: attempt.id, answers }));
  expect(result).toMatchObject({ score: 100, passed: true, points_awarded: 7, state: 'submitted' });
  const again = ok(await learner.post(`/assessments/${assessmentId}/submit`, { attempt_id: attempt.id }));
  expect(again.submitted_at).toBe(result.submitted_at);
  expect(ok(await learner.get(`/assessments/${assessmentId}/results`))).toMatchObject([{ id: attempt.id, score: 100 }]);
  const progress = ok(await learner.get(`/courses/${courseId}/progress`));
  expect(progress).toMatchObject({ progress_percentage: 100, mandatory_done: 5 });
  return progress.certificate_id;
}

async function prove(origin: string, visitor: Caller, learner: Caller, id: number) {
  const certificate = ok(await learner.get(`/certificates/${id}`));
  const { learner: person } = PEOPLE;
  expect(certificate.content).toMatchObject({ recipient: `${person.first_name} ${person.last_name}`, score: 100 });
  expect(ok(await learner.get('/users/me/certificates'))).toHaveLength(1);
  for (const reference of [id, certificate.certificate_number, certificate.verification_hash])
    expect(ok(await visitor.post(`/certificates/${reference}/verify`))).toMatchObject({ valid: true });
  const response = await fetch(`${origin}/api/v1/certificates/${id}/download`, {
    headers: { authorization: `Bearer ${learner.token}` },
  });
  const pdf = new Uint8Array(await response.arrayBuffer());
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
  expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
  return { certificate, pdf };
}
