/** Reading requests: who asks, from where, and with which shape. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { refuse } from '../errors/refusal.ts';
import type { Credentials } from './actor.ts';
import type { ApiError, Endpoint, Input } from './contract.ts';
import { ACCESS_COOKIE, ownCookies } from './cookies.ts';
import { issueInWords } from './issue-words.ts';
import type { From } from './routes.ts';

export function describeFrom(req: IncomingMessage): From {
  const secure = 'encrypted' in req.socket && Boolean(req.socket.encrypted);
  const given = req.headers['x-request-id'];
  return {
    ip: (req.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    userAgent: req.headers['user-agent'] ?? '',
    requestId: typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID(),
    origin: `${secure ? 'https' : 'http'}://${req.headers.host ?? 'localhost'}`,
    secure,
    cookies: ownCookies(req.headers.cookie, secure),
  };
}

export function credentialsOf(req: IncomingMessage, from: From): Credentials {
  const bearer = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
  const cookie = bearer ? undefined : from.cookies[ACCESS_COOKIE];
  return { bearer, cookie, seenAgoMs: seenAgo(req, bearer !== undefined) };
}

/** Our pages say with every request how many seconds ago somebody touched them. */
export const SEEN_HEADER = 'x-lyceum-seen';

/**
 * What changes something is done by somebody, be it a video that is watched and reports itself. A read counts only as our pages
 * say: they also fetch on their own. Programs, whose requests carry a token and no word of it, are there when they ask.
 */
function seenAgo(req: IncomingMessage, program: boolean): number | null {
  const said = req.headers[SEEN_HEADER];
  const seconds = typeof said === 'string' && /^\d{1,7}$/.test(said) ? Number(said) : null;
  const path = req.url?.split('?')[0] ?? '';
  const changes = req.method !== 'GET' && req.method !== 'HEAD' && !path.endsWith('/auth/refresh');
  if (seconds === null) return changes || program ? 0 : null;
  return changes ? 0 : seconds * 1000;
}

/**
 * Cross-site request forgery: a request that changes something and is signed in by cookie must come from our own pages.
 * Browsers send Origin with every such request; programs that use bearer tokens carry no ambient credential.
 */
export function isForeignPage(req: IncomingMessage, from: From): boolean {
  const origin = req.headers.origin;
  if (origin && origin !== 'null') return hostOf(origin) !== req.headers.host;
  const site = req.headers['sec-fetch-site'];
  return (
    origin === 'null' || site === 'cross-site' || (site === 'same-site' && from.cookies[ACCESS_COOKIE] !== undefined)
  );
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Parses path, query and body by the contract. Refuses with VALIDATION_ERROR naming every wrong field. */
export function parseInput<E extends Endpoint>(
  endpoint: E,
  raw: { params: unknown; query: unknown; body: unknown },
): Input<E> {
  const errors: ApiError[] = [];
  const parse = (schema: z.ZodType | undefined, value: unknown) => {
    if (!schema) return undefined;
    const result = schema.safeParse(value, { error: issueInWords });
    if (result.success) return result.data;
    errors.push(...result.error.issues.map(issue => describeIssue(issue)));
    return undefined;
  };
  const input = {
    params: parse(endpoint.params, raw.params),
    query: parse(endpoint.query, raw.query),
    body: parse(endpoint.body, raw.body ?? (endpoint.body?.safeParse(undefined).success ? undefined : {})),
  };
  const first = errors[0];
  if (first) refuse('VALIDATION_ERROR', first.message, { details: errors });
  return input as Input<E>;
}

function describeIssue(issue: z.core.$ZodIssue): ApiError {
  const field = issue.path.map(String).join('.');
  return {
    code: 'VALIDATION_ERROR',
    message: field ? `${field}: ${issue.message}` : issue.message,
    ...(field ? { field } : {}),
  };
}
