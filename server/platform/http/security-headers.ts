/** What every answer tells the browser, whichever of the academy's servers gives it: one table, so that none is forgotten. */
import type { ServerResponse } from 'node:http';

/** Nothing that is answered here is a document, unless a page or a file says so and brings a policy of its own. */
export const NOTHING_RUNS = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Sources: OWASP Secure Headers Project; Permissions-Policy: https://www.w3.org/TR/permissions-policy/. */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy':
    'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=(), browsing-topics=()',
  'Content-Security-Policy': NOTHING_RUNS,
  'Cache-Control': 'private, no-cache',
} as const;

/** Before anything else is known of the request, so that a failure carries them too. */
export function setSecurityHeaders(res: ServerResponse): void {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) res.setHeader(name, value);
}

interface PageSources {
  nonce: string;
  /** `Host` of the request, checked. */
  host: string;
  secure: boolean;
  /** Origins that the page may ask besides its own. */
  asks: readonly string[];
}

/**
 * The policy of a page: no inline script at all; style elements by nonce; style attributes because the component library sets
 * them. Strings become HTML only through the two named policies of `renderer/platform/trusted-html.ts` and
 * `renderer/platform/no-html.ts`, where the browser knows Trusted Types.
 */
export function pagePolicy({ nonce, host, secure, asks }: PageSources): string {
  // Browsers before CSP 3 do not count the socket as 'self'.
  const socket = `${secure ? 'wss' : 'ws'}://${host}`;
  return [
    "default-src 'self'",
    "script-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    ["connect-src 'self'", socket, ...asks].join(' '),
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types default academy-html',
  ].join('; ');
}
