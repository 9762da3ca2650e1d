/** What a browser is told with every kind of answer, whoever of the academy's servers gives it. One table. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { X509Certificate } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openMaintenanceServer } from '../../server/supervisor/operations/maintenance-server.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { freePort } from '../harness/ports.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { createPages } from '../../server/platform/http/pages.ts';
import { createServer } from 'node:http';
import { setSecurityHeaders } from '../../server/platform/http/security-headers.ts';
import { askSecurely } from '../harness/tls.ts';
import { TUS, upload } from '../harness/uploads.ts';

let site: TestAcademy;
let admin: Caller;
let teacher: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { email: 'admin@example.org' });
  teacher = await site.person(['instructor']);
});
afterAll(() => site.stop());

type Found = Record<string, string | null>;
const NAMES = [
  'content-security-policy',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-resource-policy',
  'cache-control',
  'access-control-allow-origin',
  'strict-transport-security',
  'server',
  'x-powered-by',
] as const;
const pick = (headers: Headers): Found => Object.fromEntries(NAMES.map(name => [name, headers.get(name)]));

const NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
/** Of every answer; the others say what differs. */
const ALWAYS = {
  'content-security-policy': NOTHING,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'permissions-policy': expect.stringContaining('camera=()') as string,
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, no-cache',
  'access-control-allow-origin': null,
  'strict-transport-security': null,
  server: null,
  'x-powered-by': null,
};
const FILE = { 'content-security-policy': `${NOTHING}; sandbox` };

async function fileId(): Promise<number> {
  const png = await sharp({ create: { width: 40, height: 40, channels: 3, background: '#123456' } })
    .png()
    .toBuffer();
  return (await upload(site.origin, teacher, 'a.png', png)).id as number;
}

const api = (who: Caller, path: string, headers: Record<string, string> = {}, method = 'GET') =>
  who.request(method, path, undefined, headers).then(answer => [answer.status, pick(answer.headers)] as const);

describe('every answer of the academy carries the same promises', () => {
  it.each<[string, number, () => Promise<readonly [number, Found]>, Partial<Found>]>([
    ['data', 200, () => api(admin, '/users/me'), {}],
    ['data for everybody', 200, () => api(site.visitor, '/site'), {}],
    ['no such endpoint', 404, () => api(site.visitor, '/nothing'), {}],
    ['nobody signed in', 401, () => api(site.visitor, '/users/me'), {}],
    ['not allowed', 403, () => api(teacher, '/users'), {}],
    ['a wrong shape', 400, () => api(admin, '/users/x'), {}],
    [
      'a body that is no JSON',
      400,
      () => api(site.visitor, '/auth/login', { 'content-type': 'text/plain' }, 'POST'),
      {},
    ],
    ['the description of the API', 200, () => api(site.visitor, '/openapi.json'), {}],
    [
      'unchanged since',
      304,
      async () => {
        const { headers } = await admin.get('/users/me');
        return api(admin, '/users/me', { 'if-none-match': headers.get('etag') ?? '' });
      },
      {},
    ],
    [
      'a picture',
      200,
      async () => api(teacher, `/files/${await fileId()}`),
      { ...FILE, 'cache-control': 'private, max-age=300' },
    ],
    [
      'a part of a file',
      206,
      async () => api(teacher, `/files/${await fileId()}`, { range: 'bytes=0-3' }),
      { ...FILE, 'cache-control': 'private, max-age=300' },
    ],
    [
      'a part that is not there',
      416,
      async () => api(teacher, `/files/${await fileId()}`, { range: 'bytes=900000-' }),
      { ...FILE, 'cache-control': 'private, max-age=300' },
    ],
    ['a list to save', 200, () => api(admin, '/users/export'), { ...FILE, 'cache-control': 'no-store' }],
    ['what tus can do', 204, () => api(teacher, '/uploads', TUS, 'OPTIONS'), {}],
    ['an upload that is none', 404, () => api(teacher, '/uploads/none', TUS, 'HEAD'), {}],
    [
      'the probe, which phones ask from other origins',
      200,
      () => api(site.visitor, '/reach/probe'),
      {
        'access-control-allow-origin': '*',
        'cross-origin-resource-policy': 'cross-origin',
        'cache-control': 'no-store',
      },
    ],
  ])('%s (%d)', async (_what, status, ask, differs) => {
    const [got, headers] = await ask();
    expect(headers).toEqual({ ...ALWAYS, ...differs });
    expect(got).toBe(status);
  });

  it('a request that is no HTTP is refused with them too', async () => {
    const { hostname, port } = new URL(site.origin);
    const socket = connect(Number(port), hostname);
    const pieces: Buffer[] = [];
    socket.on('data', piece => pieces.push(piece));
    const closed = new Promise(resolve => socket.once('close', resolve));
    socket.write('nonsense\r\n\r\n');
    await closed;
    const head = Buffer.concat(pieces).toString().split('\r\n\r\n')[0] ?? '';
    const given = head
      .split('\r\n')
      .slice(1)
      .map(line => line.split(/: (.*)/s).slice(0, 2) as [string, string]);
    expect(pick(new Headers(given))).toEqual(ALWAYS);
  });
});

describe('pages and assets', () => {
  const CSP_OF_A_PAGE = [
    "default-src 'self'",
    "script-src 'self'",
    expect.stringMatching(/^style-src-elem 'self' 'nonce-[\w+/=]{24}'$/),
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    expect.stringMatching(/^connect-src 'self' ws:\/\/127\.0\.0\.1:\d+$/),
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default academy-html',
  ];

  /** The server of pages over a folder of its own, as academy.ts stands it up. */
  async function pagesIn(): Promise<string> {
    const folder = temporaryFolder('pages');
    for (const name of ['academy', 'assets']) mkdirSync(join(folder.path, name));
    writeFileSync(join(folder.path, 'academy', 'index.html'), '<!doctype html><meta content="__CSP_NONCE__">');
    writeFileSync(join(folder.path, 'assets', 'main.js'), '1');
    const pages = createPages({ folder: folder.path });
    const server = createServer((req, res) => {
      setSecurityHeaders(res);
      void pages(req, res).then(answered => answered || res.writeHead(404).end());
    });
    const port = await freePort();
    await new Promise<void>(listening => server.listen(port, '127.0.0.1', listening));
    stops.push(() => {
      server.close();
      folder.remove();
    });
    return `http://127.0.0.1:${port}`;
  }
  const stops: (() => void)[] = [];
  afterAll(() => {
    for (const stop of stops) stop();
  });

  it('a page runs its own scripts, speaks to its own host, and is never kept', async () => {
    const origin = await pagesIn();
    const { headers } = await fetch(`${origin}/courses`);
    expect(headers.get('content-security-policy')?.split('; ')).toEqual(CSP_OF_A_PAGE);
    expect(pick(headers)).toEqual({
      ...ALWAYS,
      'content-security-policy': expect.any(String),
      'cache-control': 'no-store',
    });
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const again = await fetch(`${origin}/courses`);
    expect(again.headers.get('content-security-policy')).not.toBe(headers.get('content-security-policy'));
  });

  it('an asset is kept for ever and runs nothing by itself', async () => {
    const { headers } = await fetch(`${await pagesIn()}/assets/main.js`);
    expect(pick(headers)).toEqual({ ...ALWAYS, 'cache-control': 'public, max-age=31536000, immutable' });
  });

  it.each(['/../../etc/passwd', '/%2e%2e/%2e%2e/etc/passwd.json', '/assets/..%2f..%2fpackage.json', '/assets/x.html'])(
    'nothing outside is read: %s',
    async path => {
      const { hostname, port } = new URL(await pagesIn());
      const answer = await rawRequest(
        Number(port),
        hostname,
        `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).not.toMatch(/root:|"name": "lyceum"/);
      expect(answer).toMatch(/^HTTP\/1\.1 (404|200)/);
    },
  );

  it('a host that could break out of the policy is left out of it', async () => {
    const { hostname, port } = new URL(await pagesIn());
    const request = `GET / HTTP/1.1\r\nHost: x; script-src 'unsafe-inline'\r\nConnection: close\r\n\r\n`;
    const answer = await rawRequest(Number(port), hostname, request);
    expect(answer).toContain("connect-src 'self' ws://localhost;");
    expect(answer).not.toContain("script-src 'unsafe-inline'");
  });
});

function rawRequest(port: number, host: string, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, host);
    const pieces: Buffer[] = [];
    socket.on('data', piece => pieces.push(piece));
    socket.once('close', () => resolve(Buffer.concat(pieces).toString()));
    socket.once('error', reject);
    socket.write(text);
  });
}

describe('while nobody serves', () => {
  it('the page, the refusal and the report carry them', async () => {
    const port = await freePort();
    const server = await openMaintenanceServer({
      doors: [{ host: '127.0.0.1', port, tls: null }],
      clock: { now: () => 0 },
      situation: () => ({ operation: null, server: 'starting' }) as never,
    });
    try {
      const at = (path: string) => fetch(`http://127.0.0.1:${port}${path}`);
      const [page, refused, report, socket] = await Promise.all([
        at('/'),
        at('/api/v1/courses'),
        at('/api/v1/operation'),
        at('/socket'),
      ]);
      for (const { headers } of [refused, report, socket])
        expect(pick(headers)).toEqual({ ...ALWAYS, 'cache-control': 'no-store' });
      expect(pick(page.headers)).toEqual({
        ...ALWAYS,
        'cache-control': 'no-store',
        'content-security-policy': expect.stringMatching(
          /^default-src 'none'; style-src 'nonce-[^']+'; script-src 'nonce-[^']+'; connect-src 'self'; .*require-trusted-types-for 'script'; trusted-types 'none'$/,
        ),
      });
      expect([page.status, refused.status, report.status, socket.status]).toEqual([503, 503, 200, 503]);
    } finally {
      await server.close();
    }
  });
});

describe('over HTTPS', () => {
  it('cookies are bound to this very host, and nothing changes but what HTTPS adds', async () => {
    await admin.post('/https/local');
    const { port } = await eventually('https listens', async () => {
      const { data } = await admin.get('/https');
      return data.listening?.ok === true && (data as { port: number });
    });
    const response = await fetch(`${site.origin}/api/v1/https/authority.crt`);
    const ca = new X509Certificate(new Uint8Array(await response.arrayBuffer())).toString();
    const body = { email: 'admin@example.org', password: PASSWORD, client: 'cookie' };
    const { headers } = await askSecurely({ port, ca, path: '/api/v1/auth/login', method: 'POST', body });
    const given = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
    );
    expect(pick(new Headers(given))).toEqual(ALWAYS);
    expect((headers['set-cookie'] as string[]).map(cookie => cookie.replace(/=[^;]*/, ''))).toEqual([
      '__Host-lyceum_access; Path=/; Max-Age=900; HttpOnly; SameSite=Lax; Secure',
      expect.stringMatching(
        /^__Secure-lyceum_refresh; Path=\/api\/v1\/auth; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/,
      ),
      '__Secure-lyceum_device; Path=/api/v1/auth; Max-Age=31536000; HttpOnly; SameSite=Lax; Secure',
      '__Host-lyceum_csrf; Path=/; Max-Age=604800; SameSite=Strict; Secure',
    ]);
  });
});
