/** The web application of one process: routes, mounts, pages, and what every request passes through. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import express, { type Express, type NextFunction, type Request, type Response, type Router } from 'express';
import type { Clock } from '../clock.ts';
import { type Context, within } from '../context.ts';
import { isDamaged, isDiskFull, isUnreachable, isUnwritable } from '../db/dialect.ts';
import { type ErrorCode, errorCodes } from '../errors/contract.ts';
import { Refusal, refuse } from '../errors/refusal.ts';
import { classOf } from '../limits/rate-rules.ts';
import type { Log } from '../logging/log.ts';
import type { Actor } from './actor.ts';
import { sendBytes, sendData, sendDocument, sendRefusal } from './answers.ts';
import { actorIfAny, actorOf, type CallerParts, sendCookies } from './callers.ts';
import type { Page, Pagination } from './contract.ts';
import { openApiDocument } from './openapi.ts';
import { admitOrigins } from './cross-origin.ts';
import { credentialsOf, describeFrom, parseInput } from './requests.ts';
import { type BoundRoute, type Bytes, type Cookie, type From, type Mount, present, type Reply } from './routes.ts';
import type { Rates } from './rates.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { shownPath } from './shown-path.ts';
import type { Timings } from './timings.ts';

export const API = '/api/v1';
const SLOW_MS = 1000;
const BODY_LIMIT = 1024 * 1024;

export interface AppParts extends CallerParts {
  routes: readonly BoundRoute[];
  mounts: readonly Mount[];
  /** Pages and assets; answers false when the path is not one of them. */
  pages: (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;
  /** Refuses with CONFIRM_IDENTITY when the person has not proved lately who they are. */
  requireFresh: (actor: Actor) => Promise<void>;
  /** How often whoever asks may ask. */
  rates: Rates;
  clock: Clock;
  log: Log;
  timings: Timings;
  version: string;
  /** What connections are asked to be. */
  encryption: Encryption;
  /** What a certificate authority is to find at `/.well-known/acme-challenge/…` (RFC 8555 §8.3); null for unknown tokens. */
  challenge: (token: string) => string | null;
  /** Told of every error that is no refusal of ours. */
  onFault?: (error: unknown) => void;
  /** Refuses what somebody at a browser may not do yet; called before everything that is for people who are signed in. */
  hold?: (route: string, actor: Actor) => Promise<void>;
  /** Refuses everything but reading. */
  readOnly?: boolean | undefined;
}

export interface Encryption {
  /** Where a request that came unencrypted is sent instead; null lets it through. */
  redirect(req: IncomingMessage): string | null;
  /** Value of Strict-Transport-Security for encrypted answers; null sends none. */
  strict(): string | null;
}

export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', 'simple');
  app.use(observe(parts));
  app.use(redirectToEncrypted(parts));
  app.get('/.well-known/acme-challenge/:token', serveChallenge(parts));
  app.use(API, admitOrigins(parts.origins));
  if (parts.readOnly) app.use(API, refuseChanges);
  app.get(`${API}/openapi.json`, serveOpenApi(parts));
  app.use(routesByFirstWord(parts));
  for (const mount of parts.mounts) addMount(app, mount, parts);
  app.use(API, () => refuse('NOT_FOUND', 'There is no such endpoint.'));
  app.use(async (req: Request, res: Response) => {
    if (!(await parts.pages(req, res))) refuse('NOT_FOUND', 'There is no such page.');
  });
  app.use(answerError(parts));
  return app;
}

/** Request id, security headers for answers that are not pages, response time, the slow-request log. */
function observe({ log, timings, encryption }: AppParts) {
  return (req: Request, res: Response, next: NextFunction) => {
    const begun = performance.now();
    const from = describeFrom(req);
    res.locals.from = from;
    // Express takes it apart anew each time that it is asked.
    Object.defineProperty(req, 'query', { value: req.query });
    res.setHeader('X-Request-Id', from.requestId);
    setSecurityHeaders(res);
    const strict = from.secure ? encryption.strict() : null;
    if (strict) res.setHeader('Strict-Transport-Security', strict);
    const writeHead = res.writeHead.bind(res);
    res.writeHead = ((...args: Parameters<typeof writeHead>) => {
      if (!res.headersSent) res.setHeader('X-Response-Time', `${(performance.now() - begun).toFixed(1)}ms`);
      return writeHead(...args);
    }) as typeof res.writeHead;
    res.on('close', () => {
      const ms = performance.now() - begun;
      if (!req.headers.range) timings.add(ms, res.statusCode >= 500);
      if (ms <= SLOW_MS || req.headers.range) return;
      const { requestId } = from;
      log.warn({ requestId, method: req.method, path: pathOf(req), ms: Math.round(ms) }, 'slow request');
    });
    next();
  };
}

function serveChallenge({ challenge }: AppParts) {
  return (req: Request<{ token: string }>, res: Response) => {
    const text = challenge(req.params.token) ?? refuse('NOT_FOUND', 'There is no such challenge.');
    res.setHeader('Content-Type', 'application/octet-stream');
    res.end(text);
  };
}

/** For the time being only (307): a browser that kept it for good would be locked out once HTTPS is switched off. */
function redirectToEncrypted({ encryption }: AppParts) {
  return (req: Request, res: Response, next: NextFunction) => {
    const to = (res.locals.from as From).secure ? null : encryption.redirect(req);
    if (to === null) return next();
    res.setHeader('Cache-Control', 'no-store');
    res.redirect(307, to);
  };
}

function refuseChanges({ method }: Request, _res: Response, next: NextFunction): void {
  if (method !== 'GET' && method !== 'HEAD')
    refuse('READ_ONLY', 'This is a copy to look at; nothing can be changed in it.');
  next();
}

/** The first word below `/api/v1`, as Express compares paths: `courses` of `/API/v1/Courses/7`. */
function firstWord(path: string): string | undefined {
  const [, , , word] = path.split('/', 4);
  return path.slice(0, API.length).toLowerCase() === API ? word?.toLowerCase() : undefined;
}

/** Express tries one route after the other: of hundreds, a request is shown only those that begin like it. */
function routesByFirstWord(parts: AppParts) {
  const groups = new Map<string, Router>();
  for (const route of parts.routes) {
    const word = firstWord(`${API}${route.endpoint.route.split(' ')[1]}`) ?? '';
    const group = groups.get(word) ?? express.Router();
    groups.set(word, group);
    addRoute(group, route, parts);
  }
  return (req: Request, res: Response, next: NextFunction) => {
    const group = groups.get(firstWord(req.path) ?? '');
    // A router by itself would answer OPTIONS with what there is.
    if (!group || req.method === 'OPTIONS') return next();
    group(req, res, next);
  };
}

function addRoute(router: Router, route: BoundRoute, parts: AppParts): void {
  const { endpoint } = route;
  const [method, path] = endpoint.route.split(' ') as [string, string];
  const readBody = express.json({ limit: endpoint.bodyLimit ?? BODY_LIMIT, strict: false });
  // Who is asked for comes first: what is wrong with a request is told to those who may make it.
  const handlers = [admit(route, parts), ...(endpoint.body ? [requireJson, readBody] : []), answer(route, parts)];
  router[method.toLowerCase() as 'get' | 'post' | 'put' | 'delete'](`${API}${path}`, ...handlers);
}

function admit({ endpoint, guard, fresh, admit: require }: BoundRoute, parts: AppParts) {
  return async (req: Request, res: Response, next: NextFunction) => {
    const from = res.locals.from as From;
    const knock = { req, res, from, credentials: credentialsOf(req, from), rate: classOf(endpoint.rate, req.query) };
    const found = guard === 'anyone' ? actorIfAny(req, res, parts) : actorOf(req, res, parts);
    const actor = await found.catch(async (error: unknown) => {
      // Tokens that open nothing are counted too.
      await parts.rates.admit({ ...knock, actor: null });
      throw error;
    });
    res.locals.actor = actor;
    await parts.rates.admit({ ...knock, actor });
    require(actor);
    if (actor && guard !== 'anyone' && !knock.credentials.bearer) await parts.hold?.(endpoint.route, actor);
    if (fresh && actor) await parts.requireFresh(actor);
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
    const cookies: Cookie[] = [];
    const reply: Reply = {
      header: (name, value) => void res.setHeader(name, value),
      cookie: cookie => void cookies.push(cookie),
      status: code => {
        status = code;
      },
    };
    const result = await within(contextOf(from, actor), () => run({ ...input, actor, from, reply }));
    await sendCookies(req, res, cookies, parts);
    if (endpoint.data === 'bytes') return sendBytes(req, res, result as Bytes);
    if (!endpoint.paged) return sendData(req, res, parts.clock, { data: result, status, pagination: undefined });
    const page = result as Page<unknown>;
    return sendData(req, res, parts.clock, { data: page.items, status, pagination: paginationOf(page, input.query) });
  };
}

function addMount(app: Express, mount: Mount, parts: AppParts): void {
  app.use(`${API}${mount.path}`, async (req: Request, res: Response) => {
    const from = res.locals.from as From;
    const actor = present(await actorOf(req, res, parts));
    await parts.rates.admit({ req, res, from, actor, credentials: credentialsOf(req, from), rate: mount.rate });
    req.url = req.originalUrl;
    await within(contextOf(from, actor), () => mount.handle(req, res, actor, from));
  });
}

function contextOf({ ip, userAgent, requestId }: From, actor: Actor | null): Context {
  const [sessionId, impersonatorId] = [actor?.sessionId ?? null, actor?.impersonatedBy ?? null];
  return { via: null, ip, userAgent, requestId, sessionId, impersonatorId };
}

function paginationOf(page: Page<unknown>, query: unknown): Pagination {
  const { page: number, per_page } = query as { page: number; per_page: number };
  return { page: number, per_page, total: page.total, pages: Math.ceil(page.total / per_page) };
}

function serveOpenApi({ routes, mounts, version }: AppParts) {
  // Written out once: it is large, and many may ask at the same time.
  const texts = new Map<number, string>();
  return async (req: Request, res: Response) => {
    const indent = req.query.pretty === undefined ? 0 : 2;
    const text = texts.get(indent) ?? JSON.stringify(openApiDocument(routes, mounts, version), null, indent);
    texts.set(indent, text);
    await sendDocument(req, res, text);
  };
}

function answerError({ clock, log, onFault }: AppParts) {
  // Express knows an error handler by its four parameters.
  return async (error: unknown, req: Request, res: Response, _next: NextFunction) => {
    const from = res.locals.from as From;
    if (res.headersSent) {
      log.error({ err: error, requestId: from.requestId, path: pathOf(req) }, 'failed after the answer began');
      res.destroy();
      return;
    }
    const refusal = asRefusal(error);
    if (refusal.cause !== undefined) onFault?.(refusal.cause);
    if (refusal.cause !== undefined && errorCodes[refusal.code].status >= 500)
      log.error({ err: error, requestId: from.requestId, method: req.method, path: pathOf(req) }, 'request failed');
    if (RIGHTS.has(refusal.code)) {
      const { userId = null } = (res.locals.actor ?? {}) as Partial<Actor>;
      const { requestId } = from;
      log.warn({ requestId, userId, code: refusal.code, method: req.method, path: pathOf(req) }, 'not allowed');
    }
    await sendRefusal(req, res, clock, refusal);
  };
}

function pathOf({ path, route, params }: Request): string {
  return shownPath({ path, pattern: (route as { path?: string } | undefined)?.path, params });
}

/** Refusals that may be somebody trying doors; what a form refuses is not among them. */
const RIGHTS = new Set<ErrorCode>(['FORBIDDEN', 'ORIGIN_REFUSED', 'IMPERSONATED']);

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
  if (isDamaged(error))
    return new Refusal('NOT_READY', 'The academy has to look after its data. Please try again in a few minutes.', {
      cause: error,
      retryAfter: 30,
    });
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
