/** Every endpoint that hands out a file, by the contracts: what it says the file is, what a browser does with it, who keeps it. */
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertCourse, insertModule } from '../factories/courses.ts';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { upload } from '../harness/uploads.ts';

/** Some files are made by jobs. */
const PATIENCE_MS = 40_000;

/** Would end the name, begin a header, or look like another kind of file. */
const NAME = 'x"; filename=evil.html; \u0627=';

let site: TestAcademy;
let admin: Caller;
let learner: Caller;
beforeAll(async () => {
  // A poster tells the address by which others reach this computer.
  site = await startAcademy({ host: '0.0.0.0' });
  admin = await site.person(['administrator']);
  learner = await site.person(['student'], { first_name: NAME, last_name: '../..' });
  await admin.put('/site', { name: NAME });
});
afterAll(() => site.stop());

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const SANDBOX = `${NOTHING}; sandbox`;
/** Viewers of browsers show no PDF in a sandbox. */
const PDF_SHOWN =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

interface Wanted {
  type: string;
  /** Without the name. */
  saved: 'attachment' | 'inline';
  cache: string;
  policy?: string;
  /** The way to a file that is there, after everything that it takes. */
  path: () => Promise<string>;
  who?: () => Caller;
}

async function certificate(): Promise<string> {
  const course = await insertCourse(site.academy.db, { instructor_id: admin.userId as number, title: NAME });
  const lesson = await insertModule(site.academy.db, { course_id: course });
  await learner.post(`/courses/${course}/enroll`);
  await learner.put(`/courses/${course}/modules/${lesson}/progress`, { completed: true });
  const [{ id }] = (await learner.get('/users/me/certificates')).data;
  return `/certificates/${id}/download`;
}

async function bundle(): Promise<string> {
  const { data } = await admin.post('/diagnostics');
  await eventually(
    'the bundle is made',
    async () => (await admin.get(`/jobs/${data.job_id}`)).data.state === 'done',
    PATIENCE_MS,
  );
  return '/diagnostics/bundle';
}

async function personal(): Promise<string> {
  await learner.post('/users/me/privacy/exports');
  const { id } = await eventually(
    'the export is made',
    async () => {
      const { exports } = (await learner.get('/users/me/privacy')).data;
      return exports[0].state === 'ready' && exports[0];
    },
    PATIENCE_MS,
  );
  return `/users/me/privacy/exports/${id}`;
}

async function imported(): Promise<string> {
  const content = Buffer.from('email,first name,last name\na@b.example,A,B\n').toString('base64');
  const { data } = await admin.post('/users/imports', { name: NAME, content, options: {} });
  await eventually(
    'the import rests',
    async () => {
      const { state } = (await admin.get(`/users/imports/${data.id}`)).data;
      return state === 'preview';
    },
    PATIENCE_MS,
  );
  await admin.post(`/users/imports/${data.id}/apply`);
  await eventually(
    'it was applied',
    async () => (await admin.get(`/users/imports/${data.id}`)).data.state === 'done',
    PATIENCE_MS,
  );
  return `/users/imports/${data.id}/result`;
}

async function logo(): Promise<string> {
  const image = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  expect((await admin.post('/site/logo', { image })).errors).toEqual([]);
  return '/site/logo';
}

async function speed(): Promise<string> {
  const { data } = await admin.post('/reach/tests');
  const token = new URL(data.url).searchParams.get('token') ?? '';
  await site.visitor.post('/reach/start', { token });
  return `/reach/download?bytes=10&token=${token}`;
}

async function house(): Promise<void> {
  await admin.post('/https/local');
}

const asLearner = () => learner;
const OF_EVERY_ENDPOINT: Record<string, Wanted> = {
  'GET /certificates/:id/download': {
    type: 'application/pdf',
    saved: 'attachment',
    cache: 'private, no-cache',
    path: certificate,
    who: asLearner,
  },
  'GET /diagnostics/bundle': { type: 'application/zip', saved: 'attachment', cache: 'no-store', path: bundle },
  'GET /https/authority.crt': {
    type: 'application/x-x509-ca-cert',
    saved: 'attachment',
    cache: 'no-store',
    path: async () => house().then(() => '/https/authority.crt'),
  },
  'GET /https/authority.mobileconfig': {
    type: 'application/x-apple-aspen-config',
    // iPhones install what is shown, and put away what is saved.
    saved: 'inline',
    cache: 'no-store',
    path: async () => house().then(() => '/https/authority.mobileconfig'),
  },
  'GET /network/poster': {
    type: 'application/pdf',
    saved: 'inline',
    cache: 'no-store',
    policy: PDF_SHOWN,
    path: async () => '/network/poster',
  },
  'GET /reach/download': { type: 'application/octet-stream', saved: 'attachment', cache: 'no-store', path: speed },
  'GET /activity/export': {
    type: 'text/csv; charset=utf-8',
    saved: 'attachment',
    cache: 'no-store',
    path: async () => '/activity/export',
  },
  'GET /site/logo': { type: 'image/png', saved: 'inline', cache: 'public, max-age=86400', path: logo },
  'GET /users/:id/privacy/exports/:exportId': {
    type: 'application/zip',
    saved: 'attachment',
    cache: 'no-store',
    path: personal,
    who: asLearner,
  },
  'GET /users/imports/:id/result': {
    type: 'text/csv; charset=utf-8',
    saved: 'attachment',
    cache: 'no-store',
    path: imported,
  },
  'GET /users/export': {
    type: 'text/csv; charset=utf-8',
    saved: 'attachment',
    cache: 'no-store',
    path: async () => '/users/export',
  },
  'GET /files/:id': {
    type: 'text/plain; charset=utf-8',
    saved: 'attachment',
    cache: 'private, max-age=300',
    path: async () => `/files/${(await upload(site.origin, admin, `${NAME}.txt`, Buffer.from('text'))).id as number}`,
  },
};

/** Without a network there is nothing to print on a poster; the answer then is a refusal, held by network.test.ts. */
const isInNetwork = Object.values(networkInterfaces()).some(found => found?.some(({ internal }) => !internal));
const possible = Object.entries(OF_EVERY_ENDPOINT).filter(([route]) => isInNetwork || route !== 'GET /network/poster');

describe('a file', () => {
  it('is what each of these endpoints answers, and no other', () => {
    const files = site.academy.routes.filter(({ endpoint }) => endpoint.data === 'bytes');
    expect(files.map(({ endpoint }) => endpoint.route).toSorted()).toEqual(Object.keys(OF_EVERY_ENDPOINT).toSorted());
  });

  it.each(possible)(
    '%s says what it is, and is for nobody else to keep or to run',
    async (_route, { type, saved, cache, policy = SANDBOX, path, who = () => admin }) => {
      const { status, headers } = await who().get(await path());
      expect(status).toBe(200);
      const given = (name: string) => headers.get(name);
      expect(given('content-disposition')).toMatch(
        new RegExp(`^${saved}; filename="[^"\\\\%/]+"; filename\\*=UTF-8''(?:[\\w.!~-]|%[0-9A-F]{2})+$`),
      );
      expect({
        type: given('content-type'),
        cache: given('cache-control'),
        policy: given('content-security-policy'),
        sniffed: given('x-content-type-options'),
        embedded: given('cross-origin-resource-policy'),
      }).toEqual({ type, cache, policy, sniffed: 'nosniff', embedded: 'same-origin' });
    },
    3 * PATIENCE_MS,
  );
});
