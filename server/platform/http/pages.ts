/** The built front end: hashed assets for ever, HTML pages with a fresh nonce. */
import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pagePolicy } from './security-headers.ts';

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.map': 'application/json',
  '.webmanifest': 'application/manifest+json',
};
const FOREVER = 'public, max-age=31536000, immutable';

export type Pages = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

export interface PagesParts {
  /** Holds `<name>/index.html` of every page, and assets/. */
  folder: string;
  /** Pages apart from the two products, without their scripts: `reach` stands at `/reach`. */
  smallPages?: readonly string[];
  /** Origins that a page may ask besides its own, by its name and the host that it was asked for at. */
  asks?: (name: string, host: string) => Promise<readonly string[]>;
}

/** Answers false for paths that are neither asset nor page. */
export function createPages({ folder, smallPages = [], asks = async () => [] }: PagesParts): Pages {
  return async (req, res) => {
    if (req.method !== 'GET' && req.method !== 'HEAD') return false;
    const path = decodeURIComponent((req.url ?? '/').replace(/[?#].*$/s, ''));
    if (extname(path)) return sendAsset(folder, path, req, res);
    const name = nameOf(path, smallPages);
    return sendPage(folder, name, req, res, await asks(name, hostOf(req).name));
  };
}

/** It stands in a policy, so anything that is no host is left out. */
function hostOf({ headers }: IncomingMessage): { host: string; name: string } {
  const [host = 'localhost', name = 'localhost'] =
    /^([\w.-]+|\[[\da-f:]+\])(?::\d{1,5})?$/i.exec(headers.host ?? '') ?? [];
  return { host, name };
}

function nameOf(path: string, smallPages: readonly string[]): string {
  const small = smallPages.find(name => path === `/${name}`);
  return small ?? (path === '/console' || path.startsWith('/console/') ? 'console' : 'academy');
}

async function sendAsset(folder: string, path: string, req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  const file = normalize(join(folder, path));
  const type = types[extname(file)];
  if (!file.startsWith(folder + sep) || !type || type.startsWith('text/html')) return false;
  const packed = await packedCopy(file, String(req.headers['accept-encoding'] ?? ''));
  const body = await readFile(packed.file).catch(() => null);
  if (!body) return false;
  res.setHeader('Content-Type', type);
  res.setHeader('Cache-Control', path.startsWith('/assets/') ? FOREVER : 'public, max-age=3600');
  res.setHeader('Vary', 'Accept-Encoding');
  if (packed.encoding) res.setHeader('Content-Encoding', packed.encoding);
  res.setHeader('Content-Length', body.length);
  res.end(req.method === 'HEAD' ? undefined : body);
  return true;
}

/** The build leaves `.br` and `.gz` beside what is worth it. */
async function packedCopy(file: string, accepted: string): Promise<{ file: string; encoding?: string }> {
  for (const [encoding, ending] of [
    ['br', '.br'],
    ['gzip', '.gz'],
  ] as const) {
    if (accepted.includes(encoding) && (await stat(file + ending).catch(() => null)))
      return { file: file + ending, encoding };
  }
  return { file };
}

async function sendPage(
  folder: string,
  name: string,
  req: IncomingMessage,
  res: ServerResponse,
  asks: readonly string[],
): Promise<boolean> {
  const html = await readFile(join(folder, name, 'index.html'), 'utf8').catch(() => null);
  if (html === null) return false;
  const nonce = randomBytes(16).toString('base64');
  res.setHeader('Content-Type', 'text/html; charset=utf-8');
  res.setHeader('Cache-Control', 'no-store');
  const [secure, { host, name: hostName }] = ['encrypted' in req.socket, hostOf(req)];
  res.setHeader('Content-Security-Policy', pagePolicy({ nonce, host, secure, asks }));
  // Browsers heed it only where nobody on the way can change it, and complain elsewhere.
  if (secure || /^(localhost|127\.0\.0\.1)$/.test(hostName)) res.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  res.end(req.method === 'HEAD' ? undefined : html.replaceAll('__CSP_NONCE__', nonce));
  return true;
}
