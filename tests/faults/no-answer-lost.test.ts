/**
 * Promise 1: no acknowledged answer is ever lost. The real server is killed (kill -9) at random moments while learners save
 * answers all at once and hand attempts in; after every restart each acknowledged answer must be there, with the value that
 * was acknowledged or one that was sent later. That the commit was flushed to the disk is the database's part
 * (synchronous = FULL, see server/platform/db/sqlite.ts): a killed process cannot show it, a power cut would.
 */
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPasswords } from '../../server/accounts/passwords.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { openDatabase, SQLITE_FILE } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { insertCourse } from '../factories/courses.ts';
import { insertPerson } from '../factories/people.ts';
import { type Answer, type Caller, caller, PASSWORD } from '../harness/academy.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';

const KILLS = 24;
const LEARNERS = 4;
const QUESTIONS = 6;
/** Acknowledged writes between one start and the next kill. */
const MOST_WRITES = 150;
/** Every third start is the supervisor with processes of its own, so that several write at once. */
const workersOf = (round: number) => (round % 3 === 2 ? 2 : 0);

const folder = temporaryFolder('no-answer-lost');
let courseId: number;
let server: TestServer;
beforeAll(async () => {
  courseId = await prepareSite();
  await restart(0);
});
afterAll(async () => {
  await server.kill();
  folder.remove();
});

/** One course, somebody who teaches it, and learners who can sign in. */
async function prepareSite(): Promise<number> {
  const db = openDatabase({ url: undefined, folder: prepareFolders(folder.path).db });
  await migrate(db.writer);
  const passwords = createPasswords();
  const passwordHash = await passwords.hash(PASSWORD).finally(passwords.close);
  const instructor_id = await insertPerson(db, { email: 'teacher@example.org', roles: ['instructor'], passwordHash });
  for (let n = 0; n <= LEARNERS; n++) await insertPerson(db, { email: `learner${n}@example.org`, passwordHash });
  const id = await insertCourse(db, { instructor_id });
  await db.close();
  return id;
}

async function restart(round: number): Promise<void> {
  server = await startServer({ dataFolder: folder.path, port: await freePort(), workers: workersOf(round) });
}

async function signIn(email: string): Promise<string> {
  const { data } = await caller(server.url, null, null).post('/auth/login', { email, password: PASSWORD });
  return data.token as string;
}
const speak = (token: string): Caller => caller(server.url, null, token);

const question = (n: number) => ({ type: 'short_answer', prompt: `Question ${n}`, points: 1, answers: ['0'] });
async function makeQuiz(token: string): Promise<number> {
  const questions = Array.from({ length: QUESTIONS }, (_, n) => question(n));
  const body = { course_id: courseId, title: 'Exam', max_attempts: null, passing_score: 100, questions };
  const { data } = await speak(token).post('/assessments', body);
  return data.id as number;
}

/** What one learner has sent and what was acknowledged, by question: values count up. */
interface Ledger {
  token: string;
  attemptId: number;
  sent: Map<number, number>;
  acknowledged: Map<number, number>;
}

async function openLedger(token: string, quizId: number): Promise<Ledger> {
  await speak(token).post(`/courses/${courseId}/enroll`);
  const { data } = await speak(token).post(`/assessments/${quizId}/attempts`);
  const ids = data.questions.map((asked: { id: number }) => asked.id) as number[];
  const zero = () => new Map(ids.map(id => [id, 0]));
  return { token, attemptId: data.id as number, sent: zero(), acknowledged: zero() };
}

/** An answer, or null when the server died before it came. */
async function unlessKilled(request: Promise<Answer>): Promise<Answer | null> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Saves answers to one question one after another until the server is gone. */
async function keepSaving(ledger: Ledger, questionId: number, onSaved: () => void): Promise<void> {
  const learner = speak(ledger.token);
  for (;;) {
    const value = (ledger.sent.get(questionId) ?? 0) + 1;
    ledger.sent.set(questionId, value);
    const path = `/attempts/${ledger.attemptId}/answers/${questionId}`;
    const answer = await unlessKilled(learner.put(path, { answer: String(value) }));
    if (!answer) return;
    expect(answer.errors).toEqual([]);
    expect(answer.data.answer).toBe(String(value));
    ledger.acknowledged.set(questionId, value);
    onSaved();
  }
}

/** Starts attempts and hands them in until the server is gone; notes the scores that were acknowledged. */
async function keepHandingIn(token: string, quizId: number, scores: Map<number, number>): Promise<void> {
  const learner = speak(token);
  for (;;) {
    const started = await unlessKilled(learner.post(`/assessments/${quizId}/attempts`));
    if (!started) return;
    const right = started.data.questions.slice(0, started.data.id % QUESTIONS) as { id: number }[];
    const answers = Object.fromEntries(right.map(({ id }) => [id, '0']));
    const body = { attempt_id: started.data.id, answers };
    const result = await unlessKilled(learner.post(`/assessments/${quizId}/submit`, body));
    if (!result) return;
    scores.set(started.data.id as number, result.data.score as number);
  }
}

/** Everything works until as many writes were acknowledged as chance wants; then the server is killed at once. */
async function workAndKill(quizId: number, ledgers: readonly Ledger[], finisher: string, scores: Map<number, number>) {
  let left = 1 + Math.floor(Math.random() * MOST_WRITES);
  let killed: Promise<void> | undefined;
  const kill = async () => {
    // Not right after an acknowledgement, but anywhere between two.
    await pause(Math.random() * 5);
    await server.kill();
  };
  const onSaved = () => {
    if (--left === 0) killed = kill();
  };
  const saving = ledgers.flatMap(ledger => [...ledger.sent.keys()].map(id => keepSaving(ledger, id, onSaved)));
  await Promise.all([...saving, keepHandingIn(finisher, quizId, scores)]);
  await killed;
}

/** Values that are older than acknowledged, or that nobody sent. */
async function lostIn(ledger: Ledger): Promise<string[]> {
  const { data } = await speak(ledger.token).get(`/attempts/${ledger.attemptId}`);
  expect(data.state).toBe('in_progress');
  const kept = new Map<number, string>(
    data.answers.map((saved: { question_id: number; answer: string }) => [saved.question_id, saved.answer]),
  );
  return [...ledger.acknowledged].flatMap(([id, acknowledged]) => {
    const value = Number(kept.get(id) ?? 0);
    // A value sent and not acknowledged may have arrived; going on from it keeps the count honest.
    return value >= acknowledged && value <= (ledger.sent.get(id) ?? 0)
      ? []
      : [`${id}: ${acknowledged} became ${value}`];
  });
}

/** Rows that say two things at once. */
function halfWritten(): Record<string, unknown> {
  const db = new Sqlite(join(folder.path, 'db', SQLITE_FILE), { readonly: true });
  const count = (sql: string) => (db.prepare(`select count(*) as n ${sql}`).get() as { n: number }).n;
  const found = {
    integrity: db.pragma('integrity_check', { simple: true }),
    foreignKeys: db.pragma('foreign_key_check'),
    submittedWithoutScore: count(`from assessment_submissions where state = 'submitted' and
      (score is null or passed is null or submitted_at is null)`),
    ungradedAnswers: count(`from submission_answers a join assessment_submissions s on s.id = a.submission_id
      where s.state = 'submitted' and a.points_awarded is null`),
    gradedTooEarly: count(`from submission_answers a join assessment_submissions s on s.id = a.submission_id
      where s.state = 'in_progress' and a.points_awarded is not null`),
    submittedTwice: count(`from (select resource_id from user_activity_logs where action = 'attempt.submit'
      group by resource_id having count(*) > 1) twice`),
  };
  db.close();
  return found;
}
const WHOLE = { integrity: 'ok', foreignKeys: [], submittedWithoutScore: 0, ungradedAnswers: 0, gradedTooEarly: 0 };

it(`keeps every acknowledged answer over ${KILLS} kills`, async () => {
  const quizId = await makeQuiz(await signIn('teacher@example.org'));
  const tokens = await Promise.all(Array.from({ length: LEARNERS }, (_, n) => signIn(`learner${n}@example.org`)));
  const ledgers = await Promise.all(tokens.map(token => openLedger(token, quizId)));
  const finisher = await signIn(`learner${LEARNERS}@example.org`);
  await speak(finisher).post(`/courses/${courseId}/enroll`);
  const scores = new Map<number, number>();
  const lost: string[] = [];
  const begun = performance.now();
  for (let kills = 1; kills <= KILLS; kills++) {
    await workAndKill(quizId, ledgers, finisher, scores);
    await restart(kills);
    for (const ledger of ledgers) lost.push(...(await lostIn(ledger)));
    expect(halfWritten()).toEqual({ ...WHOLE, submittedTwice: 0 });
  }
  for (const [id, score] of scores)
    expect((await speak(finisher).get(`/attempts/${id}/result`)).data).toMatchObject({ state: 'submitted', score });
  const written = ledgers.flatMap(({ acknowledged }) => [...acknowledged.values()]).reduce((sum, n) => sum + n, 0);
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.info(
    `kills ${KILLS}, acknowledged writes ${written}, attempts handed in ${scores.size}, lost = ${lost.length} (${seconds} s)`,
  );
  expect(lost).toEqual([]);
  expect(written).toBeGreaterThan(KILLS);
  expect(scores.size).toBeGreaterThan(KILLS / 2);
});
