import { io } from 'socket.io-client';
import { describe, expect, it } from 'vitest';
import { answersTo, RIGHT } from '../factories/assessments.ts';
import type { Caller } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import {
  begin,
  codeOf,
  countOf,
  enrol,
  fieldsOf,
  makeQuiz,
  moduleDone,
  room,
  saveAll,
  submit,
  useQuizRoom,
} from '../harness/quiz-room.ts';

useQuizRoom();

describe('a whole attempt', () => {
  it('starts, saves, hands in, completes the module and shows the result', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    expect(attempt).toMatchObject({
      attempt_number: 1,
      state: 'in_progress',
      deadline_at: null,
      answers: [],
      score: null,
    });
    expect(attempt.assessment).toMatchObject({ id: quiz.id, title: 'Final check' });
    expect(attempt.questions).toHaveLength(5);
    await saveAll(attempt, { ...RIGHT, multiple_choice: ['AES'] });
    expect(await moduleDone(quiz.module_id)).toHaveLength(0);
    const { status, data } = await submit(quiz.id, attempt.id);
    expect(status).toBe(200);
    expect(data).toMatchObject({
      id: attempt.id,
      state: 'submitted',
      points_awarded: 8.5,
      points_total: 10,
      score: 85,
      passed: true,
      timed_out: false,
    });
    expect(data.questions.map((q: { correct: boolean }) => q.correct)).toEqual([true, false, true, true, true]);
    expect(data.questions[0]).toMatchObject({ points_awarded: 2, correct_answer: ['SSH'], feedback: ['PRAISED'] });
    expect(data.questions[0].explanation_html).toContain('EXPLAINED');
    expect(data.questions[1]).toMatchObject({ points_awarded: 1.5, correct_answer: ['AES', 'ChaCha20'] });
    expect(data.questions[3]).toMatchObject({ answer: ' nmap. ', correct_answer: ['NMAP', 'ZENMAP'] });
    expect(data.questions[4]).toMatchObject({ answer: '443,5', correct_answer: ['443.25 ± 0.375'] });
    expect(await moduleDone(quiz.module_id)).toHaveLength(1);
    const progress = (await room.learner.get(`/courses/${room.courseId}/progress`)).data;
    expect(progress).toMatchObject({ progress_percentage: 100, mandatory_done: 1, certificate_id: expect.any(Number) });
    expect((await room.learner.get(`/attempts/${attempt.id}/result`)).data).toEqual(data);
    const own = (await room.learner.get(`/assessments/${quiz.id}`)).data;
    expect(own.attempts).toMatchObject([{ id: attempt.id, score: 85, passed: true }]);
  });

  it('counts the answers that come with handing in, and nothing for what was left out', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    await saveAll(attempt, { single_choice: ['Telnet'], true_false: ['False'] });
    const { data } = await submit(quiz.id, attempt.id, answersTo(attempt.questions, { single_choice: ['SSH'] }));
    expect(data).toMatchObject({ points_awarded: 3, score: 30, passed: false });
    expect(data.questions[1]).toMatchObject({ answer: null, correct: false, points_awarded: 0 });
    expect(await moduleDone(quiz.module_id)).toHaveLength(0);
  });

  it('refuses to hand in with an answer that does not fit, and leaves the attempt open', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    const numeric = attempt.questions[4].id;
    const wrong = await submit(quiz.id, attempt.id, { [numeric]: 'many' });
    expect(codeOf(wrong)).toBe('400 VALIDATION_ERROR');
    expect(fieldsOf(wrong)).toEqual([`answers.${numeric}`]);
    expect((await room.learner.get(`/attempts/${attempt.id}`)).data.state).toBe('in_progress');
  });

  it('goes on in another session with what was saved', async () => {
    const quiz = await makeQuiz({ time_limit: 30 });
    const attempt = await begin(quiz.id);
    const [question] = attempt.questions;
    const path = `/attempts/${attempt.id}/answers/${question.id}`;
    const acknowledged = await room.learner.put(path, { answer: [question.options[1].id] });
    const phone = await secondSession();
    const resumed = await phone.post(`/assessments/${quiz.id}/attempts`);
    expect(resumed.status).toBe(200);
    expect(resumed.data).toMatchObject({ id: attempt.id, attempt_number: 1, deadline_at: attempt.deadline_at });
    expect(resumed.data.answers).toEqual([acknowledged.data]);
    expect(Date.parse(resumed.data.server_time)).toBeGreaterThanOrEqual(Date.parse(attempt.server_time));
    const later = await phone.put(path, { answer: [question.options[0].id] });
    expect((await room.learner.get(`/attempts/${attempt.id}`)).data.answers).toEqual([later.data]);
    const back = await phone.put(path, { answer: null });
    expect(back.data.answer).toBeNull();
    expect((await room.learner.get(`/attempts/${attempt.id}`)).data.answers).toEqual([back.data]);
  });

  async function secondSession(): Promise<Caller> {
    const { email } = (await room.learner.get('/users/me')).data;
    const { data } = await room.site.visitor.post('/auth/login', { email, password: 'correct horse battery' });
    return { ...room.learner, ...callerWith(data.token) };
  }
  const callerWith = (token: string): Partial<Caller> => {
    const headers = { authorization: `Bearer ${token}` };
    return {
      get: path => room.site.visitor.request('GET', path, undefined, headers),
      post: (path, body) => room.site.visitor.request('POST', path, body, headers),
      put: (path, body) => room.site.visitor.request('PUT', path, body, headers),
    };
  };

  it('tells the learner’s other devices', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    const socket = io(room.site.origin, {
      path: '/socket',
      transports: ['websocket'],
      auth: { token: room.learner.token },
    });
    const told: unknown[] = [];
    socket.on('attempt.submitted', (message: unknown) => told.push(message));
    await new Promise<void>(resolve => socket.on('connect', () => resolve()));
    await submit(quiz.id, attempt.id);
    await submit(quiz.id, attempt.id);
    await eventually('a message', () => told.length > 0);
    socket.close();
    expect(told).toEqual([{ attempt_id: attempt.id, assessment_id: quiz.id }]);
  });
});

describe('attempts', () => {
  it('are limited', async () => {
    const quiz = await makeQuiz({ max_attempts: 2 });
    for (const number of [1, 2]) {
      const attempt = await begin(quiz.id);
      expect(attempt.attempt_number).toBe(number);
      await submit(quiz.id, attempt.id);
    }
    expect(codeOf(await room.learner.post(`/assessments/${quiz.id}/attempts`))).toBe('409 NO_ATTEMPTS_LEFT');
  });

  it('started ten times at once are one', async () => {
    const quiz = await makeQuiz({ max_attempts: 2 });
    const start = () => room.learner.post(`/assessments/${quiz.id}/attempts`);
    const answers = await Promise.all(Array.from({ length: 10 }, start));
    expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(9);
    expect(await countOf('assessment_submissions', { assessment_id: quiz.id })).toBe(1);
  });

  it('are for people who are enrolled', async () => {
    const quiz = await makeQuiz();
    const stranger = await room.site.person();
    expect(codeOf(await room.site.visitor.post(`/assessments/${quiz.id}/attempts`))).toBe('401 UNAUTHENTICATED');
    expect(codeOf(await stranger.post(`/assessments/${quiz.id}/attempts`))).toBe('403 NOT_ENROLLED');
    expect(codeOf(await room.instructor.post(`/assessments/${quiz.id}/attempts`))).toBe('403 NOT_ENROLLED');
    expect(codeOf(await stranger.get(`/assessments/${quiz.id}`))).toBe('403 NOT_ENROLLED');
    expect(codeOf(await room.learner.post('/assessments/999999/attempts'))).toBe('404 NOT_FOUND');
  });

  it('of other people do not exist', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    const other = await room.site.person();
    await enrol(other);
    const path = `/attempts/${attempt.id}`;
    const answers = [
      await other.put(`${path}/answers/${attempt.questions[3].id}`, { answer: 'nmap' }),
      await room.instructor.put(`${path}/answers/${attempt.questions[3].id}`, { answer: 'nmap' }),
      await other.get(path),
      await other.get(`${path}/result`),
      await submit(quiz.id, attempt.id, undefined, other),
      await submit((await makeQuiz()).id, attempt.id),
      await room.learner.put('/attempts/999999/answers/1', { answer: 'nmap' }),
    ];
    for (const answer of answers) expect(codeOf(answer)).toBe('404 NOT_FOUND');
    expect((await room.learner.get(path)).data).toMatchObject({ state: 'in_progress', answers: [] });
  });

  it('take only answers that fit', async () => {
    const quiz = await makeQuiz();
    const other = await makeQuiz();
    const attempt = await begin(quiz.id);
    const [single, several, , text, numeric] = attempt.questions;
    const rows: [number, unknown, string][] = [
      [other.questions[3].id, 'nmap', 'questionId'],
      [999_999, 'nmap', 'questionId'],
      [single.id, ['nothing'], 'answer'],
      [single.id, [several.options[0].id], 'answer'],
      [single.id, single.options.map((option: { id: string }) => option.id), 'answer'],
      [several.id, [several.options[0].id, several.options[0].id], 'answer'],
      [single.id, 'no option of this question', 'answer'],
      [text.id, ['nmap'], 'answer'],
      [text.id, 'x'.repeat(5001), 'answer'],
      [numeric.id, 'many', 'answer'],
      [numeric.id, { value: 443 }, 'answer'],
      [numeric.id, true, 'answer'],
    ];
    for (const [questionId, answer, field] of rows) {
      const refused = await room.learner.put(`/attempts/${attempt.id}/answers/${questionId}`, { answer });
      expect([answer, codeOf(refused), fieldsOf(refused)]).toEqual([answer, '400 VALIDATION_ERROR', [field]]);
    }
    expect((await room.learner.get(`/attempts/${attempt.id}`)).data.answers).toEqual([]);
  });

  it('keep the questions and the key they were asked with', async () => {
    const quiz = await makeQuiz();
    const before = await begin(quiz.id);
    await saveAll(before, RIGHT);
    const done = (await submit(quiz.id, before.id)).data;
    const open = await begin(quiz.id);
    const [, , third] = quiz.questions;
    const turned = {
      ...third,
      options: third.options.map((o: { correct: boolean }) => ({ ...o, correct: !o.correct })),
    };
    await room.instructor.put(`/assessments/${quiz.id}`, { questions: [turned] });
    // Which quiz it was is told as the quiz is today; what was asked, answered and scored stays.
    const { assessment, ...kept } = (await room.learner.get(`/attempts/${before.id}/result`)).data;
    expect({ ...kept, assessment: done.assessment }).toEqual(done);
    expect(assessment).toMatchObject({ id: quiz.id, question_count: 1 });
    await saveAll(open, RIGHT);
    expect((await submit(quiz.id, open.id)).data).toMatchObject({ score: 100, points_total: 10 });
    const after = await begin(quiz.id);
    expect(after.questions).toHaveLength(1);
    await saveAll(after, RIGHT);
    expect((await submit(quiz.id, after.id)).data).toMatchObject({ score: 0, points_total: 1 });
  });

  it('cost few statements', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    const path = `/attempts/${attempt.id}/answers/${attempt.questions[3].id}`;
    await room.learner.put(path, { answer: 'nmap' });
    const saving = await room.site.queriesOf(() => room.learner.put(path, { answer: 'zenmap' }));
    const writing = saving.filter(
      sql => !/^(begin|commit)/i.test(sql) && !/from sessions|from jobs|update jobs/i.test(sql),
    );
    expect(writing).toHaveLength(2);
    const handing = await room.site.queriesOf(() => submit(quiz.id, attempt.id));
    expect(handing.length).toBeLessThanOrEqual(14);
  });
});
