/**
 * How this page proves who is signed in. Browsers have cookies that scripts cannot read; the console window, whose pages
 * come from `app://`, carries tokens and keeps the refresh token through its bridge.
 */
import type { SignedIn } from '../../server/accounts/contract.ts';
import { bridge } from './bridge.ts';

const EXPIRY_KEY = 'lyceum.session-expires';
/** Renewed this many milliseconds before the access token ends. */
const AHEAD_MS = 30_000;
/** When another tab renews at the same moment, its new cookies are there after this long. */
const OTHER_TAB_MS = 1500;

let accessToken: string | null = null;
let refreshToken: string | null = null;
let renewing: Promise<boolean> | null = null;
const watchers = new Set<() => void>();

const client: 'bearer' | 'cookie' = bridge ? 'bearer' : 'cookie';

export const credentials = {
  /** Value of `client` to send when signing in. */
  client,

  headers(): Record<string, string> {
    return accessToken ? { authorization: `Bearer ${accessToken}` } : proof();
  },

  /** For the socket's handshake; cookies travel by themselves. */
  token: () => accessToken,

  /** True when somebody signed in here and did not sign out. Only the server knows whether the session still lives. */
  expected: () => localStorage.getItem(EXPIRY_KEY) !== null,

  /** Takes the tokens of the last visit out of the console's keeping. */
  async restore(): Promise<void> {
    refreshToken = (await bridge?.session.load()) ?? null;
  },

  async accept(signedIn: SignedIn): Promise<void> {
    localStorage.setItem(EXPIRY_KEY, signedIn.expires_at);
    accessToken = signedIn.token;
    refreshToken = signedIn.refresh_token;
    if (refreshToken) await bridge?.session.save(refreshToken);
  },

  async forget(): Promise<void> {
    localStorage.removeItem(EXPIRY_KEY);
    accessToken = null;
    refreshToken = null;
    await bridge?.session.clear();
    for (const watcher of watchers) watcher();
  },

  /** Called when the session has ended, whoever ended it. */
  onEnd(watcher: () => void): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  },

  /** Renews the access token when it is about to end. */
  async freshen(): Promise<void> {
    const expires = localStorage.getItem(EXPIRY_KEY);
    if (expires && Date.parse(expires) - AHEAD_MS < Date.now()) await this.renew();
  },

  /** Answers false when nobody is signed in any more. Several calls at once share one renewal. */
  renew(): Promise<boolean> {
    if (!this.expected()) return Promise.resolve(false);
    renewing ??= renewOnce().finally(() => {
      renewing = null;
    });
    return renewing;
  },
};

/** Beside the cookies of a session lies a proof that only our own pages can read and send back as a header. */
function proof(): Record<string, string> {
  const value = /(?:^|; )(?:__Host-)?lyceum_csrf=([\w-]+)/.exec(document.cookie)?.[1];
  return client === 'cookie' && value ? { 'x-csrf-token': value } : {};
}

async function renewOnce(): Promise<boolean> {
  const response = await fetch('/api/v1/auth/refresh', {
    method: 'POST',
    headers: { ...proof(), 'content-type': 'application/json' },
    body: JSON.stringify(refreshToken ? { refresh_token: refreshToken } : {}),
  }).catch(() => null);
  // Without a connection the session may well be alive.
  if (!response || response.status >= 500) return false;
  if (response.status === 409) {
    await new Promise(resolve => setTimeout(resolve, OTHER_TAB_MS));
    return true;
  }
  if (!response.ok) {
    await credentials.forget();
    return false;
  }
  const { data } = (await response.json()) as { data: SignedIn };
  await credentials.accept(data);
  return true;
}
