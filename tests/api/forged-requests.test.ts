/** Pages of other sites: what they cannot do with somebody's cookies, and what those may do that the administrator named. */
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { asBrowser } from '../harness/browser-cookies.ts';
import { plainMountRequest, plainRequest } from '../harness/endpoints.ts';
import { metadata, TUS } from '../harness/uploads.ts';

let site: TestAcademy;
let admin: Caller;
let learner: Browser;
let stranger: Browser;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { email: 'admin@example.org' });
  await site.person(['student'], { email: 'learner@example.org' });
  await site.person(['student'], { email: 'stranger@example.org' });
  learner = await signIn('learner@example.org');
  stranger = await signIn('stranger@example.org');
});
afterAll(() => site.stop());

interface Browser {
  cookie: string;
  token: string;
}

async function signIn(email: string): Promise<Browser> {
  const { cookie = '', 'x-csrf-token': token = '' } = asBrowser(
    await site.visitor.post('/auth/login', { email, password: PASSWORD, client: 'cookie' }),
  );
  return { cookie, token };
}

const change = (headers: Record<string, string>) =>
  site.visitor.request('PUT', '/users/me', { bio: 'changed' }, headers);
const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;

describe('a request that changes something, signed in by cookie', () => {
  it.each<[string, () => Record<string, string>, string]>([
    ['from our page with its proof', () => ({ origin: site.origin, 'x-csrf-token': learner.token }), '200 success'],
    ['by a program with the proof and no origin', () => ({ 'x-csrf-token': learner.token }), '200 success'],
    ['from our page without proof', () => ({ origin: site.origin }), '403 CSRF_REFUSED'],
    ['with an empty proof', () => ({ origin: site.origin, 'x-csrf-token': '' }), '403 CSRF_REFUSED'],
    [
      'with the proof of somebody else',
      () => ({ origin: site.origin, 'x-csrf-token': stranger.token }),
      '403 CSRF_REFUSED',
    ],
    ['with a proof cut short', () => ({ 'x-csrf-token': learner.token.slice(1) }), '403 CSRF_REFUSED'],
    [
      'with a proof and cookie that somebody planted',
      () => ({
        cookie: `${learner.cookie.replace(/lyceum_csrf=[^;]+/, 'lyceum_csrf=planted')}`,
        'x-csrf-token': 'planted',
      }),
      '403 CSRF_REFUSED',
    ],
    [
      'from another site, even with the proof',
      () => ({ origin: 'https://evil.example', 'x-csrf-token': learner.token }),
      '403 ORIGIN_REFUSED',
    ],
    ['from a sandboxed frame', () => ({ origin: 'null', 'x-csrf-token': learner.token }), '403 ORIGIN_REFUSED'],
    [
      'from another port of this machine',
      () => ({ origin: 'http://127.0.0.1:1', 'x-csrf-token': learner.token }),
      '403 ORIGIN_REFUSED',
    ],
    [
      'from another site that hides its origin',
      () => ({ 'sec-fetch-site': 'cross-site', 'x-csrf-token': learner.token }),
      '403 ORIGIN_REFUSED',
    ],
  ])('%s: %s', async (_what, headers, outcome) => {
    expect(codeOf(await change({ cookie: learner.cookie, ...headers() }))).toBe(outcome);
  });

  it('is refused without proof at every endpoint, uploads included', async () => {
    const { routes, mounts } = site.academy;
    const requests = [...routes.map(plainRequest), ...mounts.map(plainMountRequest)].filter(
      ({ method }) => method !== 'GET',
    );
    expect(requests.length).toBeGreaterThan(60);
    for (const { method, path, body, route } of requests) {
      const headers = { cookie: learner.cookie, ...(route.endsWith('/uploads') ? TUS : {}) };
      expect(codeOf(await site.visitor.request(method, path, body, headers)), route).toBe('403 CSRF_REFUSED');
    }
    const begin = { ...TUS, 'upload-length': '3', 'upload-metadata': metadata({ filename: 'a.txt' }) };
    const upload = await site.visitor.request('POST', '/uploads', undefined, { cookie: learner.cookie, ...begin });
    expect(codeOf(upload)).toBe('403 CSRF_REFUSED');
  });

  it('gets its proof with the refusal, and with any page that it reads, when it has none', async () => {
    const session = learner.cookie.replace(/; lyceum_csrf=.*$/, '');
    for (const answer of [
      await change({ cookie: session }),
      await site.visitor.get('/users/me', { cookie: session }),
    ]) {
      const [given = '', ...more] = answer.headers.getSetCookie();
      expect(more).toEqual([]);
      expect(given).toMatch(/^lyceum_csrf=[\w-]{43}; Path=\/; Max-Age=604800; SameSite=Strict$/);
      expect(given).toContain(learner.token);
    }
    const known = await site.visitor.get('/users/me', { cookie: learner.cookie });
    expect(known.headers.getSetCookie()).toEqual([]);
  });

  it('needs a new proof for a new session', async () => {
    expect((await signIn('learner@example.org')).token).not.toBe(learner.token);
  });

  it('reads need none', async () => {
    expect(codeOf(await site.visitor.get('/users/me', { cookie: learner.cookie }))).toBe('200 success');
  });
});

describe('signing somebody in behind their back', () => {
  const body = { email: 'stranger@example.org', password: PASSWORD, client: 'cookie' };
  it.each<[string, Record<string, string>, string]>([
    ['another site', { origin: 'https://evil.example' }, '403 ORIGIN_REFUSED'],
    ['a sandboxed frame', { origin: 'null' }, '403 ORIGIN_REFUSED'],
    ['a form, which can send no JSON', { 'content-type': 'text/plain' }, '400 VALIDATION_ERROR'],
    ['a form of our own kind', { 'content-type': 'application/x-www-form-urlencoded' }, '400 VALIDATION_ERROR'],
  ])('is refused to %s', async (_who, headers, outcome) => {
    const answer = await site.visitor.request('POST', '/auth/login', body, headers);
    expect(codeOf(answer)).toBe(outcome);
    expect(answer.headers.getSetCookie()).toEqual([]);
  });
});

describe('signing out', () => {
  it('takes the cookies, and what the browser kept', async () => {
    const browser = await signIn('learner@example.org');
    const answer = await site.visitor.request('POST', '/auth/logout', undefined, {
      cookie: browser.cookie,
      'x-csrf-token': browser.token,
    });
    expect(answer.headers.get('clear-site-data')).toBe('"cache"');
    expect(answer.headers.getSetCookie()).toEqual([
      'lyceum_access=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax',
      'lyceum_refresh=; Path=/api/v1/auth; Max-Age=0; HttpOnly; SameSite=Lax',
      'lyceum_csrf=; Path=/; Max-Age=0; SameSite=Strict',
    ]);
    expect(codeOf(await site.visitor.get('/users/me', { cookie: browser.cookie }))).toBe('401 UNAUTHENTICATED');
  });
});

describe('pages of other sites that were named', () => {
  const PORTAL = 'https://portal.example.org';
  const cors = ({ headers }: { headers: Headers }) => ({
    origin: headers.get('access-control-allow-origin'),
    credentials: headers.get('access-control-allow-credentials'),
    vary: headers.get('vary')?.includes('Origin') ?? false,
  });
  const preflight = (origin: string, path = '/users/me', method = 'PUT') =>
    site.visitor.request('OPTIONS', path, undefined, {
      origin,
      'access-control-request-method': method,
      'access-control-request-headers': 'authorization,content-type',
    });

  it('are none at first', async () => {
    expect((await admin.get('/network/origins')).data).toEqual({ allowed: [] });
    expect(cors(await site.visitor.get('/site', { origin: PORTAL }))).toEqual({
      origin: null,
      credentials: null,
      vary: true,
    });
    expect(codeOf(await preflight(PORTAL))).toBe('404 NOT_FOUND');
  });

  it.each([
    '*',
    'null',
    'https://*.example.org',
    'https://portal.example.org/path',
    'https://me@portal.example.org',
    'ftp://portal.example.org',
    'portal.example.org',
    'javascript:alert(1)',
    'https://portal.example.org?x',
    '',
  ])('cannot be named as %j', async origin => {
    const answer = await admin.put('/network/origins', { allowed: [PORTAL, origin] });
    expect(codeOf(answer)).toBe('400 VALIDATION_ERROR');
    expect(answer.errors[0]?.field).toBe('allowed.1');
  });

  it('are named by those who may change the network, and are written as browsers send them', async () => {
    const learnerByToken = await site.person();
    expect(codeOf(await learnerByToken.put('/network/origins', { allowed: [PORTAL] }))).toBe('403 FORBIDDEN');
    const answer = await admin.put('/network/origins', {
      allowed: ['HTTPS://Portal.Example.org:443/', PORTAL, 'http://intranet.lan:8080'],
    });
    expect(answer.data).toEqual({ allowed: [PORTAL, 'http://intranet.lan:8080'] });
  });

  it.each([
    ['https://portal.example.org', true],
    ['http://portal.example.org', false],
    ['https://portal.example.org:8443', false],
    ['https://sub.portal.example.org', false],
    ['https://portal.example.org.evil.example', false],
    ['https://evil.example', false],
    ['null', false],
    ['HTTPS://PORTAL.EXAMPLE.ORG', false],
  ])('%s may read: %s', async (origin, may) => {
    const wanted = { origin: may ? origin : null, credentials: null, vary: true };
    expect(cors(await admin.get('/users/me', { origin }))).toEqual(wanted);
    expect(cors(await site.visitor.get('/nothing', { origin }))).toEqual(wanted);
    const asked = await preflight(origin);
    expect(cors(asked)).toEqual(wanted);
    expect(asked.status).toBe(may ? 204 : 404);
    expect(asked.headers.get('access-control-allow-headers')?.includes('Authorization') ?? false).toBe(may);
    expect(asked.headers.get('access-control-max-age')).toBe(may ? '600' : null);
  });

  it('sign in with a token and work with it, but never with cookies', async () => {
    const origin = PORTAL;
    const credentials = { email: 'learner@example.org', password: PASSWORD };
    const post = (body: object) => site.visitor.request('POST', '/auth/login', body, { origin });
    const { data } = await post({ ...credentials, client: 'bearer' });
    expect(codeOf(await change({ origin, authorization: `Bearer ${data.token}` }))).toBe('200 success');
    expect((await post({ ...credentials, client: 'cookie' })).headers.getSetCookie()).toEqual([]);
    expect(codeOf(await change({ origin, cookie: learner.cookie, 'x-csrf-token': learner.token }))).toBe(
      '401 UNAUTHENTICATED',
    );
    expect(codeOf(await site.visitor.get('/users/me', { origin, cookie: learner.cookie }))).toBe('401 UNAUTHENTICATED');
  });

  it('stay out of everything again once they are taken off the list', async () => {
    await admin.put('/network/origins', { allowed: [] });
    expect(cors(await admin.get('/users/me', { origin: PORTAL }))).toMatchObject({ origin: null });
  });
});

describe('requests that two readers could read in two ways', () => {
  const ask = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const { hostname, port } = new URL(site.origin);
      const socket = connect(Number(port), hostname);
      const pieces: Buffer[] = [];
      socket.on('data', piece => pieces.push(piece));
      socket.once('close', () => resolve(Buffer.concat(pieces).toString()));
      socket.once('error', reject);
      socket.end(text);
    });
  const head = 'POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n';
  const hidden = 'GET /api/v1/site HTTP/1.1\r\nHost: x\r\n\r\n';

  it.each([
    ['two lengths', `${head}Content-Length: 2\r\nContent-Length: 40\r\n\r\n{}${hidden}`],
    ['length and chunks', `${head}Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['chunks under another name', `${head}Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['a blank before the colon', `${head}Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`],
    ['a length with a sign', `${head}Content-Length: +2\r\n\r\n{}${hidden}`],
    ['a folded header', `${head}X-A: b\r\n Content-Length: 2\r\n\r\n{}`],
    ['a bare line feed', `GET /api/v1/site HTTP/1.1\nHost: x\n\n`],
    ['no host', 'GET /api/v1/site HTTP/1.1\r\n\r\n'],
    ['a name with a blank', `GET /api/v1/site HTTP/1.1\r\nHost: x\r\nX A: b\r\n\r\n`],
  ])('%s: refused, and what hides behind is never answered', async (_what, text) => {
    const answer = await ask(text);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1 /g)).toHaveLength(1);
  });

  it('what a caller writes never becomes a header of ours', async () => {
    const odd = encodeURIComponent('x\r\nSet-Cookie: planted=1');
    for (const path of [`/files/1?sum=${odd}`, `/users/${odd}`, `/nothing/${odd}`]) {
      const answer = await admin.get(path);
      expect(answer.status, path).toBeGreaterThanOrEqual(400);
      expect(answer.headers.getSetCookie()).toEqual([]);
    }
  });

  it('a value given twice is refused where one is meant, and nobody’s prototype changes', async () => {
    expect(codeOf(await admin.get('/users?page=1&page=2'))).toBe('400 VALIDATION_ERROR');
    expect(codeOf(await admin.get('/users?page[]=1'))).toBe('200 success');
    for (const body of [
      '{"__proto__":{"admin":true},"bio":"x"}',
      '{"constructor":{"prototype":{"admin":true}},"bio":"x"}',
    ]) {
      const response = await fetch(`${site.origin}/api/v1/users/me`, {
        method: 'PUT',
        headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/json' },
        body,
      });
      expect(response.status).toBe(200);
      expect(({} as { admin?: boolean }).admin).toBeUndefined();
      expect((await response.json()).data).not.toHaveProperty('admin');
    }
  });

  it.each(['TRACE', 'CONNECT', 'PATCH', 'PROPFIND'])('%s is no method of ours', async method => {
    const answer = await ask(`${method} /api/v1/users/me HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).not.toMatch(/^HTTP\/1\.1 2/);
    expect(answer).not.toContain('Connection: close\r\n\r\nTRACE');
  });
});
