/** Who is sent from HTTP to HTTPS. Pure. */
import { urlOf } from '../addresses-rules.ts';
import type { Rung } from './contract.ts';

/** A trial of the redirection takes itself back after this long. */
export const TRIAL_SECONDS = 60;

interface Redirecting {
  rung: Rung;
  redirect: { on: boolean; until: string | null };
}

/** off, on trial until a moment, or on for good. */
export function redirectState({ rung, redirect }: Redirecting, now: number): 'off' | 'trial' | 'on' {
  if (rung === 'none' || !redirect.on) return 'off';
  if (redirect.until === null) return 'on';
  return now < Date.parse(redirect.until) ? 'trial' : 'off';
}

export const isRedirecting = (choices: Redirecting, now: number): boolean => redirectState(choices, now) !== 'off';

/** What has to be reached without trust: the authority's own certificate, the test from a phone, a public authority's questions. */
const OPEN = ['/.well-known/acme-challenge/', '/reach', '/trust', '/api/v1/reach/', '/api/v1/https/', '/assets/'];
/** This machine itself: its console must never be locked out. */
const HERE = ['127.0.0.1', '::1', '::ffff:127.0.0.1'];

export function isExempt(url: string, remoteAddress: string): boolean {
  const path = url.replace(/[?#].*$/s, '');
  return (
    HERE.includes(remoteAddress) || OPEN.some(open => path === open || (open.endsWith('/') && path.startsWith(open)))
  );
}

export const redirectedUrl = (host: string, port: number, path: string): string =>
  urlOf('https', host, port) + (path.startsWith('/') ? path : '/');
