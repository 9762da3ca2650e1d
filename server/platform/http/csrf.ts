/**
 * Proof that a request comes from our own page, beside the check of its origin: a token signed for the session it belongs to. The
 * page reads it from a cookie that other sites can neither read nor set, and sends it as a header that no form can send (OWASP
 * Cross-Site Request Forgery Prevention, signed double-submit cookie).
 */
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

export const CSRF_HEADER = 'x-csrf-token';

export interface Csrf {
  /** The token of a session; the same one as long as the session lives. */
  tokenOf(sessionId: number): string;
  holds(token: string | undefined, sessionId: number): boolean;
}

/** `key` signs access tokens; a key of its own is derived from it (RFC 5869). */
export function createCsrf(key: Uint8Array): Csrf {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'lyceum csrf', 32));
  const tokenOf = (sessionId: number) => createHmac('sha256', own).update(String(sessionId)).digest('base64url');
  return {
    tokenOf,
    holds(token, sessionId) {
      if (token === undefined) return false;
      const [given, wanted] = [Buffer.from(token), Buffer.from(tokenOf(sessionId))];
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    },
  };
}
