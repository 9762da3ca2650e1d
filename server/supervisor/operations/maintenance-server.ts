/** Holds the public port while nobody serves: a page that says what happens, and 503 for programs. */
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { setTimeout as pause } from 'node:timers/promises';
import { type Clock, instant } from '../../platform/clock.ts';
import { SECURITY_HEADERS } from '../../platform/http/security-headers.ts';
import { TLS_SECURITY, type TlsKeys } from '../../platform/http/tls-rules.ts';
import { maintenancePage, publicReport } from './maintenance-page.ts';
import { type Situation, wordsFor } from './maintenance-words.ts';

/** A port that people reach the academy by. */
export interface Door {
  host: string;
  port: number;
  /** For the port that speaks HTTPS. */
  tls: TlsKeys | null;
}

export interface MaintenanceServer {
  close(): Promise<void>;
}

interface MaintenanceParts {
  doors: readonly Door[];
  clock: Clock;
  situation(): Situation;
}

/** Those who ask again in a moment, seconds. */
const RETRY_AFTER = 5;
/** The workers' sockets may take a moment to be closed, milliseconds. */
const PORT_PATIENCE_MS = 10_000;
const PORT_PAUSE_MS = 50;

/** Resolves when the plain port is held. The encrypted one follows as soon as it can be had: without it the page is still there. */
export async function openMaintenanceServer(parts: MaintenanceParts): Promise<MaintenanceServer> {
  const answer: RequestListener = (req, res) => answerRequest(req, res, parts);
  const closing = new AbortController();
  const doors = parts.doors.map(({ host, port, tls }) => {
    const server = tls ? secureServer(tls, answer) : createServer(answer);
    const opened = server ? listen(server, host, port, closing.signal) : Promise.resolve();
    opened.catch(() => {});
    return { server, opened, isPlain: tls === null };
  });
  await Promise.all(doors.filter(({ isPlain }) => isPlain).map(({ opened }) => opened));
  return {
    async close() {
      closing.abort();
      await Promise.all(
        doors.map(({ server, opened }) =>
          opened.then(
            () => closeNow(server),
            () => {},
          ),
        ),
      );
    },
  };
}

/** null when the certificate cannot be used. */
function secureServer(tls: TlsKeys, answer: RequestListener): Server | null {
  try {
    return createTlsServer({ ...TLS_SECURITY, ...tls }, answer);
  } catch {
    return null;
  }
}

function closeNow(server: Server | null): Promise<void> {
  if (!server) return Promise.resolve();
  return new Promise(resolve => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

async function listen(server: Server, host: string, port: number, signal: AbortSignal): Promise<void> {
  const until = performance.now() + PORT_PATIENCE_MS;
  for (;;) {
    try {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen({ host, port, exclusive: true }, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return;
    } catch (error) {
      const mayBeFree = (error as NodeJS.ErrnoException).code === 'EADDRINUSE' && performance.now() < until;
      if (!mayBeFree || signal.aborted) throw error;
      await pause(PORT_PAUSE_MS);
    }
  }
}

const SECURITY = { ...SECURITY_HEADERS, 'Cache-Control': 'no-store' };

function answerRequest(req: IncomingMessage, res: ServerResponse, { clock, situation }: MaintenanceParts): void {
  const path = new URL(req.url ?? '/', 'http://here').pathname;
  req.resume();
  const language = req.headers['accept-language'];
  if (path === '/api/v1/operation' && req.method === 'GET') {
    const data = publicReport(situation(), language);
    return send(res, 200, { status: 'success', data, meta: metaOf(clock) });
  }
  if (path.startsWith('/api/')) return refuseCall(res, clock, situation(), language);
  if (path.startsWith('/socket')) {
    res.writeHead(503, { ...SECURITY, 'Retry-After': RETRY_AFTER });
    res.end();
    return;
  }
  const { html, policy } = maintenancePage(situation(), language);
  res.writeHead(503, {
    ...SECURITY,
    'Retry-After': RETRY_AFTER,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': policy,
  });
  res.end(req.method === 'HEAD' ? undefined : html);
}

function refuseCall(res: ServerResponse, clock: Clock, situation: Situation, language: string | undefined): void {
  const { heading, lead } = wordsFor(language).tell(situation);
  const message = `${heading} ${lead}`;
  send(
    res,
    503,
    { status: 'error', data: null, meta: metaOf(clock), errors: [{ code: 'MAINTENANCE', message }] },
    { 'Retry-After': RETRY_AFTER },
  );
}

const metaOf = (clock: Clock) => ({ timestamp: instant(clock.now()), version: 'v1' });

function send(res: ServerResponse, status: number, body: unknown, more: Record<string, string | number> = {}): void {
  res.writeHead(status, { ...SECURITY, ...more, 'Content-Type': 'application/json; charset=utf-8' });
  res.end(JSON.stringify(body));
}
