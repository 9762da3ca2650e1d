import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { LedgerEntry } from '../../server/ledger/contract.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { verified } from '../harness/ledger.ts';
import { upload } from '../harness/uploads.ts';
import { setupCode } from '../../server/site/setup-code.ts';

let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
let learner: Caller;
let courseId: number;
let moduleIds: number[];
let quizId: number;
let attemptId: number;
let picture: { id: number; sha256: string };
let backupId: string;

const course = { title: 'Network defence', description: 'Close the doors.', difficulty_level: 'beginner' };
const lesson = (title: string, content = 'Text.') => ({ title, content, content_type: 'markdown', duration: 5 });
const jobDone = (id: number) =>
  eventually(
    `job ${id}`,
    async () => {
      const { data } = await admin.get(`/jobs/${id}`);
      if (data.state === 'failed') throw new Error(data.last_error);
      return data.state === 'done';
    },
    60_000,
  );
const item = async (kind: string, name: string) =>
  (await admin.get(`/backups/${backupId}/inside/${kind}?search=${encodeURIComponent(name)}`)).data[0];
const takeBack = (kind: string, id: number) => admin.post(`/backups/${backupId}/inside/${kind}/${id}/take-back`);

beforeAll(async () => {
  site = await startAcademy();
  const names = { first_name: 'Marisol', last_name: 'Vega' };
  await site.visitor.post('/setup', {
    code: setupCode(site.dataFolder),
    site_name: 'Northgate',
    admin: { ...names, email: 'marisol@example.org', password: 'correct horse battery' },
  });
  admin = await site.person(['administrator']);
  teacher = await site.person(['instructor'], { first_name: 'Ngozi', last_name: 'Okafor' });
  learner = await site.person(['student'], { first_name: 'Itzel', last_name: 'Hernández' });
  courseId = (await teacher.post('/courses', course)).data.id;
  const bytes = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#00668c' } })
    .png()
    .toBuffer();
  picture = await upload(site.origin, teacher, 'wire.png', bytes);
  moduleIds = [];
  for (const title of ['One', 'Two', 'Three'])
    moduleIds.push(
      (await teacher.post(`/courses/${courseId}/modules`, lesson(title, `![wire](/api/v1/files/${picture.id})`))).data
        .id,
    );
  const question = {
    type: 'single',
    prompt: 'Which?',
    points: 1,
    options: [
      { text: 'A', correct: true },
      { text: 'B', correct: false },
    ],
  };
  const quiz = { course_id: courseId, title: 'Final', assessment_type: 'quiz', questions: [question] };
  quizId = (await teacher.post('/assessments', quiz)).data.id;
  await teacher.post(`/courses/${courseId}/publish`);
  await learner.post(`/courses/${courseId}/enroll`);
  await learner.put(`/courses/${courseId}/modules/${moduleIds[0]}/progress`, { completed: true, time_spent: 60 });
  const { data: attempt } = await learner.post(`/assessments/${quizId}/attempts`);
  attemptId = attempt.id;
  await learner.put(`/attempts/${attemptId}/answers/${attempt.questions[0].id}`, {
    answer: attempt.questions[0].options[0].id,
  });
  await jobDone((await admin.post('/backups', {})).data.job_id);
  backupId = (await admin.get('/backups')).data[0].id;
}, 90_000);
afterAll(() => site.stop());

describe('an opened backup', () => {
  it('is closed at first, and says so', async () => {
    expect((await admin.get(`/backups/${backupId}/inside`)).data).toMatchObject({ state: 'closed', comparison: [] });
    expect((await admin.get(`/backups/${backupId}/inside/courses`)).errors[0]?.code).toBe('CONFLICT');
    expect((await admin.get('/backups/20200101-000000-abcd/inside')).status).toBe(404);
    expect((await teacher.get(`/backups/${backupId}/inside`)).status).toBe(403);
  });

  it('is opened in the background and compared with the academy', async () => {
    const { data } = await admin.post(`/backups/${backupId}/inside`);
    expect(data.state).toBe('opening');
    await jobDone(data.job_id);
    const opened = (await admin.get(`/backups/${backupId}/inside`)).data;
    expect(opened.state).toBe('open');
    expect(opened.comparison.find((each: { kind: string }) => each.kind === 'courses')).toEqual({
      kind: 'courses',
      then: 1,
      now: 1,
      gone: 0,
      changed: 0,
      newer: 0,
    });
    expect(await item('people', 'hernandez')).toMatchObject({
      name: 'Itzel Hernández',
      state: 'same',
      then: 1,
      now: 1,
    });
  });

  it('shows what is lost since, and what is newer', async () => {
    await teacher.delete(`/courses/${courseId}/modules/${moduleIds[1]}`);
    await teacher.put(`/courses/${courseId}/modules/${moduleIds[0]}`, { content: 'Spoilt.' });
    await teacher.post(`/courses/${courseId}/modules`, lesson('Newer'));
    await site.academy.db.writer('submission_answers').where({ submission_id: attemptId }).delete();
    await site.academy.db.writer('assessment_submissions').where({ id: attemptId }).delete();
    expect(await item('courses', 'network')).toMatchObject({ state: 'changed', then: 4, now: 4 });
    expect(await item('attempts', 'final')).toMatchObject({ state: 'gone', detail: 'Itzel Hernández' });
    expect(await item('people', 'itzel')).toMatchObject({ state: 'changed' });
    const gone = await admin.get(`/backups/${backupId}/inside/attempts?state=gone`);
    expect([gone.data.length, gone.meta.pagination?.total]).toEqual([1, 1]);
  });
});

describe('taking back', () => {
  it('one attempt, with its answers', async () => {
    const { data } = await takeBack('attempts', attemptId);
    expect(data).toMatchObject({ attempts: 1, rows: 2 });
    expect((await learner.get(`/attempts/${attemptId}`)).data.answers).toHaveLength(1);
    expect(await item('attempts', 'final')).toMatchObject({ state: 'same' });
  });

  it('one course as it was, with its files; what was made since moves to its end', async () => {
    const stored = await site.academy.db.reader('content_files').where({ id: picture.id }).first('path');
    rmSync(join(site.dataFolder, 'media', stored.path));
    const { data } = await takeBack('courses', courseId);
    expect(data.lessons).toBe(4);
    const outline = (await teacher.get(`/courses/${courseId}/modules`)).data as { id: number; title: string }[];
    expect(outline.map(module => module.title)).toEqual(['One', 'Two', 'Three', 'Final', 'Newer']);
    expect(outline.slice(0, 3).map(module => module.id)).toEqual(moduleIds);
    expect((await teacher.get(`/courses/${courseId}/modules/${moduleIds[0]}`)).data.content).toContain('![wire]');
    expect(existsSync(join(site.dataFolder, 'media', stored.path))).toBe(true);
    expect((await teacher.get(`/courses/${courseId}`)).data).toMatchObject({ module_count: 5, enrolled_count: 1 });
  });

  it('a course that was removed, with what people did in it', async () => {
    await site.academy.db.writer('courses').where({ id: courseId }).update({ deleted_at: '2026-11-21T00:00:00.000Z' });
    await site.academy.db.writer('course_enrollments').where({ course_id: courseId }).delete();
    expect(await item('courses', 'network')).toMatchObject({ state: 'gone', now: null });
    await takeBack('courses', courseId);
    const home = await learner.get('/home');
    expect(home.data.courses.map((each: { course: { title: string } }) => each.course.title)).toEqual([
      'Network defence',
    ]);
    expect((await learner.get(`/courses/${courseId}/progress`)).data.progress_percentage).toBeGreaterThan(0);
  });

  it('a person who is gone, with everything they did', async () => {
    const id = learner.userId as number;
    await site.academy.db.writer('users').where({ id }).delete();
    expect(await item('people', 'itzel')).toMatchObject({ state: 'gone' });
    const { data } = await takeBack('people', id);
    expect(data).toMatchObject({ people: 1, attempts: 1 });
    expect((await admin.get('/users?search=itzel')).data[0]).toMatchObject({ id, course_count: 1 });
    expect(await item('people', 'itzel')).toMatchObject({ state: 'same' });
    const acts = await site.academy.db.reader('user_activity_logs').where({ action: 'backup.take-back' });
    expect(acts.map((act: { resource_type: string }) => act.resource_type)).toContain('people');
  });

  it('leaves the ledger intact, each of them an entry', async () => {
    expect(await verified(admin)).toMatchObject({ ok: true, trouble: null });
    const { data } = await admin.get('/activity?action=backup.take-back');
    expect(data.map((entry: LedgerEntry) => entry.resource_type)).toEqual(['people', 'courses', 'courses', 'attempts']);
  });

  it('refuses what the backup does not hold, and everything once it is closed', async () => {
    expect((await takeBack('people', 999_999)).status).toBe(404);
    expect((await admin.delete(`/backups/${backupId}/inside`)).status).toBe(200);
    expect((await takeBack('courses', courseId)).errors[0]?.code).toBe('CONFLICT');
    expect(existsSync(join(site.dataFolder, 'scratch', 'inside', backupId))).toBe(false);
  });
});
