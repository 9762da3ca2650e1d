/**
 * `npm run demo`: fills a data folder with a believable academy. Everything goes through the real API while the academy's clock
 * runs from six weeks ago until now, so every figure on every screen has a history behind it.
 * The folder is LYCEUM_DATA or ./data, and must not hold an academy yet.
 */
import { type Academy, createAcademy } from '../../server/academy.ts';
import { DAY, MINUTE, systemClock } from '../../server/platform/clock.ts';
import { readConfiguration } from '../../server/platform/config/configuration.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { createLog } from '../../server/platform/logging/log.ts';
import { setupCode } from '../../server/site/index.ts';
import { courses, type DemoCourse } from './courses.ts';
import { administrator, type DemoPerson, instructors, learners } from './people.ts';

const PASSWORD = 'northgate demo';
const DAYS = 42;

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

// biome-ignore lint: answers of every shape pass through here
async function ask(token: string | null, method: string, path: string, body?: unknown): Promise<any> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { status: string; data: unknown; errors?: { message: string }[] };
  if (answer.status !== 'success') throw new Error(`${method} ${path}: ${answer.errors?.[0]?.message}`);
  return answer.data;
}

const signIn = async ({ email }: DemoPerson): Promise<string> =>
  (await ask(null, 'POST', '/auth/login', { email, password: PASSWORD })).token;

async function buildCourse(course: DemoCourse, token: string): Promise<number> {
  const { title, description, category, difficulty_level, sections, quiz, capacity = null } = course;
  const minutes = Object.values(sections)
    .flat()
    .reduce((sum, [, m]) => sum + m, 10);
  const fields = { title, description, category, difficulty_level, capacity, estimated_duration: minutes };
  const { id } = await ask(token, 'POST', '/courses', fields);
  for (const [section, lessons] of Object.entries(sections))
    for (const [name, duration, content] of lessons)
      await ask(token, 'POST', `/courses/${id}/modules`, {
        section,
        title: name,
        duration,
        content_type: 'markdown',
        content,
      });
  const questions = quiz.questions.map(({ prompt, right, wrong, why }) => ({
    type: 'single_choice',
    prompt,
    points: 1,
    explanation: why,
    options: [right, ...wrong].toSorted().map(text => ({
      text,
      correct: text === right,
    })),
  }));
  await ask(token, 'POST', '/assessments', {
    course_id: id,
    title: quiz.title,
    time_limit: 20,
    max_attempts: 3,
    questions,
  });
  await ask(token, 'POST', `/courses/${id}/publish`, {});
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

function makeLearners(ids: readonly number[]): Learner[] {
  return learners.map(person => ({
    person,
    startsOn: Math.floor(random() ** 2 * (DAYS - 3)),
    diligence: 0.15 + random() * 0.5,
    skill: 0.55 + random() * 0.45,
    wishes: [...new Set([pick(ids), pick(ids), pick(ids)])],
  }));
}

type Advance = (ms: number) => void;

/** One sitting: one to three modules of a course. */
async function study(learner: Learner, advance: Advance): Promise<void> {
  const token = await signIn(learner.person);
  const enrolled: { course: { id: number }; progress_percentage: number; completed_at: string | null }[] = await ask(
    token,
    'GET',
    '/users/me/courses',
  );
  const open = enrolled.filter(e => !e.completed_at);
  const wish = learner.wishes.find(id => !enrolled.some(e => e.course.id === id));
  let courseId = open[0]?.course.id;
  if (wish && (!courseId || random() < 0.25))
    courseId = await ask(token, 'POST', `/courses/${wish}/enroll`, {}).then(
      () => wish,
      () => courseId,
    );
  if (!courseId) return;
  for (let n = 0; n < 1 + Math.floor(random() * 2.5); n++) {
    const modules: {
      id: number;
      content_type: string;
      duration: number;
      assessment_id: number | null;
      progress: { completed_at: string | null } | null;
    }[] = await ask(token, 'GET', `/courses/${courseId}/modules`);
    const next = modules.find(m => !m.progress?.completed_at);
    if (!next) return;
    if (next.assessment_id) return takeQuiz(token, next.assessment_id, learner.skill, advance);
    await read(token, courseId, next, advance);
  }
}

async function read(
  token: string,
  courseId: number,
  module: { id: number; duration: number },
  advance: Advance,
): Promise<void> {
  const address = `/courses/${courseId}/modules/${module.id}/progress`;
  await ask(token, 'PUT', address, { last_position: 0 });
  const minutes = Math.min(4, Math.max(1, module.duration * (0.2 + random() * 0.2)));
  advance(minutes * MINUTE);
  await ask(token, 'PUT', address, { time_spent: Math.round(minutes * 60), last_position: 1, completed: true });
}

const rightAnswers = new Map(courses.flatMap(c => c.quiz.questions.map(q => [q.prompt.replace(/`/g, ''), q.right])));

async function takeQuiz(token: string, assessmentId: number, skill: number, advance: Advance): Promise<void> {
  const attempt = await ask(token, 'POST', `/assessments/${assessmentId}/attempts`, {}).catch(() => null);
  if (!attempt) return;
  const questions = attempt.questions as { id: number; prompt_html: string; options: { id: string; text: string }[] }[];
  for (const { id, prompt_html, options } of questions) {
    advance(0.7 * MINUTE);
    if (options.length === 0) continue;
    const text = prompt_html
      .replace(/<[^>]+>/g, '')
      .replace(/&#39;/g, "'")
      .trim();
    const right = options.find(o => o.text === rightAnswers.get(text));
    const answer = random() < skill && right ? right : pick(options);
    await ask(token, 'PUT', `/attempts/${attempt.id}/answers/${id}`, { answer: [answer.id] });
  }
  await ask(token, 'POST', `/assessments/${assessmentId}/submit`, { attempt_id: attempt.id });
}

async function live(now: () => number, advance: Advance): Promise<void> {
  const code = setupCode(readConfiguration().dataFolder);
  const admin = { ...administrator, password: PASSWORD };
  const { token } = await ask(null, 'POST', '/setup', {
    code,
    site_name: 'Northgate Academy',
    admin,
    sample_course: true,
  });
  for (const person of instructors)
    await ask(token, 'POST', '/users', { ...person, roles: ['instructor'], password: PASSWORD });
  const ids: number[] = [1];
  for (const [i, course] of courses.entries())
    ids.push(await buildCourse(course, await signIn(instructors[i % instructors.length] as DemoPerson)));
  const people = makeLearners(ids);
  const begin = now();
  for (let day = 0; day < DAYS; day++) {
    for (const learner of people) {
      if (learner.startsOn > day) continue;
      if (learner.startsOn === day)
        await ask(null, 'POST', '/auth/register', { ...learner.person, password: PASSWORD });
      if (learner.startsOn === day || random() < learner.diligence) await study(learner, advance);
    }
    process.stdout.write(`\rDay ${day + 1} of ${DAYS}`);
    advance(Math.max(0, begin + (day + 1) * DAY - now()));
  }
  process.stdout.write('\n');
}

async function main(): Promise<void> {
  const configuration = { ...readConfiguration(), host: '127.0.0.1', port: 0 };
  const folders = prepareFolders(configuration.dataFolder);
  const db = openDatabase({ url: configuration.databaseUrl, folder: folders.db });
  await migrate(db.writer);
  const taken = await db.read.get('select id from users limit 1');
  await db.close();
  if (taken)
    throw new Error(`${configuration.dataFolder} holds an academy already. Choose another folder with LYCEUM_DATA.`);
  let offset = -DAYS * DAY;
  const clock = { now: () => systemClock.now() + offset };
  const log = createLog({ level: 'silent', role: 'demo' });
  const academy: Academy = await createAcademy({ configuration, log, clock, web: true, jobs: true, version: 'demo' });
  origin = `http://127.0.0.1:${(await academy.listen()).port}`;
  const advance: Advance = ms => {
    // Never past the present: certificates of tomorrow would be odd.
    offset = Math.min(0, offset + ms);
  };
  await live(clock.now, advance);
  await academy.close();
  console.log(`Northgate Academy is in ${configuration.dataFolder}.`);
  console.log(
    `Sign in as ${administrator.email}, ${instructors[0]?.email} or ${learners[1]?.email}; the password is "${PASSWORD}".`,
  );
}

await main();
