/** app://console/: the built pages, and the running server's API under the same origin. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const types: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

export interface PagesParts {
  /** Folder of the built pages. */
  web: string;
  /** Address of the running server; null while none runs. */
  server(): string | null;
  /** While it is, hardly anything of the academy is handed out. */
  isLocked(): boolean;
  /** The refresh token between two starts of the console. */
  kept: { load(): string | null; save(token: string): void };
}

export interface Pages {
  answer(request: Request): Promise<Response>;
  /** Forgets who is signed in. */
  forget(): void;
  /** Asks the academy whether this is the password of who is signed in. Throws in plain words when it cannot be asked. */
  isPassword(password: string): Promise<boolean>;
}

export function createPages({ web, server, isLocked, kept }: PagesParts): Pages {
  // Images and videos are loaded by address, without the page's token: the last one it used goes along with them.
  let bearer: string | null = null;
  return {
    async answer(request) {
      const { pathname, search } = new URL(request.url);
      if (pathname !== '/api' && !pathname.startsWith('/api/')) return answerFile(web, pathname, server());
      bearer = request.headers.get('authorization') ?? bearer;
      if (isLocked() && !passesLock(request.method, pathname)) return locked();
      const base = server();
      return base === null ? notRunning() : passOn(request, `${base}${pathname}${search}`, bearer);
    },
    forget() {
      bearer = null;
    },
    async isPassword(password) {
      const base = server();
      if (base === null) throw new Error('The server does not run, so the password cannot be checked.');
      // A console that was started locked has no page yet that could have shown a token.
      bearer ??= await renew(base, kept);
      return confirm(base, bearer, password);
    },
  };
}

const SIGN_IN = 'The session has ended meanwhile. Sign in instead.';

async function renew(base: string, kept: PagesParts['kept']): Promise<string> {
  const refresh_token = kept.load();
  if (refresh_token === null) throw new Error(SIGN_IN);
  const headers = { 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify({ refresh_token }) };
  const answer = await fetch(`${base}/api/v1/auth/refresh`, request).catch(() => null);
  if (!answer) throw new Error('The server does not answer, so the password cannot be checked.');
  if (!answer.ok) throw new Error(SIGN_IN);
  const { data } = (await answer.json()) as { data: { token: string; refresh_token: string } };
  kept.save(data.refresh_token);
  return `Bearer ${data.token}`;
}

const ENDED = 401;
const TOO_OFTEN = 429;

async function confirm(base: string, bearer: string, password: string): Promise<boolean> {
  const headers = { authorization: bearer, 'content-type': 'application/json' };
  const request = { method: 'POST', headers, body: JSON.stringify({ password }) };
  const answer = await fetch(`${base}/api/v1/auth/confirm`, request).catch(() => null);
  if (!answer) throw new Error('The server does not answer, so the password cannot be checked.');
  if (answer.ok) return true;
  const { errors } = (await answer.json()) as { errors: { code: string; message: string }[] };
  if (errors[0]?.code === 'VALIDATION_ERROR') return false;
  if (answer.status === TOO_OFTEN) throw new Error('Too many wrong passwords. Wait a few minutes, then try again.');
  if (answer.status === ENDED) throw new Error(SIGN_IN);
  throw new Error(errors[0]?.message ?? 'The academy gave no reason.');
}

/** What goes on behind the lock: uploads that run, the session that stays alive, and signing out. */
function passesLock(method: string, path: string): boolean {
  if (/^\/api\/v1\/uploads(\/|$)/.test(path)) return method !== 'GET';
  return ['/api/v1/auth/refresh', '/api/v1/auth/logout', '/api/v1/site', '/api/v1/site/logo'].includes(path);
}

function locked(): Response {
  const errors = [{ code: 'FORBIDDEN', message: 'The console is locked.' }];
  const meta = { timestamp: new Date().toISOString(), version: 'v1' };
  return Response.json({ status: 'error', data: null, meta, errors }, { status: 403 });
}

/** Headers that concern the page's own connection, or would make the request look like another site's. */
const OWN_HEADERS = ['host', 'connection', 'origin', 'referer', 'cookie', 'content-length'];

async function passOn(request: Request, address: string, bearer: string | null): Promise<Response> {
  const headers = new Headers(request.headers);
  for (const name of Array.from(headers.keys()))
    if (OWN_HEADERS.includes(name) || name.startsWith('sec-')) headers.delete(name);
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (bearer && isRead && !headers.has('authorization')) headers.set('authorization', bearer);
  headers.set('accept-encoding', 'identity');
  // A person sits before it, whom the rates of programs are not for.
  headers.set('x-lyceum-console', '1');
  const body = isRead ? {} : { body: request.body, duplex: 'half' as const };
  try {
    const options = { method: request.method, headers, redirect: 'manual' as const, signal: request.signal, ...body };
    const response = await fetch(address, options);
    return new Response(response.body, { status: response.status, headers: response.headers });
  } catch {
    return notRunning();
  }
}

function notRunning(): Response {
  const errors = [{ code: 'NOT_READY', message: 'The server is not running.' }];
  const meta = { timestamp: new Date().toISOString(), version: 'v1' };
  return Response.json({ status: 'error', data: null, meta, errors }, { status: 503 });
}

async function answerFile(web: string, pathname: string, server: string | null): Promise<Response> {
  const path = decodeURIComponent(pathname);
  if (!extname(path)) return answerPage(web, server);
  const file = normalize(join(web, path));
  const type = types[extname(file)];
  const body = type && file.startsWith(web + sep) ? await readFile(file).catch(() => null) : null;
  if (!body) return new Response('There is no such file.', { status: 404 });
  return new Response(body, { headers: { 'Content-Type': type as string, 'X-Content-Type-Options': 'nosniff' } });
}

async function answerPage(web: string, server: string | null): Promise<Response> {
  const html = await readFile(join(web, 'console', 'index.html'), 'utf8').catch(() => null);
  if (html === null) return new Response('The pages have not been built. Run `npm run build`.', { status: 500 });
  const nonce = randomBytes(16).toString('base64');
  return new Response(html.replaceAll('__CSP_NONCE__', nonce), {
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy(nonce, server),
      'X-Content-Type-Options': 'nosniff',
    },
  });
}

/** As the server's own policy, but the socket may go to the server and nowhere else. */
function policy(nonce: string, server: string | null): string {
  const socket = server ? server.replace(/^http/, 'ws') : '';
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    `connect-src 'self' ws://127.0.0.1:* ${socket}`.trim(),
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default academy-html',
  ].join('; ');
}
