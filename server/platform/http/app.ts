/** The web application of one process: routes, mounts, pages, and what every request passes through. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Clock } from '../clock.ts';
import { isDiskFull, isUnreachable, isUnwritable } from '../db/dialect.ts';
import { errorCodes } from '../errors/contract.ts';
import { Refusal, refuse } from '../errors/refusal.ts';
import type { Log } from '../logging/log.ts';
import type { Actor, Authenticate } from './actor.ts';
import { sendBytes, sendData, sendDocument, sendRefusal } from './answers.ts';
import type { Page, Pagination } from './contract.ts';
import { openApiDocument } from './openapi.ts';
import { credentialsOf, describeFrom, isForeignPage, parseInput } from './requests.ts';
import { type BoundRoute, type Bytes, type Cookie, type From, type Mount, present, type Reply } from './routes.ts';
import type { Timings } from './timings.ts';

export const API = '/api/v1';
const SLOW_MS = 1000;
const BODY_LIMIT = 1024 * 1024;

export interface AppParts {
  routes: BoundRoute[];
  mounts: Mount[];
  /** Pages and assets; answers false when the path is not one of them. */
  pages: (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;
  authenticate: Authenticate;
  clock: Clock;
  log: Log;
  timings: Timings;
  version: string;
}

export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(observe(parts));
  app.get(`${API}/openapi.json`, serveOpenApi(parts));
  for (const route of parts.routes) addRoute(app, route, parts);
  for (const mount of parts.mounts) addMount(app, mount, parts);
  app.use(API, () => refuse('NOT_FOUND', 'There is no such endpoint.'));
  app.use(async (req: Request, res: Response) => {
    if (!(await parts.pages(req, res))) refuse('NOT_FOUND', 'There is no such page.');
  });
  app.use(answerError(parts));
  return app;
}

/** Request id, security headers for answers that are not pages, response time, the slow-request log. */
function observe({ log, timings }: AppParts) {
  return (req: Request, res: Response, next: NextFunction) => {
    const begun = performance.now();
    const from = describeFrom(req);
    res.locals.from = from;
    res.setHeader('X-Request-Id', from.requestId);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Referrer-Policy', 'same-origin');
    res.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    res.setHeader('Cache-Control', 'private, no-cache');
    res.setHeader('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'");
    const writeHead = res.writeHead.bind(res);
    res.writeHead = ((...args: Parameters<typeof writeHead>) => {
      if (!res.headersSent) res.setHeader('X-Response-Time', `${(performance.now() - begun).toFixed(1)}ms`);
      return writeHead(...args);
    }) as typeof res.writeHead;
    res.on('close', () => {
      const ms = performance.now() - begun;
      if (!req.headers.range) timings.add(ms);
      if (ms > SLOW_MS && !req.headers.range)
        log.warn({ requestId: from.requestId, method: req.method, path: req.path, ms: Math.round(ms) }, 'slow request');
    });
    next();
  };
}

function addRoute(app: Express, route: BoundRoute, parts: AppParts): void {
  const { endpoint } = route;
  const [method, path] = endpoint.route.split(' ') as [string, string];
  const readBody = express.json({ limit: endpoint.bodyLimit ?? BODY_LIMIT, strict: false });
  // Who is asked for comes first: what is wrong with a request is told to those who may make it.
  const handlers = [admit(route, parts), ...(endpoint.body ? [requireJson, readBody] : []), answer(route, parts)];
  app[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](`${API}${path}`, ...handlers);
}

function admit({ guard, admit: require }: BoundRoute, parts: AppParts) {
  return async (req: Request, res: Response, next: NextFunction) => {
    const from = res.locals.from as From;
    const actor = await (guard === 'anyone' ? actorIfAny(req, from, parts) : actorOf(req, from, parts));
    require(actor);
    res.locals.actor = actor;
    next();
  };
}

/** Another type would be left unread, and the request carried out as if it had said nothing. */
function requireJson(req: Request, _res: Response, next: NextFunction): void {
  if (req.is(['json', '+json']) === false)
    refuse('VALIDATION_ERROR', 'Send the body as JSON, with “Content-Type: application/json”.');
  next();
}

function answer({ endpoint, run }: BoundRoute, parts: AppParts) {
  return async (req: Request, res: Response) => {
    const from = res.locals.from as From;
    const actor = res.locals.actor as Actor | null;
    const input = parseInput(endpoint, { params: req.params, query: req.query, body: req.body as unknown });
    let status: number = endpoint.status ?? 200;
    const reply: Reply = {
      cookie: cookie => res.appendHeader('Set-Cookie', cookieText(cookie, from.secure)),
      status: code => {
        status = code;
      },
    };
    const result = await run({ ...input, actor, from, reply });
    if (endpoint.data === 'bytes') return sendBytes(req, res, result as Bytes);
    if (!endpoint.paged) return sendData(req, res, parts.clock, { data: result, status, pagination: undefined });
    const page = result as Page<unknown>;
    return sendData(req, res, parts.clock, { data: page.items, status, pagination: paginationOf(page, input.query) });
  };
}

function addMount(app: Express, mount: Mount, parts: AppParts): void {
  app.use(`${API}${mount.path}`, async (req: Request, res: Response) => {
    const from = res.locals.from as From;
    const actor = present(await actorOf(req, from, parts));
    req.url = req.originalUrl;
    await mount.handle(req, res, actor, from);
  });
}

async function actorOf(req: Request, from: From, { authenticate }: AppParts): Promise<Actor | null> {
  const credentials = credentialsOf(req, from);
  const changes = req.method !== 'GET' && req.method !== 'HEAD';
  if (changes && !credentials.bearer && isForeignPage(req, from))
    refuse('ORIGIN_REFUSED', 'This request comes from another site and was not carried out.');
  return authenticate(credentials);
}

/** Open endpoints work for a visitor whose session has ended just as for one who never had any. */
async function actorIfAny(req: Request, from: From, parts: AppParts): Promise<Actor | null> {
  try {
    return await actorOf(req, from, parts);
  } catch (error) {
    if (error instanceof Refusal && errorCodes[error.code].status === 401) return null;
    throw error;
  }
}

function paginationOf(page: Page<unknown>, query: unknown): Pagination {
  const { page: number, per_page } = query as { page: number; per_page: number };
  return { page: number, per_page, total: page.total, pages: Math.ceil(page.total / per_page) };
}

function cookieText({ name, value, path, maxAgeSeconds }: Cookie, secure: boolean): string {
  const age = value === null ? 0 : maxAgeSeconds;
  return `${name}=${value ?? ''}; Path=${path}; Max-Age=${age}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
}

function serveOpenApi({ routes, mounts, version }: AppParts) {
  let document: unknown;
  return async (req: Request, res: Response) => {
    document ??= openApiDocument(routes, mounts, version);
    await sendDocument(req, res, JSON.stringify(document, null, req.query.pretty === undefined ? 0 : 2));
  };
}

function answerError({ clock, log }: AppParts) {
  // Express knows an error handler by its four parameters.
  return async (error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const from = res.locals.from as From;
    if (res.headersSent) {
      log.error({ err: error, requestId: from.requestId, path: req.path }, 'failed after the answer began');
      res.destroy();
      return;
    }
    const refusal = asRefusal(error);
    if (refusal.cause !== undefined && errorCodes[refusal.code].status >= 500)
      log.error({ err: error, requestId: from.requestId, method: req.method, path: req.path }, 'request failed');
    await sendRefusal(req, res, clock, refusal);
  };
}

function asRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  const { type } = error as { type?: string };
  if (type === 'entity.too.large') return new Refusal('BODY_TOO_LARGE', 'The request is larger than is accepted here.');
  if (type === 'entity.parse.failed') return new Refusal('VALIDATION_ERROR', 'The body is not valid JSON.');
  if (type?.startsWith('encoding.') || type?.startsWith('charset.') || type?.startsWith('request.'))
    return new Refusal('VALIDATION_ERROR', 'The body could not be read.');
  if (error instanceof URIError) return new Refusal('VALIDATION_ERROR', 'The address is not valid.');
  if (isDiskFull(error))
    return new Refusal(
      'DISK_FULL',
      'The disk of the academy is full. Nothing was saved; please tell the administrator.',
      { cause: error },
    );
  if (isUnwritable(error))
    return new Refusal(
      'NOT_WRITABLE',
      'The academy cannot write to its disk. Nothing was saved; please tell the administrator.',
      { cause: error },
    );
  if (isUnreachable(error))
    return new Refusal(
      'NOT_READY',
      'The academy cannot reach its database at the moment. Nothing was changed; please try again shortly.',
      { cause: error, retryAfter: 2 },
    );
  return new Refusal(
    'INTERNAL',
    'This did not work because of a fault on our side. Nothing was changed; please try again.',
    { cause: error },
  );
}
