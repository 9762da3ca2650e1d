/** A big academy written straight into the database: 10,000 people, 100 courses and 200,000 progress rows, × scale. */
import { RateRules } from '../../server/sign-in-rules/contract.ts';
import type { Knex } from 'knex';
import { createPasswords } from '../../server/accounts/passwords.ts';
import { createTokens } from '../../server/platform/crypto/tokens.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { DAY, instant, systemClock } from '../../server/platform/clock.ts';
import { loadSecrets, sha256 } from '../../server/platform/crypto/secrets.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { folded } from '../../server/platform/db/dialect.ts';
import { migrate } from '../../server/platform/db/migrate.ts';

import { addActs } from './acts.ts';

export const PASSWORD = 'a benchmark password';
const MODULES = 20;
/** Courses that each person is enrolled in, and modules done in each. */
const ENROLMENTS = 2;
const DONE = 10;

export interface Seeded {
  people: number;
  courses: number;
  /** Entries of the ledger that were there from the start. */
  acts: number;
  /** Access tokens of the first people, ready to use. */
  tokens: string[];
  /** Courses of a person by index: ids. */
  coursesOf(person: number): number[];
  modulesOf(course: number): number[];
  /** A timed exam in course 1 that everybody who takes part is enrolled in. */
  assessmentId: number;
  questionIds: number[];
}

export const emailOf = (person: number) => `learner${person}@example.org`;

/** Fills the data folder. `tokens` says for how many people access tokens are made, `acts` how long the ledger is. */
export async function seed(
  dataFolder: string,
  databaseUrl: string | undefined,
  scale: number,
  tokens: number,
  acts: number,
): Promise<Seeded> {
  const folders = prepareFolders(dataFolder);
  const db = openDatabase({ url: databaseUrl, folder: folders.db });
  await migrate(db.writer);
  const people = 10_000 * scale;
  const courses = 100 * scale;
  const passwords = createPasswords();
  const hash = await passwords.hash(PASSWORD).finally(passwords.close);
  await db.writer.transaction(async tx => {
    await addPeople(tx, people, hash);
    await addCourses(tx, courses);
    await addLearning(tx, people, courses);
    await addSessions(tx, tokens);
    await addActs(tx, acts, people, courses);
  });
  const exam = await db.writer.transaction(tx => addExam(tx, people));
  await db.writer.raw('analyze');
  await db.close();
  const { accessKey } = loadSecrets(folders.secrets);
  const issuer = createTokens(accessKey, systemClock);
  const issued = await Promise.all(Array.from({ length: tokens }, (_, i) => issuer.issue(i + 2, i + 1)));
  return {
    people,
    courses,
    acts,
    tokens: issued.map(t => t.token),
    coursesOf: person => coursesOf(person, courses),
    modulesOf: course => Array.from({ length: MODULES }, (_, i) => (course - 1) * MODULES + i + 1),
    ...exam,
  };
}

const AT = instant(Date.now() - 30 * DAY);

/** Person 1 is the administrator and instructor; learners are 2 and up. */
async function addPeople(tx: Knex, count: number, hash: string): Promise<void> {
  const users = Array.from({ length: count + 1 }, (_, i) => ({
    email: emailOf(i),
    email_folded: emailOf(i),
    password_hash: hash,
    is_active: true,
    name_folded: folded(`Learner Number ${i}`),
    created_at: AT,
    updated_at: AT,
  }));
  await inSlices(tx, 'users', users);
  const profiles = users.map((_, i) => ({ user_id: i + 1, first_name: 'Learner', last_name: `Number ${i}` }));
  await inSlices(tx, 'user_profiles', profiles);
  const role = (i: number) => (i === 0 ? 'administrator' : 'student');
  await inSlices(
    tx,
    'user_roles',
    users.map((_, i) => ({ user_id: i + 1, role: role(i), granted_at: AT })),
  );
  const site = { name: 'Benchmark Academy', key: 'bench', registration: 'open' };
  await tx('settings').insert(
    Object.entries(site).map(([key, value]) => ({ key: `site.${key}`, value: JSON.stringify(value), updated_at: AT })),
  );
  // Load comes from programs, which may ask only so often otherwise.
  const lifted = Object.fromEntries(Object.keys(RateRules.shape).map(name => [name, 0]));
  await tx('settings').insert({ key: 'sign-in.rates', value: JSON.stringify(lifted), updated_at: AT });
}

async function addCourses(tx: Knex, count: number): Promise<void> {
  const title = (i: number) => `Course ${String(i).padStart(3, '0')} on network defence`;
  const description =
    'See what crosses your network, tell normal from hostile, and close the doors that should not be open.';
  const rows = Array.from({ length: count }, (_, i) => ({
    title: title(i),
    description,
    search_text: folded(`${title(i)} ${description}`),
    instructor_id: 1,
    category: `Subject ${i % 8}`,
    difficulty_level: ['beginner', 'intermediate', 'advanced'][i % 3],
    estimated_duration: 400,
    status: 'published',
    version: 1,
    module_count: MODULES,
    mandatory_count: MODULES,
    enrolled_count: 0,
    created_at: AT,
    updated_at: AT,
    published_at: AT,
  }));
  await inSlices(tx, 'courses', rows);
  const modules = rows.flatMap((_, c) =>
    Array.from({ length: MODULES }, (_module, m) => ({
      course_id: c + 1,
      section: `Section ${Math.floor(m / 5) + 1}`,
      title: `Lesson ${m + 1}`,
      order_index: m,
      duration: 20,
      content_type: 'markdown',
      content: '# Lesson',
      rendered: JSON.stringify({
        html: '<p>Lesson</p>',
        headings: [],
      }),
      is_mandatory: true,
      created_at: AT,
      updated_at: AT,
    })),
  );
  await inSlices(tx, 'course_modules', modules);
}

function coursesOf(person: number, courses: number): number[] {
  return Array.from({ length: ENROLMENTS }, (_, k) => ((person * 7 + k * 31) % courses) + 1);
}

async function addLearning(tx: Knex, people: number, courses: number): Promise<void> {
  const pairs = Array.from({ length: people }, (_, p) =>
    coursesOf(p, courses).map(course => ({ person: p, course })),
  ).flat();
  await inSlices(
    tx,
    'course_enrollments',
    pairs
      .map(({ person, course }) => ({
        user_id: person + 2,
        course_id: course,
        status: 'active',
        enrolled_at: AT,
        last_accessed: AT,
        version: 1,
        progress_percentage: (DONE / MODULES) * 100,
        mandatory_done: DONE,
        last_module_id: (course - 1) * MODULES + DONE,
      }))
      .filter(row => row.user_id <= people + 1),
  );
  const progress = pairs.flatMap(({ person, course }) =>
    Array.from({ length: DONE }, (_, m) => ({
      user_id: person + 2,
      course_id: course,
      module_id: (course - 1) * MODULES + m + 1,
      completed_at: AT,
      time_spent: 900,
      last_position: 1,
      updated_at: AT,
    })),
  );
  await inSlices(
    tx,
    'user_progress',
    progress.filter(row => row.user_id <= people + 1),
  );
  await tx.raw(
    'update courses set enrolled_count = (select count(*) from course_enrollments e where e.course_id = courses.id)',
  );
}

async function addSessions(tx: Knex, count: number): Promise<void> {
  const [now, soon] = [instant(Date.now()), instant(Date.now() + DAY)];
  const rows = Array.from({ length: count }, (_, i) => ({
    user_id: i + 2,
    refresh_hash: sha256(`bench-${i}`),
    family_hash: sha256(`bench-${i}`),
    client: 'bearer',
    created_at: now,
    refreshed_at: now,
    last_seen_at: now,
    confirmed_at: now,
    expires_at: soon,
  }));
  await inSlices(tx, 'sessions', rows);
}

const EXAM_PEOPLE = 300;
const QUESTIONS = 20;

async function addExam(tx: Knex, people: number): Promise<Pick<Seeded, 'assessmentId' | 'questionIds'>> {
  const [assessment] = await tx('assessments')
    .insert({
      course_id: 1,
      title: 'Benchmark exam',
      assessment_type: 'exam',
      passing_score: 70,
      time_limit: 60,
      max_attempts: 1,
      question_count: QUESTIONS,
      points_total: QUESTIONS,
      created_at: AT,
      updated_at: AT,
    })
    .returning('id');
  const { id: assessmentId } = assessment as { id: number };
  const questionIds: number[] = [];
  for (let position = 0; position < QUESTIONS; position++)
    questionIds.push(await addQuestion(tx, assessmentId, position));
  const candidates = Array.from({ length: Math.min(EXAM_PEOPLE, people) }, (_, i) => ({
    user_id: i + 2,
    course_id: 1,
    status: 'active',
    enrolled_at: AT,
    version: 1,
  }));
  await tx('course_enrollments').insert(candidates).onConflict(['user_id', 'course_id']).ignore();
  return { assessmentId, questionIds };
}

async function addQuestion(tx: Knex, assessmentId: number, position: number): Promise<number> {
  const [question] = await tx('questions').insert({ assessment_id: assessmentId, position }).returning('id');
  const { id } = question as { id: number };
  const body = { prompt_html: '<p>Which port does SSH use?</p>', answers: ['22'], explanation: null };
  const [version] = await tx('question_versions')
    .insert({
      question_id: id,
      number: 1,
      type: 'short_answer',
      prompt: 'Which port does SSH use?',
      points: 1,
      body: JSON.stringify(body),
      created_at: AT,
    })
    .returning('id');
  await tx('questions')
    .where({ id })
    .update({ version_id: (version as { id: number }).id });
  return id;
}

const SLICE = 200;

async function inSlices(tx: Knex, table: string, rows: readonly object[]): Promise<void> {
  for (let i = 0; i < rows.length; i += SLICE) await tx(table).insert(rows.slice(i, i + SLICE));
}
