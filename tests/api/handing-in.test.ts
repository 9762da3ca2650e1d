import { describe, expect, it } from 'vitest';
import { answersTo, RIGHT } from '../factories/assessments.ts';
import { eventually } from '../harness/eventually.ts';
import { runJob } from '../harness/jobs.ts';
import {
  begin,
  codeOf,
  countOf,
  makeQuiz,
  moduleDone,
  room,
  saveAll,
  submit,
  useQuizRoom,
} from '../harness/quiz-room.ts';

const MINUTE = 60_000;
const SECOND = 1000;

useQuizRoom();

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
    expect(codeOf(await room.learner.put(path, { answer: 'nmap' }))).toBe('409 ATTEMPT_CLOSED');
    expect(codeOf(await room.learner.get(`/attempts/${attempt.id}`))).toBe('409 ATTEMPT_CLOSED');
    expect((await room.learner.get(`/attempts/${attempt.id}/result`)).data.score).toBe(0);
  });

  it('refuses an answer that waited while the attempt was handed in', async () => {
    const quiz = await makeQuiz();
    const attempt = await begin(quiz.id);
    const path = `/attempts/${attempt.id}/answers/${attempt.questions[3].id}`;
    const { db } = room.site.academy;
    const handingIn = await db.writer.transaction();
    const own = () => handingIn('assessment_submissions').where({ id: attempt.id });
    await own().forUpdate().first();
    const saving = room.learner.put(path, { answer: 'nmap' });
    // PostgreSQL tells who waits for a lock; on SQLite there is one writer, and this transaction has it.
    const waiting = `select 1 from pg_stat_activity where wait_event_type = 'Lock' and query like '%submission_answers%'`;
    if (db.engine === 'postgres')
      await eventually('it waits', async () => (await db.reader.raw(waiting)).rows.length > 0);
    await own().update({ state: 'submitted', submitted_at: attempt.started_at, score: 0, passed: false });
    await handingIn.commit();
    expect(codeOf(await saving)).toBe('409 ATTEMPT_CLOSED');
    expect(await countOf('submission_answers', { submission_id: attempt.id })).toBe(0);
  });

  it('never acknowledges an answer that is not graded', async () => {
    const quiz = await makeQuiz({ max_attempts: null });
    for (let round = 0; round < 5; round++) {
      const attempt = await begin(quiz.id);
      const tool = attempt.questions[3].id;
      const saves = Array.from({ length: 8 }, (_, n) =>
        room.learner.put(`/attempts/${attempt.id}/answers/${tool}`, { answer: `tool ${n}` }),
      );
      const [, ...outcomes] = await Promise.all([submit(quiz.id, attempt.id), ...saves]);
      const kept = (await room.learner.get(`/attempts/${attempt.id}/result`)).data.questions[3].answer;
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
    const save = (answer: string) => room.learner.put(`/attempts/${attempt.id}/answers/${tool}`, { answer });
    room.site.advance(MINUTE + 2 * SECOND);
    expect(codeOf(await save('nmap'))).toBe('200 success');
    room.site.advance(4 * SECOND);
    expect(codeOf(await save('telnet'))).toBe('409 ATTEMPT_CLOSED');
    const { data } = await room.learner.get(`/attempts/${attempt.id}/result`);
    expect(data).toMatchObject({ timed_out: true, score: 20, submitted_at: attempt.deadline_at });
    expect(data.questions[3].answer).toBe('nmap');
  });

  it('handing in after it grades what was saved, and not what comes late', async () => {
    const quiz = await makeQuiz({ time_limit: 1 });
    const attempt = await begin(quiz.id);
    await saveAll(attempt, { true_false: ['False'] });
    room.site.advance(MINUTE + 6 * SECOND);
    const { status, data } = await submit(quiz.id, attempt.id, answersTo(attempt.questions, RIGHT));
    expect(status).toBe(200);
    expect(data).toMatchObject({ timed_out: true, score: 10, passed: false });
  });

  it('handing in within the grace counts as in time', async () => {
    const quiz = await makeQuiz({ time_limit: 1 });
    const attempt = await begin(quiz.id);
    room.site.advance(MINUTE + 2 * SECOND);
    const { data } = await submit(quiz.id, attempt.id, answersTo(attempt.questions, RIGHT));
    expect(data).toMatchObject({ timed_out: false, score: 100, passed: true });
  });

  it('that ran out does not block the next attempt', async () => {
    const quiz = await makeQuiz({ time_limit: 1, max_attempts: 2 });
    const first = await begin(quiz.id);
    room.site.advance(2 * MINUTE);
    const second = await begin(quiz.id);
    expect(second.attempt_number).toBe(2);
    expect((await room.learner.get(`/attempts/${first.id}/result`)).data).toMatchObject({ timed_out: true, score: 0 });
    room.site.advance(2 * MINUTE);
    expect(codeOf(await room.learner.post(`/assessments/${quiz.id}/attempts`))).toBe('409 NO_ATTEMPTS_LEFT');
    expect((await room.learner.get(`/attempts/${second.id}/result`)).data).toMatchObject({ timed_out: true });
  });

  it('that ran out with nobody there is handed in by the job, more than one slice of them', async () => {
    const quiz = await makeQuiz({ time_limit: 1 });
    const passing = await begin(quiz.id);
    await saveAll(passing, RIGHT);
    const left = await abandonedAttempts(quiz.id, passing.id, 60);
    const open = await begin((await makeQuiz({ time_limit: 30 })).id);
    room.site.advance(MINUTE + 6 * SECOND);
    await runJob(room.site, 'assessments.close-overdue');
    const states = () => room.site.academy.db.reader('assessment_submissions').whereIn('id', [...left, passing.id]);
    expect((await states()).map(row => row.state)).toEqual([...left, passing.id].map(() => 'submitted'));
    expect((await room.learner.get(`/attempts/${passing.id}/result`)).data).toMatchObject({
      timed_out: true,
      score: 100,
    });
    expect(await moduleDone(quiz.module_id)).toHaveLength(1);
    expect((await room.learner.get(`/attempts/${open.id}`)).data.state).toBe('in_progress');
  });

  /** Attempts of other learners, copied from one in progress. */
  async function abandonedAttempts(quizId: number, likeId: number, count: number): Promise<number[]> {
    const { db } = room.site.academy;
    const like = await db.reader('assessment_submissions').where({ id: likeId }).first();
    const at = like.started_at;
    const people = Array.from({ length: count }, (_, n) => ({
      email: `left${n}-${quizId}@example.org`,
      email_folded: `left${n}-${quizId}@example.org`,
      password_hash: 'none',
      name_folded: 'left',
      created_at: at,
      updated_at: at,
    }));
    const users = await db.writer('users').insert(people).returning('id');
    const rows = users.map(user => ({ ...like, id: undefined, user_id: (user as { id: number }).id }));
    for (const row of rows) delete row.id;
    return (await db.writer('assessment_submissions').insert(rows).returning('id')).map(row => row.id as number);
  }
});
