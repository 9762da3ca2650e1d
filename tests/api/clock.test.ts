/** The machine's clock is put right in mid-work, by an hour in either direction: nobody is thrown out, no deadline is cheated. */
import { expect, it } from 'vitest';
import { QUESTIONS } from '../factories/assessments.ts';
import { PASSWORD } from '../harness/academy.ts';
import { begin, codeOf, makeQuiz, room, submit, useQuizRoom } from '../harness/quiz-room.ts';

useQuizRoom();
const HOUR = 60 * 60 * 1000;
const MINUTE = 60 * 1000;

it('a clock that jumps back leaves sessions open and lets people sign in', async () => {
  const { site, learner } = room;
  site.advance(-HOUR);
  try {
    expect((await learner.get('/users/me')).status).toBe(200);
    const { email } = (await learner.get('/users/me')).data;
    const signedIn = await site.visitor.post('/auth/login', { email, password: PASSWORD });
    expect(codeOf(signedIn)).toBe('200 success');
    const again = await site.visitor.post('/auth/refresh', { refresh_token: signedIn.data.refresh_token });
    expect(codeOf(again)).toBe('200 success');
  } finally {
    site.advance(HOUR);
  }
});

it('a clock that jumps back and forth again keeps the deadline of an attempt, its answers and its result', async () => {
  const { site, learner } = room;
  const quiz = await makeQuiz({ time_limit: 30 });
  const attempt = await begin(quiz.id);
  const question = attempt.questions.at(-1).id as number;
  const save = (answer: string) => learner.put(`/attempts/${attempt.id}/answers/${question}`, { answer });
  expect(codeOf(await save('443'))).toBe('200 success');
  site.advance(-HOUR);
  try {
    expect(codeOf(await save('443.25'))).toBe('200 success');
    const resumed = await begin(quiz.id);
    expect([resumed.id, resumed.deadline_at]).toEqual([attempt.id, attempt.deadline_at]);
    expect(resumed.answers).toMatchObject([{ question_id: question, answer: '443.25' }]);
  } finally {
    site.advance(HOUR);
  }
  const result = await submit(quiz.id, attempt.id);
  expect(result.data).toMatchObject({ timed_out: false, points_awarded: QUESTIONS.at(-1)?.points });
});

it('a deadline that passed while the clock was wrong is the same deadline afterwards, with the same answers', async () => {
  const { site, learner } = room;
  const quiz = await makeQuiz({ time_limit: 30 });
  const attempt = await begin(quiz.id);
  const question = attempt.questions.at(-1).id as number;
  const path = `/attempts/${attempt.id}/answers/${question}`;
  expect(codeOf(await learner.put(path, { answer: '443.25' }))).toBe('200 success');
  site.advance(31 * MINUTE);
  expect(codeOf(await learner.put(path, { answer: '1' }))).toBe('401 TOKEN_EXPIRED');
  site.advance(-HOUR);
  const { state, deadline_at, answers } = (await learner.get(`/attempts/${attempt.id}`)).data;
  expect([state, deadline_at]).toEqual(['in_progress', attempt.deadline_at]);
  expect(answers).toMatchObject([{ question_id: question, answer: '443.25' }]);
  site.advance(HOUR - 31 * MINUTE);
});

it('time spent and progress never count backwards', async () => {
  const { site, instructor, learner, courseId } = room;
  const lesson = { title: 'Lesson', content_type: 'markdown', content: 'Read.' };
  const { id } = (await instructor.post(`/courses/${courseId}/modules`, lesson)).data;
  const path = `/courses/${courseId}/modules/${id}/progress`;
  const first = (await learner.put(path, { time_spent: 5, last_position: 0.5 })).data;
  site.advance(-HOUR);
  try {
    const second = await learner.put(path, { time_spent: 5, last_position: 0.6 });
    expect(codeOf(second)).toBe('200 success');
    expect(second.data.module.time_spent).toBeGreaterThanOrEqual(first.module.time_spent);
    expect(codeOf(await learner.put(path, { completed: true }))).toBe('200 success');
  } finally {
    site.advance(HOUR);
  }
  expect((await learner.get(`/courses/${courseId}/progress`)).data.progress_percentage).toBe(100);
});
