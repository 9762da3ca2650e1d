/**
 * Every route of the academy against every kind of caller and every kind of nonsense. Nothing here knows a feature: the
 * requests are made from the contracts, so a new endpoint is tried as soon as it exists.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/accounts/contract.ts';
import { permissionsOf } from '../../server/accounts/permissions.ts';
import { errorCodes } from '../../server/platform/errors/contract.ts';
import { type Answer, type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { plainMountRequest, type PlainRequest, plainRequest } from '../harness/endpoints.ts';
import { TUS } from '../harness/uploads.ts';

const ROLES = Role.options;

let site: TestAcademy;
let callers: Record<Role, Caller>;
let requests: PlainRequest[];
beforeAll(async () => {
  site = await startAcademy();
  callers = Object.fromEntries(
    await Promise.all(ROLES.map(async role => [role, await site.person([role])] as const)),
  ) as typeof callers;
  const { routes, mounts } = site.academy;
  requests = [...routes.map(plainRequest), ...mounts.map(plainMountRequest)];
});
afterAll(() => site.stop());

/** Asks, and checks what holds for every answer: the envelope, the request id, a status that the table knows, no fault. */
async function ask(who: Caller, request: PlainRequest, change: Partial<PlainRequest> = {}): Promise<Answer> {
  const { method, path, body } = { ...request, ...change };
  const headers: Record<string, string> = request.route.endsWith('/uploads') ? TUS : {};
  const answer = await who.request(method, path, body, headers);
  requireEnvelope(answer, `${method} ${path}`);
  return answer;
}

function requireEnvelope({ status, headers, text, errors, meta }: Answer, about: string): void {
  expect(status, `${about}: ${text}`).toBeLessThan(500);
  expect(headers.get('x-request-id'), about).toMatch(/^[\w-]{8,64}$/);
  if (status < 400) return;
  expect(meta, about).toMatchObject({ version: 'v1' });
  expect(errors.length, about).toBeGreaterThan(0);
  for (const { code, message } of errors) {
    expect(errorCodes, about).toHaveProperty(code);
    expect(errorCodes[code as keyof typeof errorCodes].status, about).toBe(status);
    expect(message, about).not.toMatch(/\bat .*:\d+|SQLITE|select |insert |undefined/);
  }
}

const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;
const permissions = new Set(Object.values(permissionsOf).flat());
/** Signing out would end the session that the walk needs; it is open to everybody, and tested with accounts. */
const isSafe = ({ route }: PlainRequest) => route !== 'POST /auth/logout';
const guarded = () => requests.filter(request => request.guard !== 'anyone');

describe('guards', () => {
  it('stand on every endpoint, and name a permission that the table of roles knows', () => {
    expect(requests.length).toBeGreaterThan(50);
    for (const { route, guard } of requests) expect(guard, route).toMatch(/^(anyone|signed in|[a-z]+:[a-z_]+)$/);
    // What only administrators may do stands in the table as `*`.
    const scoped = new Set(guarded().map(request => request.guard));
    for (const permission of permissions)
      if (permission !== '*' && !LATER.has(permission)) expect([...scoped], permission).toContain(permission);
    expect(new Set(requests.map(request => request.route)).size).toBe(requests.length);
  });

  it('refuse a visitor before anything else of the request is looked at', async () => {
    for (const request of guarded()) {
      expect(codeOf(await ask(site.visitor, request)), request.route).toBe('401 UNAUTHENTICATED');
      const nonsense = { path: request.pathWith({ id: 'x', moduleId: 'x', attemptId: 'x', questionId: 'x' }), body: 7 };
      if (request.method !== 'GET' && request.ids.length > 0)
        expect(codeOf(await ask(site.visitor, request, nonsense)), request.route).toBe('401 UNAUTHENTICATED');
    }
  });

  it('refuse tokens that are forged, empty or of nobody', async () => {
    for (const token of ['', 'x', 'a.b.c', `${callers.student.token}x`, 'null', 'e30.e30.']) {
      const answer = await site.visitor.request('GET', '/users/me', undefined, { authorization: `Bearer ${token}` });
      expect(codeOf(answer), token).toBe('401 UNAUTHENTICATED');
    }
  });

  it.each(ROLES)('let a person with the role %s do what the table says, and nothing else', async role => {
    const held = new Set(permissionsOf[role]);
    for (const request of requests.filter(isSafe)) {
      const answer = await ask(callers[role], request);
      const { guard } = request;
      const allowed = guard === 'anyone' || guard === 'signed in' || held.has('*') || held.has(guard);
      if (!allowed) {
        expect(codeOf(answer), request.route).toBe('403 FORBIDDEN');
        continue;
      }
      expect(answer.status === 403 && answer.errors[0]?.message, request.route).not.toBe(
        'Your role does not include this.',
      );
      if (guard !== 'anyone') expect(answer.status, request.route).not.toBe(401);
    }
  });

  it('refuse shapes only to those who may make the request', async () => {
    const create = requests.find(({ route }) => route === 'POST /courses') as PlainRequest;
    expect(codeOf(await ask(callers.student, create, { body: { title: 7 } }))).toBe('403 FORBIDDEN');
    expect(codeOf(await ask(callers.instructor, create, { body: { title: 7 } }))).toBe('400 VALIDATION_ERROR');
  });
});

/** Held by roles for endpoints that check them further inside, or that bring their own protocol. */
const LATER = new Set(['file:upload', 'certificate:download']);

describe('ids', () => {
  it('that nothing has are not found', async () => {
    for (const request of guarded().filter(({ ids }) => ids.length > 0)) {
      const answer = await ask(callers.administrator, request);
      expect(codeOf(answer), request.route).toBe('404 NOT_FOUND');
    }
  });

  it.each(['0', '-1', '1e30', '1.5', 'text', '%00', '9007199254740993', 'NaN', '%F0%9F%92%A3'])(
    'written as %s are refused',
    async id => {
      for (const request of requests.filter(({ ids }) => ids.length > 0))
        for (const name of request.ids) {
          const answer = await ask(callers.administrator, request, { path: request.pathWith({ [name]: id }) });
          expect(codeOf(answer), `${request.route} ${name}`).toBe('400 VALIDATION_ERROR');
          expect(
            answer.errors.map(error => error.field),
            request.route,
          ).toContain(name);
        }
    },
  );

  it('that are names of another kind are not found, however odd', async () => {
    for (const request of requests.filter(({ path, ids }) => path.includes('nothing-is-called-so') && ids.length === 0))
      for (const name of ['constructor', '__proto__', "'; drop table users; --", '..%2f..%2fetc%2fpasswd', '%00'])
        expect([400, 404], request.route).toContain(
          (await ask(callers.administrator, request, { path: request.pathWith({ id: encodeURI(name) }) })).status,
        );
  });
});

/** Sends a body as it is written, not as JSON makes it. */
async function send(request: PlainRequest, body: string, type = 'application/json'): Promise<Answer> {
  const response = await fetch(`${site.origin}/api/v1${request.path}`, {
    method: request.method,
    headers: { authorization: `Bearer ${callers.administrator.token}`, 'content-type': type },
    body,
  });
  const text = await response.text();
  const { data = null, errors = [], meta } = text === '' ? {} : JSON.parse(text);
  const answer = { status: response.status, headers: response.headers, text, data, errors, meta };
  requireEnvelope(answer, request.route);
  return answer;
}
const withBody = () => requests.filter(request => request.body !== undefined && isSafe(request));

describe('bodies', () => {
  it('that are not JSON are refused', async () => {
    for (const request of withBody())
      for (const broken of ['{', '{"a":}', 'nonsense', '[1,2', '\u0000', '{"a":1}}'])
        expect(codeOf(await send(request, broken)), `${request.route} ${broken}`).toBe('400 VALIDATION_ERROR');
  });

  it('of another type are refused instead of overlooked', async () => {
    for (const request of withBody())
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml'])
        expect(codeOf(await send(request, 'title=x', type)), request.route).toBe('400 VALIDATION_ERROR');
    const klingon = await send(withBody()[0] as PlainRequest, '{}', 'application/json; charset=klingon');
    expect(codeOf(klingon)).toBe('400 VALIDATION_ERROR');
  });

  it('that are no object are refused', async () => {
    for (const request of withBody())
      for (const odd of ['7', '"text"', '[]', 'true'])
        expect(codeOf(await send(request, odd)), request.route).toBe('400 VALIDATION_ERROR');
  });

  it('that nest ten thousand deep or name prototypes do no harm', async () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    for (const request of withBody()) {
      const keys = Object.keys(request.body as object);
      const own = keys.map(key => `"${key}":${deep}`).join(',');
      expect((await send(request, `{${own || `"x":${deep}`}}`)).status, request.route).toBeLessThan(500);
      const poisoned = `{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},${own || '"x":1'}}`;
      expect((await send(request, poisoned)).status, request.route).toBeLessThan(500);
    }
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  it('larger than the endpoint takes are refused', async () => {
    const huge = `{"title":"${'x'.repeat(1024 * 1024)}"}`;
    const small = site.academy.routes.filter(({ endpoint }) => endpoint.body && !endpoint.bodyLimit).map(plainRequest);
    expect(small.length).toBeGreaterThan(10);
    for (const request of small.filter(isSafe))
      expect(codeOf(await send(request, huge)), request.route).toBe('413 BODY_TOO_LARGE');
  });
});

describe('addresses and heads', () => {
  it('of great length or strange writing are answered in words', async () => {
    const long = 'x'.repeat(8000);
    for (const request of requests.filter(({ method }) => method === 'GET')) {
      const answers = await Promise.all(
        [`?search=${long}`, `?page=1&page=2&per_page[a]=1`, '?__proto__[x]=1&constructor=2', '?page=-1', '?%'].map(
          query => ask(callers.administrator, request, { path: request.path + query }),
        ),
      );
      expect(answers.length).toBe(5);
    }
  });

  it.each(['/%', '/%00', '/%c0%ae', '//', '/\\', '/..%2f..%2fetc/passwd', '/assets/%00.js', '/api/v1/courses/%ff'])(
    'such as %s are refused or not found',
    async path => {
      const response = await fetch(site.origin + path);
      expect([200, 400, 404]).toContain(response.status);
      await response.arrayBuffer();
    },
  );

  it('too large for the server are refused in the envelope', async () => {
    const answer = await site.visitor.request('GET', '/site', undefined, { 'x-long': 'x'.repeat(20_000) });
    expect(codeOf(answer)).toBe('431 HEADERS_TOO_LARGE');
  });

  it('with a request id of the caller’s own get it back, unless it is odd', async () => {
    const mine = await site.visitor.get('/site', { 'x-request-id': 'my-request-0001' });
    expect(mine.headers.get('x-request-id')).toBe('my-request-0001');
    const odd = await site.visitor.get('/site', { 'x-request-id': '<script>alert(1)</script>' });
    expect(odd.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
  });
});

describe('reads', () => {
  it('carry an ETag, answer 304 to who has it, and answer HEAD without a body', async () => {
    const reads = requests.filter(({ method, ids, isFile }) => method === 'GET' && ids.length === 0 && !isFile);
    let tried = 0;
    for (const request of reads) {
      const first = await ask(callers.administrator, request);
      if (first.status !== 200) continue;
      tried++;
      const etag = first.headers.get('etag') ?? '';
      expect(etag, request.route).toMatch(/^W\/"[\w-]{20,}"$/);
      if (!CHANGING.has(request.route)) {
        const again = await callers.administrator.get(request.path, { 'if-none-match': etag });
        expect([again.status, again.text], request.route).toEqual([304, '']);
      }
      const head = await callers.administrator.request('HEAD', request.path);
      expect([head.status, head.text], request.route).toEqual([200, '']);
      expect(head.headers.get('etag'), request.route).toBeTruthy();
      expect(Number(head.headers.get('content-length')), request.route).toBeGreaterThan(0);
    }
    expect(tried).toBeGreaterThan(8);
    const { status, headers } = await site.visitor.get('/openapi.json');
    const again = await site.visitor.get('/openapi.json', { 'if-none-match': headers.get('etag') ?? '' });
    expect([status, again.status]).toEqual([200, 304]);
  });
});

/** They tell of the very moment. */
const CHANGING = new Set([
  'GET /backups/passphrase',
  'GET /backups/places',
  'GET /backups/settings',
  'GET /backups/state',
  'GET /database',
  'GET /health',
  'GET /health/advice',
  'GET /health/recording',
  'GET /health/report',
  'GET /media/summary',
  'GET /overview',
  'GET /reach/probe',
]);
