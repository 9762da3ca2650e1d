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
}

export interface Pages {
  answer(request: Request): Promise<Response>;
  /** Forgets who is signed in. */
  forget(): void;
}

export function createPages({ web, server }: PagesParts): Pages {
  // Images and videos are loaded by address, without the page's token: the last one it used goes along with them.
  let bearer: string | null = null;
  return {
    async answer(request) {
      const { pathname, search } = new URL(request.url);
      if (pathname !== '/api' && !pathname.startsWith('/api/')) return answerFile(web, pathname, server());
      bearer = request.headers.get('authorization') ?? bearer;
      const base = server();
      return base === null ? notRunning() : passOn(request, `${base}${pathname}${search}`, bearer);
    },
    forget() {
      bearer = null;
    },
  };
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
  ].join('; ');
}
