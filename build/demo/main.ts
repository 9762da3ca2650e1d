/**
 * `npm run demo`: fills a data folder with a believable academy. Everything goes through the real API while the academy's clock
 * runs from six weeks ago, or as many days as `--days` says, until now, so every figure on every screen has a history behind it.
 * The folder is LYCEUM_DATA or ./data, and must not hold an academy yet.
 */
import { parseArgs } from 'node:util';
import type { ApiRoute, DataOf, InputOf } from '../../renderer/platform/api-types.ts';
import { type Academy, createAcademy } from '../../server/academy.ts';
import { DAY, MINUTE, systemClock } from '../../server/platform/clock.ts';
import { readConfiguration } from '../../server/platform/config/configuration.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import type { ModuleHead } from '../../server/courses/contract.ts';
import type { Envelope } from '../../server/platform/http/contract.ts';
import { createLog } from '../../server/platform/logging/log.ts';
import { setupCode } from '../../server/site/setup-code.ts';
import { courses, type DemoCourse } from './courses/index.ts';
import { administrator, type DemoPerson, instructors, learners } from './people.ts';

const PASSWORD = 'seven lanterns by the gate';
const USAGE = 'Usage: LYCEUM_DATA=folder npm run demo [-- --days 42], from 4 to 365.';

/** mulberry32: the same academy every time. */
function randomFrom(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = randomFrom(1848);
const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;

let origin = '';

async function ask<R extends ApiRoute>(token: string | null, route: R, input: InputOf<R>): Promise<DataOf<R>> {
  const [method, path] = route.split(' ') as [string, string];
  const { params, body } = input as { params?: Record<string, string | number>; body?: unknown };
  const address = path.replace(/:(\w+)/g, (_, name: string) => String(params?.[name]));
  const response = await fetch(`${origin}/api/v1${address}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as Envelope<DataOf<R>>;
  if (answer.status === 'error') throw new Error(`${method} ${address}: ${answer.errors[0]?.message}`);
  return answer.data;
}

async function signIn({ email }: DemoPerson): Promise<string> {
  const { token } = await ask(null, 'POST /auth/login', { body: { email, password: PASSWORD } });
  return token as string;
}

async function buildCourse(course: DemoCourse, token: string): Promise<number> {
  const { title, description, category, difficulty_level, sections, quiz, capacity = null } = course;
  const minutes = Object.values(sections)
    .flat()
    .reduce((sum, [, m]) => sum + m, 10);
  const fields = { title, description, category, difficulty_level, capacity, estimated_duration: minutes };
  const { id } = await ask(token, 'POST /courses', { body: fields });
  for (const [section, lessons] of Object.entries(sections)) {
    for (const [name, duration, content] of lessons) {
      const lesson = { section, title: name, duration, content_type: 'markdown', content } as const;
      await ask(token, 'POST /courses/:id/modules', { params: { id }, body: lesson });
    }
  }
  const questions = quiz.questions.map(({ prompt, right, wrong, why }) => ({
    type: 'single_choice' as const,
    prompt,
    points: 1,
    explanation: why,
    options: [right, ...wrong].toSorted().map(text => ({ text, correct: text === right })),
  }));
  const exam = { course_id: id, title: quiz.title, time_limit: 20, max_attempts: 3, questions };
  await ask(token, 'POST /assessments', { body: exam });
  await ask(token, 'POST /courses/:id/publish', { params: { id } });
  return id;
}

interface Learner {
  person: DemoPerson;
  startsOn: number;
  /** Chance to study on a day, and to know an answer. */
  diligence: number;
  skill: number;
  wishes: number[];
}

function makeLearners(ids: readonly number[], days: number): Learner[] {
  return learners.map(person => ({
    person,
    startsOn: Math.floor(random() ** 2 * (days - 3)),
    diligence: 0.05 + random() * 0.3,
    skill: 0.55 + random() * 0.45,
    wishes: [...new Set([pick(ids), pick(ids), pick(ids), pick(ids)])],
  }));
}

type Advance = (ms: number) => void;

/** One sitting: one or two modules of a course. */
async function study(learner: Learner, advance: Advance): Promise<void> {
  const token = await signIn(learner.person);
  const enrolled = await ask(token, 'GET /users/:id/courses', { params: { id: 'me' } });
  const open = enrolled.filter(e => !e.completed_at);
  const wish = learner.wishes.find(id => !enrolled.some(e => e.course.id === id));
  let courseId = open[0]?.course.id;
  if (wish && (!courseId || random() < 0.25)) courseId = (await enrol(token, wish)) ? wish : courseId;
  if (!courseId) return;
  const sitting = 1 + Math.floor(random() * 1.4);
  for (let n = 0; n < sitting; n++) {
    const modules = await ask(token, 'GET /courses/:id/modules', { params: { id: courseId } });
    const next = modules.find(m => !m.progress?.completed_at);
    if (!next) return;
    if (next.assessment_id) return takeQuiz(token, next.assessment_id, learner.skill, advance);
    await read(token, courseId, next, advance);
  }
}

/** False when the course is full. */
async function enrol(token: string, id: number): Promise<boolean> {
  return ask(token, 'POST /courses/:id/enroll', { params: { id } }).then(
    () => true,
    () => false,
  );
}

async function read(token: string, courseId: number, module: ModuleHead, advance: Advance): Promise<void> {
  const params = { id: courseId, moduleId: module.id };
  const report = (body: { last_position: number; time_spent?: number; completed?: boolean }) =>
    ask(token, 'PUT /courses/:id/modules/:moduleId/progress', { params, body });
  await report({ last_position: 0 });
  const minutes = Math.min(4, Math.max(1, module.duration * (0.2 + random() * 0.2)));
  advance(minutes * MINUTE);
  await report({ time_spent: Math.round(minutes * 60), last_position: 1, completed: true });
}

const rightAnswers = new Map(courses.flatMap(c => c.quiz.questions.map(q => [q.prompt.replace(/`/g, ''), q.right])));

async function takeQuiz(token: string, assessmentId: number, skill: number, advance: Advance): Promise<void> {
  const attempt = await ask(token, 'POST /assessments/:id/attempts', { params: { id: assessmentId } }).catch(
    () => null,
  );
  // Every permitted attempt was used.
  if (!attempt) return;
  for (const { id, prompt_html, options } of attempt.questions) {
    advance(0.7 * MINUTE);
    if (options.length === 0) continue;
    const text = prompt_html
      .replace(/<[^>]+>/g, '')
      .replace(/&#39;/g, "'")
      .trim();
    const right = options.find(o => o.text === rightAnswers.get(text));
    const answer = random() < skill && right ? right : pick(options);
    const params = { attemptId: attempt.id, questionId: id };
    await ask(token, 'PUT /attempts/:attemptId/answers/:questionId', { params, body: { answer: [answer.id] } });
  }
  await ask(token, 'POST /assessments/:id/submit', { params: { id: assessmentId }, body: { attempt_id: attempt.id } });
}

async function live(days: number, now: () => number, advance: Advance): Promise<void> {
  const code = setupCode(readConfiguration().dataFolder);
  const admin = { ...administrator, password: PASSWORD };
  const academy = { code, site_name: 'Northgate Academy', admin, sample_course: true };
  const { token } = await ask(null, 'POST /setup', { body: academy });
  for (const person of instructors)
    await ask(token, 'POST /users', { body: { ...person, roles: ['instructor'], password: PASSWORD } });
  const ids: number[] = [1];
  for (const [i, course] of courses.entries())
    ids.push(await buildCourse(course, await signIn(instructors[i % instructors.length] as DemoPerson)));
  const people = makeLearners(ids, days);
  const begin = now();
  for (let day = 0; day < days; day++) {
    for (const learner of people) {
      if (learner.startsOn > day) continue;
      if (learner.startsOn === day)
        await ask(null, 'POST /auth/register', { body: { ...learner.person, password: PASSWORD } });
      if (learner.startsOn === day || random() < learner.diligence) await study(learner, advance);
    }
    process.stdout.write(`\rDay ${day + 1} of ${days}`);
    advance(Math.max(0, begin + (day + 1) * DAY - now()));
  }
  process.stdout.write('\n');
}

/** undefined where the words after the command are none of ours. */
function daysAsked(): number | undefined {
  try {
    const { values } = parseArgs({ options: { days: { type: 'string', default: '42' } } });
    const days = Number(values.days);
    return Number.isInteger(days) && days >= 4 && days <= 365 ? days : undefined;
  } catch {
    return undefined;
  }
}

async function main(days: number): Promise<void> {
  const configuration = { ...readConfiguration(), host: '127.0.0.1', port: 0 };
  const folders = prepareFolders(configuration.dataFolder);
  const db = openDatabase({ url: configuration.databaseUrl, folder: folders.db });
  await migrate(db.writer);
  const taken = await db.read.get('select id from users limit 1');
  await db.close();
  if (taken)
    throw new Error(`${configuration.dataFolder} holds an academy already. Choose another folder with LYCEUM_DATA.`);
  let offset = -days * DAY;
  const clock = { now: () => systemClock.now() + offset };
  const log = createLog({ level: 'silent', role: 'demo' });
  const academy: Academy = await createAcademy({ configuration, log, clock, web: true, jobs: true, version: 'demo' });
  origin = `http://127.0.0.1:${(await academy.listen()).port}`;
  const advance: Advance = ms => {
    // Never past the present: certificates of tomorrow would be odd.
    offset = Math.min(0, offset + ms);
  };
  await live(days, clock.now, advance);
  await academy.close();
  console.log(`Northgate Academy is in ${configuration.dataFolder}.`);
  console.log(
    `Sign in as ${administrator.email}, ${instructors[0]?.email} or ${learners[1]?.email}; the password is "${PASSWORD}".`,
  );
}

const days = daysAsked();
if (days === undefined) {
  console.error(USAGE);
  process.exit(2);
}
await main(days);
