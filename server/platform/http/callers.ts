/** Who makes a request, and the cookies that say so: sessions by token or cookie, and the proof that goes with a cookie. */
import type { Request, Response } from 'express';
import { errorCodes } from '../errors/contract.ts';
import { Refusal, refuse } from '../errors/refusal.ts';
import type { Actor, Authenticate } from './actor.ts';
import { ACCESS_COOKIE, cookieText, CSRF_COOKIE } from './cookies.ts';
import type { Origins } from './cross-origin.ts';
import { type Csrf, CSRF_HEADER } from './csrf.ts';
import { credentialsOf, isForeignPage } from './requests.ts';
import type { Cookie, From } from './routes.ts';

export interface CallerParts {
  authenticate: Authenticate;
  csrf: Csrf;
  /** Pages of other sites that may use the API. */
  origins: Origins;
}

/** Who asks. What changes something and is signed in by cookie must come from our own page, and prove it. */
export async function actorOf(req: Request, res: Response, parts: CallerParts): Promise<Actor | null> {
  const from = res.locals.from as From;
  const credentials = credentialsOf(req, from);
  const changes = req.method !== 'GET' && req.method !== 'HEAD';
  const allowed = parts.origins.has(req.headers.origin ?? '');
  if (credentials.bearer || allowed) return parts.authenticate({ ...credentials, cookie: undefined });
  if (changes && isForeignPage(req, from))
    refuse('ORIGIN_REFUSED', 'This request comes from another site and was not carried out.');
  const actor = await parts.authenticate(credentials);
  if (!actor) return null;
  if (changes && !parts.csrf.holds(req.get(CSRF_HEADER), actor.sessionId)) {
    sendProof(res, actor, parts);
    refuse('CSRF_REFUSED', 'This request does not prove that it comes from the academy’s own page. Try again.');
  }
  // A session from before there were proofs gets its own with the first page that it opens.
  if (!changes && !parts.csrf.holds(from.cookies[CSRF_COOKIE], actor.sessionId)) sendProof(res, actor, parts);
  return actor;
}

/** Open endpoints work for a visitor whose session has ended just as for one who never had any. */
export async function actorIfAny(req: Request, res: Response, parts: CallerParts): Promise<Actor | null> {
  try {
    return await actorOf(req, res, parts);
  } catch (error) {
    if (error instanceof Refusal && errorCodes[error.code].status === 401) return null;
    throw error;
  }
}

/** With the cookie of a session goes the proof that belongs to it; with its end goes what the browser kept of the answers. */
export async function sendCookies(
  req: Request,
  res: Response,
  cookies: readonly Cookie[],
  parts: CallerParts,
): Promise<void> {
  const from = res.locals.from as From;
  // A page of another site is never signed in by cookie.
  if (isForeignPage(req, from)) return;
  for (const cookie of cookies) res.appendHeader('Set-Cookie', cookieText(cookie, from.secure));
  const access = cookies.find(({ name }) => name === ACCESS_COOKIE);
  if (!access) return;
  if (access.value === null) res.setHeader('Clear-Site-Data', '"cache"');
  const { value } = access;
  const given = { ...credentialsOf(req, from), bearer: undefined, cookie: value ?? undefined };
  const actor = value === null ? null : await parts.authenticate(given);
  sendProof(res, actor, parts);
}

const PROOF_SECONDS = 7 * 86_400;

function sendProof(res: Response, actor: Actor | null, { csrf }: CallerParts): void {
  const value = actor && csrf.tokenOf(actor.sessionId);
  const cookie = { name: CSRF_COOKIE, value, path: '/', maxAgeSeconds: PROOF_SECONDS };
  res.appendHeader('Set-Cookie', cookieText(cookie, (res.locals.from as From).secure));
}
