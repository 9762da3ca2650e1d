import { io } from 'socket.io-client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answersTo, QUESTIONS, RIGHT } from '../factories/assessments.ts';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Answer, type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';

const MINUTE = 60_000;
const SECOND = 1000;

let site: TestAcademy;
let instructor: Caller;
let learner: Caller;
let courseId: number;
beforeAll(async () => {
  site = await startAcademy();
});
afterAll(() => site.stop());
beforeEach(async () => {
  instructor = await site.person(['instructor']);
  learner = await site.person();
  courseId = await insertCourse(site.academy.db, { instructor_id: instructor.userId as number });
  await enrol(learner);
});

async function enrol(who: Caller): Promise<void> {
  expect(codeOf(await who.post(`/courses/${courseId}/enroll`))).toBe('201 success');
}
const emptyModule = (content_type: 'quiz' | 'markdown', course_id = courseId) =>
  insertModule(site.academy.db, { course_id, content_type });

const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;
const fieldsOf = ({ errors }: Answer) => errors.map(error => error.field);

async function makeQuiz(fields: Record<string, unknown> = {}) {
  const answer = await instructor.post('/assessments', {
    ...{ course_id: courseId, title: 'Final check', questions: QUESTIONS },
    ...fields,
  });
  expect(codeOf(answer)).toBe('201 success');
  return answer.data;
}
async function begin(quizId: number, who = learner) {
  const answer = await who.post(`/assessments/${quizId}/attempts`);
  expect(answer.errors).toEqual([]);
  return answer.data;
}
const saveAll = async (attempt: { id: number; questions: never[] }, texts: Record<string, string[] | string>) => {
  for (const [id, answer] of Object.entries(answersTo(attempt.questions, texts)))
    expect(codeOf(await learner.put(`/attempts/${attempt.id}/answers/${id}`, { answer }))).toBe('200 success');
};
const submit = (quizId: number, attemptId: number, answers?: Record<string, unknown>, who = learner) =>
  who.post(`/assessments/${quizId}/submit`, { attempt_id: attemptId, ...(answers ? { answers } : {}) });
const moduleDone = (moduleId: number) =>
  site.academy.db
    .reader('user_progress')
    .where({ module_id: moduleId, user_id: learner.userId })
    .whereNotNull('completed_at');
const countOf = async (table: string, where: Record<string, unknown>) => {
  const [row] = await site.academy.db.reader(table).where(where).count({ n: '*' });
  return Number((row as { n: number }).n);
};

describe('writing', () => {
  it('makes a quiz with its module at the end of the course', async () => {
    await emptyModule('markdown');
    const quiz = await makeQuiz({ time_limit: 20 });
    expect(quiz).toMatchObject({
      ...{ course_id: courseId, title: 'Final check', description: null, assessment_type: 'quiz', attempts: [] },
      ...{ passing_score: 70, time_limit: 20, max_attempts: 3, question_count: 5, points_total: 10 },
    });
    const module = await site.academy.db.reader('course_modules').where({ id: quiz.module_id }).first();
    expect(module).toMatchObject({ course_id: courseId, content_type: 'quiz', order_index: 1, title: 'Final check' });
    expect(quiz.questions).toMatchObject(JSON.parse(JSON.stringify(QUESTIONS)));
  });

  it('puts a quiz into an empty quiz module, once', async () => {
    const module_id = await emptyModule('quiz');
    expect((await makeQuiz({ module_id })).module_id).toBe(module_id);
    const body = { course_id: courseId, module_id, title: 'Again', questions: QUESTIONS };
    const again = await instructor.post('/assessments', body);
    expect(codeOf(again)).toBe('409 CONFLICT');
    expect(fieldsOf(again)).toEqual(['module_id']);
    const lesson = await emptyModule('markdown');
    expect(codeOf(await instructor.post('/assessments', { ...body, module_id: lesson }))).toBe('400 VALIDATION_ERROR');
    const elsewhere = await emptyModule(
      'quiz',
      await insertCourse(site.academy.db, { instructor_id: instructor.userId as number }),
    );
    expect(codeOf(await instructor.post('/assessments', { ...body, module_id: elsewhere }))).toBe(
      '400 VALIDATION_ERROR',
    );
    expect(await countOf('assessments', { course_id: courseId })).toBe(1);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no title', { title: ' ' }, 'title'],
    ['no questions', { questions: [] }, 'questions'],
    ['a passing score above 100', { passing_score: 101 }, 'passing_score'],
    ['no time at all', { time_limit: 0 }, 'time_limit'],
    ['a question of an unknown kind', { questions: [{ ...QUESTIONS[0], type: 'essay' }] }, 'questions.0.type'],
    ['a choice without options', { questions: [{ type: 'single_choice', prompt: 'x' }] }, 'questions.0.options'],
    [
      'a choice without a right option',
      {
        questions: [
          QUESTIONS[4],
          { ...QUESTIONS[2], options: QUESTIONS[2].options.map(o => ({ ...o, correct: false })) },
        ],
      },
      'questions.1.options',
    ],
    ['a question of somewhere else', { questions: [{ ...QUESTIONS[4], id: 1 }] }, 'questions.0.id'],
  ])('refuses %s and keeps nothing', async (_what, wrong, field) => {
    const body = { course_id: courseId, title: 'Quiz', questions: QUESTIONS, ...wrong };
    const answer = await instructor.post('/assessments', body);
    expect(codeOf(answer)).toBe('400 VALIDATION_ERROR');
    expect(fieldsOf(answer)).toContain(field);
    expect(await countOf('assessments', { course_id: courseId })).toBe(0);
    expect(await countOf('course_modules', { course_id: courseId })).toBe(0);
  });

  it('is for those who teach the course', async () => {
    const quiz = await makeQuiz();
    const other = await site.person(['instructor']);
    const admin = await site.person(['administrator']);
    const visitor = site.visitor;
    const body = { course_id: courseId, title: 'Mine', questions: QUESTIONS };
    const rows: [Caller, string, string][] = [
      [visitor, '401 UNAUTHENTICATED', '401 UNAUTHENTICATED'],
      [learner, '403 FORBIDDEN', '403 FORBIDDEN'],
      [other, '403 FORBIDDEN', '403 FORBIDDEN'],
      [admin, '201 success', '200 success'],
    ];
    for (const [who, creating, updating] of rows) {
      expect(codeOf(await who.post('/assessments', body))).toBe(creating);
      expect(codeOf(await who.put(`/assessments/${quiz.id}`, { title: 'Renamed' }))).toBe(updating);
    }
    expect(codeOf(await other.delete(`/assessments/${quiz.id}`))).toBe('403 FORBIDDEN');
    expect(codeOf(await learner.delete(`/assessments/${quiz.id}`))).toBe('403 FORBIDDEN');
    expect(codeOf(await instructor.post('/assessments', { ...body, course_id: 999_999 }))).toBe('404 NOT_FOUND');
  });

  it('keeps a quiz of somebody else’s draft to itself', async () => {
    courseId = await insertCourse(site.academy.db, { instructor_id: instructor.userId as number, status: 'draft' });
    const quiz = await makeQuiz();
    const other = await site.person(['instructor']);
    expect(codeOf(await other.get(`/assessments/${quiz.id}`))).toBe('404 NOT_FOUND');
    expect(codeOf(await other.put(`/assessments/${quiz.id}`, { title: 'x' }))).toBe('404 NOT_FOUND');
    expect(codeOf(await learner.post(`/assessments/${quiz.id}/attempts`))).toBe('404 NOT_FOUND');
    expect(codeOf(await instructor.get(`/assessments/${quiz.id}`))).toBe('200 success');
  });

  it('changes questions by their ids: new versions only where something changed', async () => {
    const quiz = await makeQuiz();
    const [first, second, third] = quiz.questions;
    const questions = [third, { ...first, prompt: 'Which one is encrypted?' }, QUESTIONS[4]];
    const { data } = await instructor.put(`/assessments/${quiz.id}`, { questions, passing_score: 50 });
    expect(data).toMatchObject({ title: 'Final check', passing_score: 50, question_count: 3, points_total: 5 });
    expect(data.questions.map((q: { id: number }) => q.id).slice(0, 2)).toEqual([third.id, first.id]);
    expect(data.questions[1].prompt).toBe('Which one is encrypted?');
    expect(await countOf('question_versions', { question_id: third.id })).toBe(1);
    expect(await countOf('question_versions', { question_id: first.id })).toBe(2);
    const gone = await site.academy.db.reader('questions').where({ id: second.id }).first();
    expect(gone.removed_at).not.toBeNull();
    const again = await instructor.put(`/assessments/${quiz.id}`, { questions: [{ ...second }] });
    expect(fieldsOf(again)).toEqual(['questions.0.id']);
    const twice = await instructor.put(`/assessments/${quiz.id}`, { questions: [first, first] });
    expect(fieldsOf(twice)).toEqual(['questions.1.id']);
  });

  it('removes a quiz while nobody has tried it', async () => {
    const untried = await makeQuiz();
    expect(codeOf(await instructor.delete(`/assessments/${untried.id}`))).toBe('200 success');
    expect(codeOf(await instructor.get(`/assessments/${untried.id}`))).toBe('404 NOT_FOUND');
    expect(await countOf('questions', { assessment_id: untried.id })).toBe(0);
    const tried = await makeQuiz();
    await begin(tried.id);
    expect(codeOf(await instructor.delete(`/assessments/${tried.id}`))).toBe('409 CONFLICT');
    expect((await instructor.get(`/assessments/${tried.id}`)).data.question_count).toBe(5);
  });
});

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
      ...{ id: attempt.id, state: 'submitted', points_awarded: 8.5, points_total: 10, score: 85, passed: true },
      timed_out: false,
    });
    expect(data.questions.map((q: { correct: boolean }) => q.correct)).toEqual([true, false, true, true, true]);
    expect(data.questions[0]).toMatchObject({ points_awarded: 2, correct_answer: ['SSH'], feedback: ['PRAISED'] });
    expect(data.questions[0].explanation_html).toContain('EXPLAINED');
    expect(data.questions[1]).toMatchObject({ points_awarded: 1.5, correct_answer: ['AES', 'ChaCha20'] });
    expect(data.questions[3]).toMatchObject({ answer: ' nmap. ', correct_answer: ['NMAP', 'ZENMAP'] });
    expect(data.questions[4]).toMatchObject({ answer: '443,5', correct_answer: ['443.25 ± 0.375'] });
    expect(await moduleDone(quiz.module_id)).toHaveLength(1);
    expect((await learner.get(`/attempts/${attempt.id}/result`)).data).toEqual(data);
    const own = (await learner.get(`/assessments/${quiz.id}`)).data;
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
    expect((await learner.get(`/attempts/${attempt.id}`)).data.state).toBe('in_progress');
  });

  it('goes on in another session with what was saved', async () => {
    const quiz = await makeQuiz({ time_limit: 30 });
    const attempt = await begin(quiz.id);
    const [question] = attempt.questions;
    const path = `/attempts/${attempt.id}/answers/${question.id}`;
    const acknowledged = await learner.put(path, { answer: [question.options[1].id] });
    const phone = await secondSession();
    const resumed = await phone.post(`/assessments/${quiz.id}/attempts`);
    expect(resumed.status).toBe(200);
    expect(resumed.data).toMatchObject({ id: attempt.id, attempt_number: 1, deadline_at: attempt.deadline_at });
    expect(resumed.data.answers).toEqual([acknowledged.data]);
    expect(Date.parse(resumed.data.server_time)).toBeGreaterThanOrEqual(Date.parse(attempt.server_time));
    const later = await phone.put(path, { answer: [question.options[0].id] });
    expect((await learner.get(`/attempts/${attempt.id}`)).data.answers).toEqual([later.data]);
    const back = await phone.put(path, { answer: null });
    expect(back.data.answer).toBeNull();
    expect((await learner.get(`/attempts/${attempt.id}`)).data.answers).toEqual([back.data]);
  });

  async function secondSession(): Promise<Caller> {
    const { email } = (await learner.get('/users/me')).data;
    const { data } = await site.visitor.post('/auth/login', { email, password: 'correct horse battery' });
    return { ...learner, ...callerWith(data.token) };
  }
  const callerWith = (token: string): Partial<Caller> => {
    const headers = { authorization: `Bearer ${token}` };
    return {
      get: path => site.visitor.request('GET', path, undefined, headers),
      post: (path, body) => site.visitor.request('POST', path, body, headers),
      put: (path, body) => site.visitor.request('PUT', path, body, headers),
    };
  };

  it('tells the learner’s other devices', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    const socket = io(site.origin, { path: '/socket', transports: ['websocket'], auth: { token: learner.token } });
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

describe('handing in twice', () => {
  it('answers with the first result', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    const first = await submit(quiz.id, attempt.id, answersTo(attempt.questions, { true_false: ['False'] }));
    const second = await submit(quiz.id, attempt.id, answersTo(attempt.questions, RIGHT));
    expect(second.status).toBe(200);
    expect(second.data).toEqual(first.data);
  });

  it('ten times at once grades once', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    await saveAll(attempt, RIGHT);
    const answers = await Promise.all(Array.from({ length: 10 }, () => submit(quiz.id, attempt.id)));
    for (const { status, data } of answers) {
      expect(status).toBe(200);
      expect(data).toEqual(answers[0]?.data);
    }
    expect(answers[0]?.data.score).toBe(100);
    expect(await countOf('user_activity_logs', { action: 'attempt.submit', resource_id: attempt.id })).toBe(1);
  });

  it('refuses answers afterwards', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    await submit(quiz.id, attempt.id);
    const path = `/attempts/${attempt.id}/answers/${attempt.questions[3].id}`;
    expect(codeOf(await learner.put(path, { answer: 'nmap' }))).toBe('409 ATTEMPT_CLOSED');
    expect(codeOf(await learner.get(`/attempts/${attempt.id}`))).toBe('409 ATTEMPT_CLOSED');
    expect((await learner.get(`/attempts/${attempt.id}/result`)).data.score).toBe(0);
  });

  it('never acknowledges an answer that is not graded', async () => {
    const quiz = await makeQuiz({ max_attempts: null });
    for (let round = 0; round < 5; round++) {
      const attempt = await begin(quiz.id);
      const tool = attempt.questions[3].id;
      const saves = Array.from({ length: 8 }, (_, n) =>
        learner.put(`/attempts/${attempt.id}/answers/${tool}`, { answer: `tool ${n}` }),
      );
      const [, ...outcomes] = await Promise.all([submit(quiz.id, attempt.id), ...saves]);
      const kept = (await learner.get(`/attempts/${attempt.id}/result`)).data.questions[3].answer;
      const acknowledged = outcomes.flatMap(({ status, data }) => (status === 200 ? [data.answer] : []));
      expect(outcomes.filter(({ status }) => status !== 200 && status !== 409)).toEqual([]);
      if (acknowledged.length > 0) expect(acknowledged).toContain(kept);
      else expect(kept).toBeNull();
    }
  });
});

describe('time', () => {
  it('is kept by the server’s clock, with a grace of five seconds', async () => {
    const quiz = await makeQuiz({ time_limit: 1 });
    const attempt = await begin(quiz.id);
    expect(Date.parse(attempt.deadline_at) - Date.parse(attempt.started_at)).toBe(MINUTE);
    const tool = attempt.questions[3].id;
    const save = (answer: string) => learner.put(`/attempts/${attempt.id}/answers/${tool}`, { answer });
    site.advance(MINUTE + 2 * SECOND);
    expect(codeOf(await save('nmap'))).toBe('200 success');
    site.advance(4 * SECOND);
    expect(codeOf(await save('telnet'))).toBe('409 ATTEMPT_CLOSED');
    const { data } = await learner.get(`/attempts/${attempt.id}/result`);
    expect(data).toMatchObject({ timed_out: true, score: 20, submitted_at: attempt.deadline_at });
    expect(data.questions[3].answer).toBe('nmap');
  });

  it('handing in after it grades what was saved, and not what comes late', async () => {
    const quiz = await makeQuiz({ time_limit: 1 });
    const attempt = await begin(quiz.id);
    await saveAll(attempt, { true_false: ['False'] });
    site.advance(MINUTE + 6 * SECOND);
    const { status, data } = await submit(quiz.id, attempt.id, answersTo(attempt.questions, RIGHT));
    expect(status).toBe(200);
    expect(data).toMatchObject({ timed_out: true, score: 10, passed: false });
  });

  it('handing in within the grace counts as in time', async () => {
    const quiz = await makeQuiz({ time_limit: 1 });
    const attempt = await begin(quiz.id);
    site.advance(MINUTE + 2 * SECOND);
    const { data } = await submit(quiz.id, attempt.id, answersTo(attempt.questions, RIGHT));
    expect(data).toMatchObject({ timed_out: false, score: 100, passed: true });
  });

  it('that ran out does not block the next attempt', async () => {
    const quiz = await makeQuiz({ time_limit: 1, max_attempts: 2 });
    const first = await begin(quiz.id);
    site.advance(2 * MINUTE);
    const second = await begin(quiz.id);
    expect(second.attempt_number).toBe(2);
    expect((await learner.get(`/attempts/${first.id}/result`)).data).toMatchObject({ timed_out: true, score: 0 });
    site.advance(2 * MINUTE);
    expect(codeOf(await learner.post(`/assessments/${quiz.id}/attempts`))).toBe('409 NO_ATTEMPTS_LEFT');
    expect((await learner.get(`/attempts/${second.id}/result`)).data).toMatchObject({ timed_out: true });
  });

  it('that ran out with nobody there is handed in by the job, more than one slice of them', async () => {
    const quiz = await makeQuiz({ time_limit: 1 });
    const passing = await begin(quiz.id);
    await saveAll(passing, RIGHT);
    const left = await abandonedAttempts(quiz.id, passing.id, 60);
    const open = await begin((await makeQuiz({ time_limit: 30 })).id);
    site.advance(MINUTE + 6 * SECOND);
    const at = new Date(site.now()).toISOString();
    const job = { name: 'assessments.close-overdue', payload: '{}', state: 'queued', run_at: at, created_at: at };
    await site.academy.db.writer('jobs').insert({ ...job, max_attempts: 1 });
    site.academy.wake();
    const states = () => site.academy.db.reader('assessment_submissions').whereIn('id', [...left, passing.id]);
    await eventually('handed in', async () => (await states()).every(row => row.state === 'submitted'));
    expect((await learner.get(`/attempts/${passing.id}/result`)).data).toMatchObject({ timed_out: true, score: 100 });
    expect(await moduleDone(quiz.module_id)).toHaveLength(1);
    expect((await learner.get(`/attempts/${open.id}`)).data.state).toBe('in_progress');
  });

  /** Attempts of other learners, copied from one in progress. */
  async function abandonedAttempts(quizId: number, likeId: number, count: number): Promise<number[]> {
    const { db } = site.academy;
    const like = await db.reader('assessment_submissions').where({ id: likeId }).first();
    const at = like.started_at;
    const people = Array.from({ length: count }, (_, n) => ({
      ...{ email: `left${n}-${quizId}@example.org`, email_folded: `left${n}-${quizId}@example.org` },
      ...{ password_hash: 'none', name_folded: 'left', created_at: at, updated_at: at },
    }));
    const users = await db.writer('users').insert(people).returning('id');
    const rows = users.map(user => ({ ...like, id: undefined, user_id: (user as { id: number }).id }));
    for (const row of rows) delete row.id;
    return (await db.writer('assessment_submissions').insert(rows).returning('id')).map(row => row.id as number);
  }
});

describe('attempts', () => {
  it('are limited', async () => {
    const quiz = await makeQuiz({ max_attempts: 2 });
    for (const number of [1, 2]) {
      const attempt = await begin(quiz.id);
      expect(attempt.attempt_number).toBe(number);
      await submit(quiz.id, attempt.id);
    }
    expect(codeOf(await learner.post(`/assessments/${quiz.id}/attempts`))).toBe('409 NO_ATTEMPTS_LEFT');
  });

  it('started ten times at once are one', async () => {
    const quiz = await makeQuiz({ max_attempts: 2 });
    const start = () => learner.post(`/assessments/${quiz.id}/attempts`);
    const answers = await Promise.all(Array.from({ length: 10 }, start));
    expect(new Set(answers.map(({ data }) => data.id)).size).toBe(1);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array(9).fill(200), 201]);
    expect(await countOf('assessment_submissions', { assessment_id: quiz.id })).toBe(1);
  });

  it('are for people who are enrolled', async () => {
    const quiz = await makeQuiz();
    const stranger = await site.person();
    expect(codeOf(await site.visitor.post(`/assessments/${quiz.id}/attempts`))).toBe('401 UNAUTHENTICATED');
    expect(codeOf(await stranger.post(`/assessments/${quiz.id}/attempts`))).toBe('403 NOT_ENROLLED');
    expect(codeOf(await instructor.post(`/assessments/${quiz.id}/attempts`))).toBe('403 NOT_ENROLLED');
    expect(codeOf(await stranger.get(`/assessments/${quiz.id}`))).toBe('403 NOT_ENROLLED');
    expect(codeOf(await learner.post('/assessments/999999/attempts'))).toBe('404 NOT_FOUND');
  });

  it('of other people do not exist', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    const other = await site.person();
    await enrol(other);
    const path = `/attempts/${attempt.id}`;
    const answers = [
      await other.put(`${path}/answers/${attempt.questions[3].id}`, { answer: 'nmap' }),
      await instructor.put(`${path}/answers/${attempt.questions[3].id}`, { answer: 'nmap' }),
      await other.get(path),
      await other.get(`${path}/result`),
      await submit(quiz.id, attempt.id, undefined, other),
      await submit((await makeQuiz()).id, attempt.id),
      await learner.put('/attempts/999999/answers/1', { answer: 'nmap' }),
    ];
    for (const answer of answers) expect(codeOf(answer)).toBe('404 NOT_FOUND');
    expect((await learner.get(path)).data).toMatchObject({ state: 'in_progress', answers: [] });
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
      [single.id, single.options[0].id, 'answer'],
      [text.id, ['nmap'], 'answer'],
      [text.id, 'x'.repeat(5001), 'answer'],
      [numeric.id, 'many', 'answer'],
      [numeric.id, { value: 443 }, 'answer'],
      [numeric.id, true, 'answer'],
    ];
    for (const [questionId, answer, field] of rows) {
      const refused = await learner.put(`/attempts/${attempt.id}/answers/${questionId}`, { answer });
      expect([answer, codeOf(refused), fieldsOf(refused)]).toEqual([answer, '400 VALIDATION_ERROR', [field]]);
    }
    expect((await learner.get(`/attempts/${attempt.id}`)).data.answers).toEqual([]);
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
    await instructor.put(`/assessments/${quiz.id}`, { questions: [turned] });
    expect((await learner.get(`/attempts/${before.id}/result`)).data).toEqual(done);
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
    await learner.put(path, { answer: 'nmap' });
    const saving = await site.queriesOf(() => learner.put(path, { answer: 'zenmap' }));
    const writing = saving.filter(
      sql => !/^(begin|commit)/i.test(sql) && !/from sessions|from jobs|update jobs/i.test(sql),
    );
    expect(writing).toHaveLength(2);
    const handing = await site.queriesOf(() => submit(quiz.id, attempt.id));
    expect(handing.length).toBeLessThanOrEqual(14);
  });
});

describe('results', () => {
  it('are the caller’s own; everybody’s for those who teach', async () => {
    const quiz = await makeQuiz();
    const other = await site.person(['student'], { first_name: 'Ada', last_name: 'Byron' });
    await enrol(other);
    for (const who of [learner, other]) {
      const attempt = await begin(quiz.id, who);
      await submit(quiz.id, attempt.id, answersTo(attempt.questions, RIGHT), who);
    }
    await begin(quiz.id);
    const path = `/assessments/${quiz.id}/results`;
    const own = await learner.get(path);
    expect(own.data).toHaveLength(1);
    expect(own.data[0]).toMatchObject({ score: 100, user: { id: learner.userId } });
    expect(codeOf(await learner.get(`${path}?all=true`))).toBe('403 FORBIDDEN');
    const all = await instructor.get(`${path}?all=true&per_page=1`);
    expect(all.meta.pagination).toEqual({ page: 1, per_page: 1, total: 2, pages: 2 });
    expect(all.data).toMatchObject([{ user: { id: other.userId, first_name: 'Ada', last_name: 'Byron' } }]);
    const first = own.data[0].id;
    expect((await instructor.get(`/attempts/${first}/result`)).data.questions).toHaveLength(5);
    expect(codeOf(await other.get(`/attempts/${first}/result`))).toBe('404 NOT_FOUND');
  });

  it('are not there while the attempt is in progress', async () => {
    const attempt = await begin((await makeQuiz()).id);
    expect(codeOf(await learner.get(`/attempts/${attempt.id}/result`))).toBe('409 CONFLICT');
  });
});

describe('the key', () => {
  const SECRETS = /correct|answers_?key|tolerance|feedback|explan|EXPLAINED|PRAISED|WARNED|NMAP|443\.25|0\.375/;
  /** Names and texts anywhere in an answer; of `answers`, only the learner's own saved ones may be there. */
  function leaks(value: unknown): string[] {
    return (JSON.stringify(value).match(new RegExp(SECRETS, 'g')) ?? []) as string[];
  }

  it('reaches no learner before handing in', async () => {
    const quiz = await makeQuiz({ max_attempts: 1 });
    const seen: Record<string, unknown> = {};
    const note = (name: string, answer: Answer) => {
      seen[name] = { data: answer.data, errors: answer.errors };
      return answer;
    };
    note('read', await learner.get(`/assessments/${quiz.id}`));
    const { data: attempt } = note('start', await learner.post(`/assessments/${quiz.id}/attempts`));
    note('resume', await learner.post(`/assessments/${quiz.id}/attempts`));
    for (const [id, answer] of Object.entries(
      answersTo(attempt.questions, { ...RIGHT, short_answer: 'hydra', numeric: '1' }),
    ))
      note(`save ${id}`, await learner.put(`/attempts/${attempt.id}/answers/${id}`, { answer }));
    note('wrong', await learner.put(`/attempts/${attempt.id}/answers/${attempt.questions[4].id}`, { answer: 'x' }));
    note('attempt', await learner.get(`/attempts/${attempt.id}`));
    note('result', await learner.get(`/attempts/${attempt.id}/result`));
    note('results', await learner.get(`/assessments/${quiz.id}/results`));
    note('read again', await learner.get(`/assessments/${quiz.id}`));
    expect(Object.keys(seen)).toHaveLength(13);
    for (const [name, answer] of Object.entries(seen)) expect([name, leaks(answer)]).toEqual([name, []]);
    for (const question of attempt.questions)
      expect(Object.keys(question).toSorted()).toEqual(['id', 'options', 'points', 'prompt_html', 'type']);
    expect((seen['read'] as { data: { questions: unknown } }).data.questions).toBeNull();
    expect(leaks((await instructor.get(`/assessments/${quiz.id}`)).data)).toContain('NMAP');
    expect(leaks((await submit(quiz.id, attempt.id)).data)).toContain('EXPLAINED');
  });
});
