/**
 * OpenID Connect, authorisation code flow with PKCE (RFC 7636, S256) through openid-client, which checks signature, issuer, audience,
 * nonce, state and times. Every request goes through the door to the outside, which looks at the address first.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import type * as OpenIdClient from 'openid-client';
import type { ClientAuth, Configuration, CustomFetchOptions, ServerMetadata } from 'openid-client';
import { type Clock, DAY, MINUTE, SECOND } from '../platform/clock.ts';
import { refuse } from '../platform/errors/refusal.ts';
import { requestOutside } from '../platform/net/outgoing.ts';
import type { ProviderTrial } from './contract.ts';
import { hasBlank } from './issuer-rules.ts';

/** What is needed to talk with a provider. */
export interface Party {
  key: string;
  label: string;
  issuer: string;
  clientId: string;
  /** Empty for a public client. */
  secret: string;
  extraScopes: string;
}

/** What must come back unchanged, kept by the browser in a sealed cookie meanwhile. */
export interface Secrets {
  state: string;
  nonce: string;
  verifier: string;
}

export interface Protocol {
  /**
   * Where the browser goes, and what is to be kept until it returns. `anew`: the person is asked even if they are signed in there, and
   * the provider says when they were. Refuses with PROVIDER_FAILED.
   */
  begin(party: Party, returnAddress: string, anew: boolean): Promise<{ url: string; secrets: Secrets }>;
  /** Claims of the ID token and the user-info endpoint. Refuses with PROVIDER_FAILED, or SSO_CANCELLED when the person turned back. */
  finish(party: Party, returned: URL, secrets: Secrets): Promise<Record<string, unknown>>;
  examine(party: Party): Promise<ProviderTrial>;
}

/** How long what a provider says of itself is believed: keys change, and it says so with new ones. */
const KEPT_MS = 10 * MINUTE;
/** Seconds. Whoever is asked for an age must say in the ID token when the person proved who they are (OIDC Core 1.0 §3.1.2.1). */
const ASK_WHEN = String((365 * DAY) / SECOND);
const TIMEOUT_S = 10;
const LARGEST_ANSWER = 1024 * 1024;

export function createProtocol(clock: Clock): Protocol {
  const known = new Map<string, { at: number; configuration: Promise<Configuration> }>();
  const configurationOf = (party: Party): Promise<Configuration> => {
    const name = JSON.stringify([party.issuer, party.clientId, party.secret]);
    const kept = known.get(name);
    if (kept && kept.at > clock.now() - KEPT_MS) return kept.configuration;
    const configuration = discover(party, clock);
    known.set(name, { at: clock.now(), configuration });
    configuration.catch(() => known.delete(name));
    return configuration;
  };
  return {
    begin: (party, returnAddress, anew) =>
      inWords(party, async () => {
        const client = await import('openid-client');
        const configuration = await configurationOf(party);
        const secrets = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        };
        const url = client.buildAuthorizationUrl(configuration, {
          redirect_uri: returnAddress,
          scope: ['openid email profile', party.extraScopes].join(' ').trim(),
          state: secrets.state,
          nonce: secrets.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(secrets.verifier),
          code_challenge_method: 'S256',
          ...(anew ? { prompt: 'login', max_age: '0' } : { max_age: ASK_WHEN }),
        });
        return { url: url.href, secrets };
      }),
    finish: (party, returned, secrets) =>
      inWords(party, async () => claims(await configurationOf(party), returned, secrets)),
    examine: party => examine(party, clock),
  };
}

async function discover({ issuer, clientId, secret }: Party, clock: Clock): Promise<Configuration> {
  const client = await import('openid-client');
  if (hasBlank(issuer)) throw new Error(`The address ${issuer} still has a blank to be filled in.`);
  const execute = issuer.startsWith('http:') ? [client.allowInsecureRequests] : [];
  const options = { [client.customFetch]: fetchThroughDoor, timeout: TIMEOUT_S, execute };
  const found = await client.discovery(new URL(issuer), clientId, undefined, client.None(), options);
  const server = found.serverMetadata();
  const metadata = {
    // Clocks of small offices differ: two minutes are forgiven.
    [client.clockTolerance]: 120,
    // Ours may be told to run ahead.
    [client.clockSkew]: Math.round((clock.now() - Date.now()) / SECOND),
  };
  const configuration = new client.Configuration(server, clientId, metadata, authentication(client, server, secret));
  configuration[client.customFetch] = fetchThroughDoor;
  configuration.timeout = TIMEOUT_S;
  for (const change of [...execute, client.enableNonRepudiationChecks]) change(configuration);
  return configuration;
}

/** Where a provider does not say how, a secret goes into the head (OpenID Connect Discovery 1.0 §3). */
function authentication(
  client: typeof OpenIdClient,
  { token_endpoint_auth_methods_supported: methods = ['client_secret_basic'] }: ServerMetadata,
  secret: string,
): ClientAuth {
  if (secret === '') return client.None();
  return methods.includes('client_secret_basic') ? client.ClientSecretBasic(secret) : client.ClientSecretPost(secret);
}

async function claims(
  configuration: Configuration,
  returned: URL,
  { state, nonce, verifier }: Secrets,
): Promise<Record<string, unknown>> {
  const client = await import('openid-client');
  const tokens = await client.authorizationCodeGrant(configuration, returned, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  const token = tokens.claims();
  // Many providers tell address and groups there only.
  const more =
    token && configuration.serverMetadata().userinfo_endpoint
      ? await client.fetchUserInfo(configuration, tokens.access_token, token.sub)
      : {};
  // How and when somebody proved it is believed of the signed token alone.
  const { auth_time: _when, amr: _how, acr: _level, ...about } = more as Record<string, unknown>;
  return { ...about, ...token };
}

async function examine(party: Party, clock: Clock): Promise<ProviderTrial> {
  try {
    const metadata = (await discover(party, clock)).serverMetadata();
    const missing = (['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const).filter(name => !metadata[name]);
    return {
      ok: missing.length === 0,
      reason: missing.length === 0 ? '' : `The provider does not say its ${missing.join(' and ')}.`,
      issuer: metadata.issuer,
      sign_in_address: metadata.authorization_endpoint ?? null,
      pkce: metadata.code_challenge_methods_supported?.includes('S256') ?? false,
    };
  } catch (error) {
    return { ok: false, reason: reasonOf(error), issuer: null, sign_in_address: null, pkce: false };
  }
}

async function inWords<T>({ label }: Party, talk: () => Promise<T>): Promise<T> {
  try {
    return await talk();
  } catch (cause) {
    const { code, error } = cause as { code?: string; error?: string };
    if (code === 'OAUTH_AUTHORIZATION_RESPONSE_ERROR' && error === 'access_denied')
      refuse('SSO_CANCELLED', `Signing in at ${label} was cancelled.`);
    return refuse('PROVIDER_FAILED', `${label} could not vouch for you: ${reasonOf(cause)}`, { cause });
  }
}

/** The innermost sentence: what wraps it only says that something failed. */
function reasonOf(error: unknown): string {
  let inner = error;
  while (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause;
  const { message, error_description: described } = inner as { message?: string; error_description?: string };
  const text = described ?? message ?? String(inner);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

async function fetchThroughDoor(url: string, { method, headers, body, signal }: CustomFetchOptions): Promise<Response> {
  const answer = await requestOutside({
    url,
    method: method === 'POST' ? 'POST' : 'GET',
    headers,
    signal: signal ?? AbortSignal.timeout(TIMEOUT_S * SECOND),
    // Forms are all that is ever sent.
    ...(body instanceof URLSearchParams ? { body: Buffer.from(body.toString()) } : {}),
  });
  const { statusCode: status = 502, headers: given } = answer;
  const head = new Headers();
  for (const name of ['content-type', 'location', 'cache-control', 'www-authenticate'])
    if (typeof given[name] === 'string') head.set(name, given[name]);
  return new Response(Readable.toWeb(bounded(answer)) as ReadableStream, { status, headers: head });
}

/** Ends with an error when there is more than a provider has to say. */
function bounded(answer: IncomingMessage): Readable {
  let size = 0;
  answer.on('data', (piece: Buffer) => {
    size += piece.length;
    if (size > LARGEST_ANSWER) answer.destroy(new Error('The answer of the provider is larger than it may be.'));
  });
  return answer;
}
