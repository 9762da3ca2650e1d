/** Disks that fill up or can no longer be written to, while people learn. */
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { createPasswords } from '../../server/accounts/passwords.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { insertCourse } from '../factories/courses.ts';
import { insertPerson } from '../factories/people.ts';
import { type Answer, type Caller, caller, PASSWORD, startAcademy } from '../harness/academy.ts';
import { readOnly, smallDisk } from '../harness/disks.ts';
import { makePdf } from '../harness/ffmpeg.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { begin, send, upload } from '../harness/uploads.ts';

const folder = temporaryFolder('disk');
afterAll(folder.remove);

const QUESTIONS = 40;
const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;

async function prepare(dataFolder: string): Promise<number> {
  const db = openDatabase({ url: undefined, folder: prepareFolders(dataFolder).db });
  await migrate(db.writer);
  const passwordHash = await createPasswords().hash(PASSWORD);
  const instructor_id = await insertPerson(db, { email: 'teacher@example.org', roles: ['instructor'], passwordHash });
  await insertPerson(db, { email: 'learner@example.org', passwordHash });
  const id = await insertCourse(db, { instructor_id });
  await db.close();
  return id;
}

async function signIn(server: TestServer, email: string): Promise<Caller> {
  const { data } = await caller(server.url, null, null).post('/auth/login', { email, password: PASSWORD });
  return caller(server.url, null, data.token as string);
}

/** An attempt at a quiz of many questions with text as answers. */
async function openAttempt(server: TestServer, courseId: number) {
  const teacher = await signIn(server, 'teacher@example.org');
  const learner = await signIn(server, 'learner@example.org');
  const question = { type: 'short_answer', prompt: 'Say much.', answers: ['much'] };
  const questions = Array.from({ length: QUESTIONS }, () => question);
  const quiz = await teacher.post('/assessments', { course_id: courseId, title: 'Exam', questions });
  await learner.post(`/courses/${courseId}/enroll`);
  const { data } = await learner.post(`/assessments/${quiz.data.id}/attempts`);
  return {
    learner,
    attemptId: data.id as number,
    ids: data.questions.map((asked: { id: number }) => asked.id) as number[],
  };
}

/** Fills the disk to the last byte. Answers what frees it again. */
function fillUp(disk: string): () => void {
  const path = join(disk, 'ballast');
  const file = openSync(path, 'w');
  for (let size = 1024 * 1024; size >= 1; )
    try {
      writeSync(file, Buffer.alloc(size, 1));
    } catch {
      size = Math.floor(size / 2);
    }
  closeSync(file);
  return () => rmSync(path);
}

it('a disk that fills up while answers are saved loses none that was acknowledged, and works on when there is room', async context => {
  const path = join(folder.path, 'small');
  using disk = smallDisk(path, 24);
  if (!disk) return context.skip();
  const courseId = await prepare(disk.path);
  const start = async () => startServer({ dataFolder: path, port: await freePort() });
  let server = await start();
  try {
    const { learner, attemptId, ids } = await openAttempt(server, courseId);
    const kept = new Map<number, string>();
    const save = async (n: number, size: number) => {
      const id = ids[n % ids.length] as number;
      const answer = `${n} ${'x'.repeat(size)}`;
      const outcome = codeOf(await learner.put(`/attempts/${attemptId}/answers/${id}`, { answer }));
      if (outcome === '200 success') kept.set(id, answer);
      return outcome;
    };
    for (let n = 0; n < 10; n++) expect(await save(n, 100)).toBe('200 success');
    const free = fillUp(path);
    const outcomes: string[] = [];
    for (let n = 0; n < 2000 && !outcomes.includes('507 DISK_FULL'); n++) outcomes.push(await save(n, 4000));
    for (let n = 0; n < 20; n++) outcomes.push(await save(n, 4000));
    expect(new Set(outcomes.slice(-20))).toEqual(new Set(['507 DISK_FULL']));
    expect(outcomes.filter(outcome => outcome !== '200 success' && outcome !== '507 DISK_FULL')).toEqual([]);
    const health = await caller(server.url, null, null).get('/health');
    expect([health.status, health.data.state]).toEqual([503, 'failing']);
    const answers = async (who: Caller) =>
      new Map<number, string>(
        (await who.get(`/attempts/${attemptId}`)).data.answers.map((saved: { question_id: number; answer: string }) => [
          saved.question_id,
          saved.answer,
        ]),
      );
    expect(await answers(learner)).toEqual(kept);
    free();
    expect(await save(7, 4000)).toBe('200 success');
    await server.kill();
    server = await start();
    expect(await answers(await signIn(server, 'learner@example.org'))).toEqual(kept);
    expect(kept.size).toBeGreaterThanOrEqual(10);
  } finally {
    await server.kill();
  }
});

it('a media folder that turns read-only refuses uploads in words, leaves the rest alone, and takes them again later', async context => {
  const site = await startAcademy();
  try {
    const teacher = await site.person(['instructor']);
    const pdf = await makePdf(['A page']);
    const before = await upload(site.origin, teacher, 'before.pdf', pdf);
    const begun = await begin(teacher, pdf.length, { filename: 'half.pdf' });
    {
      using media = readOnly(join(site.dataFolder, 'media'));
      if (!media) return context.skip();
      const sent = await send(site.origin, teacher, 'now.pdf', pdf);
      expect([sent.status, sent.text]).toEqual([
        507,
        expect.stringMatching(/"NOT_WRITABLE".*cannot write to its disk/),
      ]);
      const rest = await fetch(`${site.origin}/api/v1/uploads/${begun.id}`, {
        method: 'PATCH',
        headers: {
          authorization: `Bearer ${teacher.token}`,
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        },
        body: Buffer.from(pdf),
      });
      expect([rest.status, await rest.text()]).toEqual([507, expect.stringContaining('NOT_WRITABLE')]);
      expect((await teacher.get(`/files/${before.id}/details`)).status).toBe(200);
      expect((await teacher.get('/courses')).status).toBe(200);
    }
    expect((await upload(site.origin, teacher, 'after.pdf', pdf)).size).toBe(pdf.length);
  } finally {
    await site.stop();
  }
});
