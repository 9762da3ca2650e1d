/** PostgreSQL goes away and comes back: plain answers meanwhile, and nobody has to restart anything. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPasswords } from '../../server/accounts/passwords.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { insertCourse } from '../factories/courses.ts';
import { insertPerson } from '../factories/people.ts';
import { type Answer, caller, PASSWORD } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { findPostgres } from '../harness/programs.ts';

const EMAIL = 'learner@example.org';
const folder = temporaryFolder('outage');
let postgres: TestPostgres;
let server: TestServer;
let courseId: number;

beforeAll(async () => {
  if (!findPostgres()) return;
  postgres = await startPostgres();
  const url = await postgres.createDatabase('outage');
  const db = openDatabase({ url, folder: prepareFolders(folder.path).db });
  await migrate(db.writer);
  const passwordHash = await createPasswords().hash(PASSWORD);
  courseId = await insertCourse(db, { instructor_id: await insertPerson(db, { roles: ['instructor'] }) });
  await insertPerson(db, { email: EMAIL, passwordHash });
  await db.close();
  server = await startServer({
    dataFolder: folder.path,
    port: await freePort(),
    workers: 2,
    env: { DATABASE_URL: url },
  });
});
afterAll(async () => {
  await server?.kill();
  await postgres?.stop();
  folder.remove();
});

const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;

it.skipIf(!findPostgres())('answers plainly while PostgreSQL is away, and goes on when it is back', async () => {
  const visitor = caller(server.url, null, null);
  const { data } = await visitor.post('/auth/login', { email: EMAIL, password: PASSWORD });
  const learner = caller(server.url, null, data.token as string);
  expect(codeOf(await learner.post(`/courses/${courseId}/enroll`))).toBe('201 success');
  for (const round of [1, 2]) {
    await postgres.pause();
    // Several each, so that every process and every kept connection meets the outage.
    for (const ask of Array.from({ length: 4 }, () => [
      () => learner.get('/home'),
      () => learner.get('/courses'),
      () => learner.post(`/courses/${courseId}/enroll`),
      () => visitor.post('/auth/login', { email: EMAIL, password: PASSWORD }),
    ]).flat()) {
      const answer = await ask();
      expect(codeOf(answer), `round ${round}`).toBe('503 NOT_READY');
      expect(answer.errors[0]?.message).toMatch(/cannot reach its database .* try again/);
      expect(answer.headers.get('retry-after')).toBe('2');
    }
    const health = await visitor.get('/health');
    expect([health.status, health.data.state]).toEqual([503, 'failing']);
    expect((await visitor.get('/health/live')).status).toBe(200);
    await postgres.resume();
    await eventually('health', async () => (await visitor.get('/health')).data.checks[0].state === 'ok');
    for (let n = 0; n < 4; n++) expect((await learner.get('/home')).data.courses).toHaveLength(1);
    expect(codeOf(await learner.post(`/courses/${courseId}/enroll`))).toBe('409 ALREADY_ENROLLED');
    expect(codeOf(await visitor.post('/auth/login', { email: EMAIL, password: PASSWORD }))).toBe('200 success');
  }
  expect(server.isRunning()).toBe(true);
  expect(server.log()).not.toMatch(/exited|restarting|uncaught/i);
});
