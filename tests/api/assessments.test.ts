import { describe, expect, it } from 'vitest';
import { answersTo, QUESTIONS, RIGHT } from '../factories/assessments.ts';
import type { Answer, Caller } from '../harness/academy.ts';
import {
  addCourse,
  begin,
  codeOf,
  countOf,
  emptyModule,
  enrol,
  fieldsOf,
  makeQuiz,
  room,
  submit,
  useQuizRoom,
} from '../harness/quiz-room.ts';

useQuizRoom();

describe('writing', () => {
  it('makes a quiz with its module at the end of the course', async () => {
    await emptyModule('markdown');
    const quiz = await makeQuiz({ time_limit: 20 });
    expect(quiz).toMatchObject({
      course_id: room.courseId,
      title: 'Final check',
      description: null,
      assessment_type: 'quiz',
      attempts: [],
      passing_score: 70,
      time_limit: 20,
      max_attempts: 3,
      question_count: 5,
      points_total: 10,
    });
    const module = await room.site.academy.db.reader('course_modules').where({ id: quiz.module_id }).first();
    expect(module).toMatchObject({
      course_id: room.courseId,
      content_type: 'quiz',
      order_index: 1,
      title: 'Final check',
    });
    expect(quiz.questions).toMatchObject(JSON.parse(JSON.stringify(QUESTIONS)));
  });

  it('puts a quiz into an empty quiz module, once', async () => {
    const module_id = await emptyModule('quiz');
    expect((await makeQuiz({ module_id })).module_id).toBe(module_id);
    const body = { course_id: room.courseId, module_id, title: 'Again', questions: QUESTIONS };
    const again = await room.instructor.post('/assessments', body);
    expect(codeOf(again)).toBe('409 CONFLICT');
    expect(fieldsOf(again)).toEqual(['module_id']);
    const lesson = await emptyModule('markdown');
    expect(codeOf(await room.instructor.post('/assessments', { ...body, module_id: lesson }))).toBe(
      '400 VALIDATION_ERROR',
    );
    const elsewhere = await emptyModule('quiz', await addCourse());
    expect(codeOf(await room.instructor.post('/assessments', { ...body, module_id: elsewhere }))).toBe(
      '400 VALIDATION_ERROR',
    );
    expect(await countOf('assessments', { course_id: room.courseId })).toBe(1);
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
    const body = { course_id: room.courseId, title: 'Quiz', questions: QUESTIONS, ...wrong };
    const answer = await room.instructor.post('/assessments', body);
    expect(codeOf(answer)).toBe('400 VALIDATION_ERROR');
    expect(fieldsOf(answer)).toContain(field);
    expect(await countOf('assessments', { course_id: room.courseId })).toBe(0);
    expect(await countOf('course_modules', { course_id: room.courseId })).toBe(0);
  });

  it('is for those who teach the course', async () => {
    const quiz = await makeQuiz();
    const other = await room.site.person(['instructor']);
    const admin = await room.site.person(['administrator']);
    const visitor = room.site.visitor;
    const body = { course_id: room.courseId, title: 'Mine', questions: QUESTIONS };
    const rows: [Caller, string, string][] = [
      [visitor, '401 UNAUTHENTICATED', '401 UNAUTHENTICATED'],
      [room.learner, '403 FORBIDDEN', '403 FORBIDDEN'],
      [other, '403 FORBIDDEN', '403 FORBIDDEN'],
      [admin, '201 success', '200 success'],
    ];
    for (const [who, creating, updating] of rows) {
      expect(codeOf(await who.post('/assessments', body))).toBe(creating);
      expect(codeOf(await who.put(`/assessments/${quiz.id}`, { title: 'Renamed' }))).toBe(updating);
    }
    expect(codeOf(await other.delete(`/assessments/${quiz.id}`))).toBe('403 FORBIDDEN');
    expect(codeOf(await room.learner.delete(`/assessments/${quiz.id}`))).toBe('403 FORBIDDEN');
    expect(codeOf(await room.instructor.post('/assessments', { ...body, course_id: 999_999 }))).toBe('404 NOT_FOUND');
  });

  it('keeps a quiz of somebody else’s draft to itself', async () => {
    const quiz = await makeQuiz({ course_id: await addCourse('draft') });
    const other = await room.site.person(['instructor']);
    expect(codeOf(await other.get(`/assessments/${quiz.id}`))).toBe('404 NOT_FOUND');
    expect(codeOf(await other.put(`/assessments/${quiz.id}`, { title: 'x' }))).toBe('404 NOT_FOUND');
    expect(codeOf(await room.learner.post(`/assessments/${quiz.id}/attempts`))).toBe('404 NOT_FOUND');
    expect(codeOf(await room.instructor.get(`/assessments/${quiz.id}`))).toBe('200 success');
  });

  it('changes questions by their ids: new versions only where something changed', async () => {
    const quiz = await makeQuiz();
    const [first, second, third] = quiz.questions;
    const questions = [third, { ...first, prompt: 'Which one is encrypted?' }, QUESTIONS[4]];
    const { data } = await room.instructor.put(`/assessments/${quiz.id}`, { questions, passing_score: 50 });
    expect(data).toMatchObject({ title: 'Final check', passing_score: 50, question_count: 3, points_total: 5 });
    expect(data.questions.map((q: { id: number }) => q.id).slice(0, 2)).toEqual([third.id, first.id]);
    expect(data.questions[1].prompt).toBe('Which one is encrypted?');
    expect(await countOf('question_versions', { question_id: third.id })).toBe(1);
    expect(await countOf('question_versions', { question_id: first.id })).toBe(2);
    const gone = await room.site.academy.db.reader('questions').where({ id: second.id }).first();
    expect(gone.removed_at).not.toBeNull();
    const again = await room.instructor.put(`/assessments/${quiz.id}`, { questions: [{ ...second }] });
    expect(fieldsOf(again)).toEqual(['questions.0.id']);
    const twice = await room.instructor.put(`/assessments/${quiz.id}`, { questions: [first, first] });
    expect(fieldsOf(twice)).toEqual(['questions.1.id']);
  });

  it('removes a quiz while nobody has tried it', async () => {
    const untried = await makeQuiz();
    expect(codeOf(await room.instructor.delete(`/assessments/${untried.id}`))).toBe('200 success');
    expect(codeOf(await room.instructor.get(`/assessments/${untried.id}`))).toBe('404 NOT_FOUND');
    expect(await countOf('questions', { assessment_id: untried.id })).toBe(0);
    const tried = await makeQuiz();
    await begin(tried.id);
    expect(codeOf(await room.instructor.delete(`/assessments/${tried.id}`))).toBe('409 CONFLICT');
    expect((await room.instructor.get(`/assessments/${tried.id}`)).data.question_count).toBe(5);
  });
});

describe('results', () => {
  it('are the caller’s own; everybody’s for those who teach', async () => {
    const quiz = await makeQuiz();
    const other = await room.site.person(['student'], { first_name: 'Ada', last_name: 'Byron' });
    await enrol(other);
    for (const who of [room.learner, other]) {
      const attempt = await begin(quiz.id, who);
      await submit(quiz.id, attempt.id, answersTo(attempt.questions, RIGHT), who);
    }
    await begin(quiz.id);
    const path = `/assessments/${quiz.id}/results`;
    const own = await room.learner.get(path);
    expect(own.data).toHaveLength(1);
    expect(own.data[0]).toMatchObject({ score: 100, user: { id: room.learner.userId } });
    expect(codeOf(await room.learner.get(`${path}?all=true`))).toBe('403 FORBIDDEN');
    const all = await room.instructor.get(`${path}?all=true&per_page=1`);
    expect(all.meta.pagination).toEqual({ page: 1, per_page: 1, total: 2, pages: 2 });
    expect(all.data).toMatchObject([{ user: { id: other.userId, first_name: 'Ada', last_name: 'Byron' } }]);
    const first = own.data[0].id;
    expect((await room.instructor.get(`/attempts/${first}/result`)).data.questions).toHaveLength(5);
    expect(codeOf(await other.get(`/attempts/${first}/result`))).toBe('404 NOT_FOUND');
  });

  it('are not there while the attempt is in progress', async () => {
    const attempt = await begin((await makeQuiz()).id);
    expect(codeOf(await room.learner.get(`/attempts/${attempt.id}/result`))).toBe('409 CONFLICT');
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
    note('read', await room.learner.get(`/assessments/${quiz.id}`));
    const { data: attempt } = note('start', await room.learner.post(`/assessments/${quiz.id}/attempts`));
    note('resume', await room.learner.post(`/assessments/${quiz.id}/attempts`));
    for (const [id, answer] of Object.entries(
      answersTo(attempt.questions, { ...RIGHT, short_answer: 'hydra', numeric: '1' }),
    ))
      note(`save ${id}`, await room.learner.put(`/attempts/${attempt.id}/answers/${id}`, { answer }));
    note(
      'wrong',
      await room.learner.put(`/attempts/${attempt.id}/answers/${attempt.questions[4].id}`, { answer: 'x' }),
    );
    note('attempt', await room.learner.get(`/attempts/${attempt.id}`));
    note('result', await room.learner.get(`/attempts/${attempt.id}/result`));
    note('results', await room.learner.get(`/assessments/${quiz.id}/results`));
    note('read again', await room.learner.get(`/assessments/${quiz.id}`));
    expect(Object.keys(seen)).toHaveLength(13);
    for (const [name, answer] of Object.entries(seen)) expect([name, leaks(answer)]).toEqual([name, []]);
    for (const question of attempt.questions)
      expect(Object.keys(question).toSorted()).toEqual(['id', 'options', 'points', 'prompt_html', 'type']);
    expect((seen['read'] as { data: { questions: unknown } }).data.questions).toBeNull();
    expect(leaks((await room.instructor.get(`/assessments/${quiz.id}`)).data)).toContain('NMAP');
    expect(leaks((await submit(quiz.id, attempt.id)).data)).toContain('EXPLAINED');
  });
});
