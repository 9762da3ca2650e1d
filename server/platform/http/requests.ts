/** Reading requests: who asks, from where, and with which shape. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { refuse } from '../errors/refusal.ts';
import type { Credentials } from './actor.ts';
import type { ApiError, Endpoint, Input } from './contract.ts';
import type { From } from './routes.ts';

export const ACCESS_COOKIE = 'lyceum_access';
export const REFRESH_COOKIE = 'lyceum_refresh';

export function describeFrom(req: IncomingMessage): From {
  const secure = 'encrypted' in req.socket && Boolean(req.socket.encrypted);
  const given = req.headers['x-request-id'];
  return {
    ip: (req.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    userAgent: req.headers['user-agent'] ?? '',
    requestId: typeof given === 'string' && /^[\w-]{8,64}$/.test(given) ? given : randomUUID(),
    origin: `${secure ? 'https' : 'http'}://${req.headers.host ?? 'localhost'}`,
    secure,
    cookies: parseCookies(req.headers.cookie),
  };
}

export function parseCookies(header: string | undefined): Record<string, string> {
  const cookies: Record<string, string> = {};
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies[pair.slice(0, at).trim()] = pair.slice(at + 1).trim();
  }
  return cookies;
}

export function credentialsOf(req: IncomingMessage, from: From): Credentials {
  const bearer = /^Bearer (.+)$/i.exec(req.headers.authorization ?? '')?.[1];
  return { bearer, cookie: bearer ? undefined : from.cookies[ACCESS_COOKIE] };
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
    const result = schema.safeParse(value);
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
  const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined');
  const what = missing ? 'This is missing.' : issue.message;
  return {
    code: 'VALIDATION_ERROR',
    message: field ? `${field}: ${what}` : what,
    ...(field ? { field } : {}),
  };
}
