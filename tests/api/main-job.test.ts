import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { hasFfmpeg } from '../harness/ffmpeg.ts';
import { type MainJob, runMainJob } from '../harness/main-job.ts';

let site: TestAcademy;
beforeAll(async () => {
  site = await startAcademy();
});
afterAll(() => site.stop());

describe.skipIf(!hasFfmpeg())('the main job, done by an outside program', () => {
  let job: MainJob;

  it('leads from the set-up code to a certificate that verifies', async () => {
    job = await runMainJob(site.origin, site.dataFolder);
    expect(job.pdf.length).toBeGreaterThan(5000);
  });

  it('cannot be begun a second time', async () => {
    const admin = { email: 'x@example.org', password: 'long enough indeed', first_name: 'X', last_name: 'Y' };
    const answer = await site.visitor.post('/setup', { code: 'ABCD', site_name: 'Mine', admin });
    expect([answer.status, answer.errors[0]?.code]).toEqual([409, 'ALREADY_SET_UP']);
  });

  it('ends in the bin and the archive as the API says', async () => {
    const { teacher, courseId, moduleIds } = job;
    expect((await teacher.delete(`/courses/${courseId}/modules/${moduleIds[4]}`)).status).toBe(200);
    expect((await teacher.get(`/courses/${courseId}/modules`)).data).toHaveLength(5);
    expect((await teacher.delete(`/courses/${courseId}`)).errors[0]?.code).toBe('COURSE_NOT_EMPTY');
    expect((await teacher.post(`/courses/${courseId}/archive`)).data.status).toBe('archived');
    expect((await site.visitor.get('/courses')).data).toEqual([]);
  });
});

describe('what a program may write differently', () => {
  const sentence = ({ status, errors }: Answer) => `${status} ${errors[0]?.field}: ${errors[0]?.message}`;
  const options = [{ text: 'Yes', correct: true }, { text: 'No' }];

  it('kinds of modules have other names, and what is none is answered with the list', async () => {
    const teacher = await site.person(['instructor']);
    const { id } = (await teacher.post('/courses', { title: 'Names' })).data;
    const kinds = {
      lesson: 'markdown',
      'text/markdown': 'markdown',
      'video/mp4': 'video',
      document: 'file',
      exam: 'quiz',
    };
    for (const [written, kept] of Object.entries(kinds)) {
      const made = await teacher.post(`/courses/${id}/modules`, { title: 'A module', content_type: written });
      expect([made.status, made.data.content_type], written).toEqual([201, kept]);
    }
    const refused = await teacher.post(`/courses/${id}/modules`, { title: 'Slides', content_type: 'slides' });
    expect(sentence(refused)).toMatch(
      /^400 content_type: .*must be one of: markdown \(or text, .*video .*audio .*pdf .*file .*quiz/,
    );
  });

  it('a text that is only a number stays a text in a lesson', async () => {
    const teacher = await site.person(['instructor']);
    const { id } = (await teacher.post('/courses', { title: 'Numbers' })).data;
    const made = await teacher.post(`/courses/${id}/modules`, { title: 'Answer', content_type: 'text', content: '42' });
    expect([made.data.content, made.data.file]).toEqual(['42', null]);
    const stranger = await teacher.post(`/courses/${id}/modules`, {
      title: 'Film',
      content_type: 'video',
      content: 424242,
    });
    expect(sentence(stranger)).toMatch(/^400 file_id: /);
  });

  it('kinds of questions have other names, and what is none is answered with the list', async () => {
    const teacher = await site.person(['instructor']);
    const { id } = (await teacher.post('/courses', { title: 'Questions' })).data;
    const questions = [
      { type: 'radio', prompt: 'One?', options },
      { type: 'checkbox', prompt: 'Some?', options },
      { type: 'multiple_choice', prompt: 'One of many?', options },
      { type: 'boolean', prompt: 'True?', options },
      { type: 'true_false', prompt: 'False?', correct_answer: false },
      { type: 'text', prompt: 'Word?', correct_answer: 'word' },
      { type: 'number', prompt: 'Count?', value: 3 },
    ];
    const made = await teacher.post('/assessments', { course_id: id, title: 'All', questions });
    expect(made.data.questions.map((question: { type: string }) => question.type)).toEqual([
      'single_choice',
      'multiple_choice',
      'multiple_choice',
      'true_false',
      'true_false',
      'short_answer',
      'numeric',
    ]);
    expect(made.data.questions[4].options).toMatchObject([
      { text: 'True', correct: false },
      { text: 'False', correct: true },
    ]);
    const refuse = async (question: object) =>
      sentence(await teacher.post('/assessments', { course_id: id, title: 'Wrong', questions: [question] }));
    expect(await refuse({ type: 'essay', prompt: 'Why?' })).toMatch(
      /^400 questions\.0\.type: .*must be one of: single_choice \(or /,
    );
    expect(await refuse({ type: 'true_false', prompt: 'So?' })).toMatch(/^400 questions\.0\.options: .*correct_answer/);
    expect(await refuse({ type: 'short_answer', prompt: 'So?' })).toMatch(
      /^400 questions\.0\.answers: .*accepted answers/,
    );
    expect(await refuse({ type: 'single', prompt: 'So?' })).toBe(
      '400 questions.0.options: questions.0.options: This is missing.',
    );
  });
});
