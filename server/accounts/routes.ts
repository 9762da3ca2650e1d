import { ACCESS_COOKIE, REFRESH_COOKIE } from '../platform/http/requests.ts';
import { anyone, may, type Reply, routes, signedIn } from '../platform/http/routes.ts';
import { accountEndpoints, type SignedIn } from './contract.ts';
import type { AccountsService, SignedInPerson } from './service.ts';
import { REFRESH_MS, type TokenPair } from './sessions.ts';
import { ACCESS_MS } from './tokens.ts';

/** The refresh token is sent to the endpoints that need it and nowhere else. */
const REFRESH_PATH = '/api/v1/auth';

export const accountRoutes = (accounts: AccountsService) =>
  routes(accountEndpoints, {
    register: anyone(async ({ body, from, reply }) => answerSignedIn(await accounts.register(body, from), reply)),
    login: anyone(async ({ body, from, reply }) => answerSignedIn(await accounts.signIn(body, from), reply)),
    refresh: anyone(async ({ body, from, reply }) =>
      answerSignedIn(await accounts.refresh(body.refresh_token ?? from.cookies[REFRESH_COOKIE]), reply),
    ),
    logout: anyone(async ({ actor, from, reply }) => {
      await accounts.signOut(actor, from);
      reply.cookie({ name: ACCESS_COOKIE, value: null, path: '/', maxAgeSeconds: 0 });
      reply.cookie({ name: REFRESH_COOKIE, value: null, path: REFRESH_PATH, maxAgeSeconds: 0 });
      return {};
    }),
    read: signedIn(({ params, actor }) => accounts.read(params.id, actor)),
    update: signedIn(({ params, body, actor }) => accounts.update(params.id, body, actor)),
    list: may('user:read', ({ query }) => accounts.list(query)),
    create: may('user:create', ({ body, actor }) => accounts.create(body, actor)),
    setRoles: may('user:update', ({ params, body, actor }) => accounts.setRoles(params.id, body.roles, actor)),
    suspend: may('user:update', ({ params, actor }) => accounts.setActive(params.id, false, actor)),
    reactivate: may('user:update', ({ params, actor }) => accounts.setActive(params.id, true, actor)),
  });

/** Browsers get cookies that scripts cannot read; programs get the tokens. */
export function answerSignedIn({ user, tokens }: SignedInPerson, reply: Reply): SignedIn {
  if (tokens.client === 'bearer')
    return { user, token: tokens.access, refresh_token: tokens.refresh, expires_at: tokens.expiresAt };
  setTokenCookies(tokens, reply);
  return { user, token: null, refresh_token: null, expires_at: tokens.expiresAt };
}

function setTokenCookies(tokens: TokenPair, reply: Reply): void {
  reply.cookie({ name: ACCESS_COOKIE, value: tokens.access, path: '/', maxAgeSeconds: ACCESS_MS / 1000 });
  reply.cookie({ name: REFRESH_COOKIE, value: tokens.refresh, path: REFRESH_PATH, maxAgeSeconds: REFRESH_MS / 1000 });
}
