/** The academy's cookies: their names, and how they are written. */
import type { Cookie } from './routes.ts';

export const ACCESS_COOKIE = 'lyceum_access';
export const REFRESH_COOKIE = 'lyceum_refresh';
/** On which devices somebody signed in before; proves nothing but that. */
export const DEVICE_COOKIE = 'lyceum_device';
/** Proof against forged requests, for the page's scripts to read and to send back as a header. */
export const CSRF_COOKIE = 'lyceum_csrf';

/**
 * Over HTTPS our cookies have names that browsers let only HTTPS set, and for the whole site only this very host (RFC 6265bis
 * §4.1.3). Browsers do not tell ports apart, so the same person may be signed in over both; neither sees nor replaces the cookies
 * of the other.
 */
const PREFIX = /^__(?:Secure|Host)-/;

export const cookieName = (name: string, { secure, path }: { secure: boolean; path: string }): string =>
  secure ? `${path === '/' ? '__Host-' : '__Secure-'}${name}` : name;

/** Ours by their plain names: those that HTTPS alone can have set where the request is encrypted, the others where it is not. */
export function ownCookies(header: string | undefined, secure: boolean): Record<string, string> {
  const ours = Object.entries(parseCookies(header)).filter(([name]) => PREFIX.test(name) === secure);
  return Object.fromEntries(ours.map(([name, value]) => [name.replace(PREFIX, ''), value]));
}

export function parseCookies(header: string | undefined): Record<string, string> {
  const cookies: [string, string][] = [];
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0) cookies.push([pair.slice(0, at).trim(), pair.slice(at + 1).trim()]);
  }
  return Object.fromEntries(cookies);
}

/** One Set-Cookie header. Scripts read nothing but the proof against forged requests. */
export function cookieText({ name, value, path, maxAgeSeconds }: Cookie, secure: boolean): string {
  const age = value === null ? 0 : maxAgeSeconds;
  const readable = name === CSRF_COOKIE;
  const flags = readable ? '; SameSite=Strict' : '; HttpOnly; SameSite=Lax';
  return `${cookieName(name, { secure, path })}=${value ?? ''}; Path=${path}; Max-Age=${age}${flags}${secure ? '; Secure' : ''}`;
}
