import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openZipFolder } from '../../server/courses/import/zip.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';

let site: TestAcademy;
let admin: Caller;
let student: Caller;

/** Each of another kind; none of them a word of the program. */
const SECRETS = {
  setting: 'Zwiebelkuchen77',
  sealed: 'Quittengelee-31',
  logMessage: 'hunter2pflaume',
  logField: 'Mirabelle!9x',
  errorMessage: 'Stachelbeere',
  payload: 'Rhabarber-0815',
  lastError: 'Sauerkirsche42',
  environment: 'Johannisbeere5',
  firstName: 'Hildegunde',
  lastName: 'Przybylski',
  email: 'hildegunde.p@obstgarten.example',
  phone: '491709876543',
};

const encodings = (text: string) => {
  const bytes = Buffer.from(text);
  const inner = (shift: number) =>
    Buffer.concat([Buffer.alloc(shift), bytes, Buffer.alloc(3)])
      .toString('base64')
      .slice(shift + 1, shift + 1 + Math.floor((bytes.length * 4) / 3) - 3);
  return [text, encodeURIComponent(text), bytes.toString('hex'), ...[0, 1, 2].map(inner)];
};

beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Ada', last_name: 'Admin' });
  student = await site.person(['student'], {
    first_name: SECRETS.firstName,
    last_name: SECRETS.lastName,
    email: SECRETS.email,
  });
  await student.put('/users/me', { phone: SECRETS.phone, bio: SECRETS.firstName });
  plantInLog();
  await plantInDatabase();
  process.env['LYCEUM_TEST_PLANTED_PASSWORD'] = SECRETS.environment;
});
afterAll(async () => {
  delete process.env['LYCEUM_TEST_PLANTED_PASSWORD'];
  await site.stop();
});

function plantInLog() {
  const time = site.now();
  const line = (more: object) => `${JSON.stringify({ level: 30, time, role: 'web', pid: 7, ...more })}\n`;
  const err = {
    type: 'Error',
    message: `could not read ${SECRETS.errorMessage}`,
    stack: `at ${SECRETS.errorMessage}.ts:1`,
  };
  const every = Object.values(SECRETS).flatMap(encodings);
  const lines = [
    line({ msg: 'slow query', sql: 'select 1 from users where id = ?', ms: 120 }),
    line({ msg: `sign-in with ${SECRETS.logMessage}` }),
    line({
      level: 50,
      msg: 'request failed',
      method: 'GET',
      path: '/site',
      whatever: { deep: [SECRETS.logField] },
      err,
    }),
    ...every.map(secret => line({ level: 50, msg: 'request failed', secret, [secret]: 1, err: { message: secret } })),
    `FATAL ERROR: ${SECRETS.logMessage}\n`,
  ];
  writeFileSync(join(site.dataFolder, 'logs', 'lyceum.1.log'), lines.join(''));
}

async function plantInDatabase() {
  const at = new Date(site.now()).toISOString();
  const setting = (key: string, value: unknown) => ({ key, value: JSON.stringify(value), updated_at: at });
  const job = {
    name: 'activity.diagnostics',
    payload: JSON.stringify({ secret: SECRETS.payload }),
    state: 'failed',
    run_at: at,
    max_attempts: 1,
    attempts: 1,
    last_error: `sending to ${SECRETS.lastError} failed: connection refused`,
    created_at: at,
    finished_at: at,
  };
  await site.academy.db.writer.transaction(async tx => {
    await tx('settings').insert([
      setting('planted.password', SECRETS.setting),
      setting('planted.sealed', SECRETS.sealed),
    ]);
    await tx('settings').insert(setting('planted.port', 587));
    await tx('jobs').insert(job);
  });
}

async function makeBundle() {
  const { status, data } = await admin.post('/diagnostics');
  expect(status).toBe(202);
  const job = await eventually('the bundle is made', async () => {
    const { data: one } = await admin.get(`/jobs/${data.job_id}`);
    return ['done', 'failed'].includes(one.state) && one;
  });
  expect(job).toMatchObject({ state: 'done', last_error: null });
  return (await admin.get('/diagnostics')).data.bundle;
}

describe('the log', () => {
  it('is read newest first, filtered, and on from a place', async () => {
    const { data } = await admin.get('/logs?limit=2&level=error');
    expect(data.lines[0]).toMatchObject({ level: 'error', at: null, sentence: `FATAL ERROR: ${SECRETS.logMessage}` });
    expect(data.lines[1]).toMatchObject({ label: 'request failed', role: 'web' });
    const { data: older } = await admin.get(`/logs?limit=500&before=${data.older}&text=slow`);
    expect(older.lines).toHaveLength(1);
    expect(older.lines[0].sentence).toBe('A question to the database took 120 ms.');
    expect(older.older).toBeNull();
    expect((await admin.get(`/logs?after=${data.newer}`)).data.lines).toEqual([]);
  });

  it('is for those who may read it, and refuses what is no place or level', async () => {
    expect((await student.get('/logs')).status).toBe(403);
    expect((await site.visitor.get('/logs')).status).toBe(401);
    const { status, errors } = await admin.get('/logs?before=../../etc/passwd&level=loud');
    expect(status).toBe(400);
    expect(errors.map(error => error.field)).toEqual(expect.arrayContaining(['before', 'level']));
  });
});

describe('what people did', () => {
  it('is listed with who and what, narrowed down by act and name', async () => {
    const { data, meta } = await admin.get('/activity?action=session&who=hildegunde');
    expect(meta.pagination?.total).toBe(1);
    expect(data[0]).toMatchObject({ action: 'session.sign-in', who: 'Hildegunde Przybylski', user_id: student.userId });
    expect((await admin.get('/activity?action=sess')).meta.pagination?.total).toBe(0);
    expect((await student.get('/activity')).status).toBe(403);
  });
});

describe('the diagnostics bundle', () => {
  it('lists every file with its content, and is downloaded as one ZIP', async () => {
    expect((await admin.get('/diagnostics/bundle')).status).toBe(404);
    const bundle = await makeBundle();
    const names = bundle.files.map((file: { name: string }) => file.name);
    expect(names).toEqual(
      expect.arrayContaining(['README.txt', 'versions.json', 'log.ndjson', 'jobs.json', 'health.json']),
    );
    for (const name of names) {
      const { data } = await admin.get(`/diagnostics/content?name=${name}`);
      if (name.endsWith('.json')) expect(() => JSON.parse(data.text) as unknown, name).not.toThrow();
      if (name.endsWith('.ndjson'))
        for (const line of data.text.trim().split('\n')) expect(() => JSON.parse(line) as unknown, line).not.toThrow();
      expect(data.text).not.toContain('"failed":');
    }
    const response = await fetch(`${site.origin}/api/v1/diagnostics/bundle`, {
      headers: { authorization: `Bearer ${admin.token}` },
    });
    expect(response.headers.get('content-disposition')).toContain(bundle.name);
    const zip = await openZipFolder(Buffer.from(await response.arrayBuffer()));
    expect(zip.entries.map(entry => entry.path)).toEqual(names);
    zip.close();
    expect((await admin.get('/diagnostics/content?name=../secrets/access-key')).status).toBe(404);
    expect((await student.get('/diagnostics')).status).toBe(403);
  });

  it('still says what one must know to help', async () => {
    const read = async (name: string) => (await admin.get(`/diagnostics/content?name=${name}`)).data.text as string;
    const log = await read('log.ndjson');
    expect(log).toContain('A question to the database took 120 ms.');
    expect(log).toContain('select 1 from users where id = ?');
    const jobs = JSON.parse(await read('jobs.json'));
    expect(jobs.map((job: { last_error: string | null }) => job.last_error)).toContainEqual(
      expect.stringMatching(/ to … failed: connection refused$/),
    );
    const { tables } = JSON.parse(await read('database.json'));
    expect(tables.find((table: { table: string }) => table.table === 'users').rows).toBe(2);
    expect(JSON.parse(await read('settings.json'))).toMatchObject({ '….port': 587, '….password': 'set' });
  });

  it('holds no secret and no person, planted everywhere, in whatever encoding', async () => {
    const { files } = await makeBundle();
    const kept = readFileSync(join(site.dataFolder, 'secrets', 'access-key'), 'utf8').trim();
    const secrets = [...Object.values(SECRETS), kept, 'obstgarten', 'Obstgarten', 'Admin"', 'person1@'];
    const found: string[] = [];
    for (const { name } of files) {
      const { text } = (await admin.get(`/diagnostics/content?name=${name}`)).data;
      for (const secret of secrets)
        for (const spelling of encodings(secret)) if (text.includes(spelling)) found.push(`${name}: ${spelling}`);
    }
    expect(found).toEqual([]);
    expect(files.length).toBeGreaterThan(9);
  });
});
