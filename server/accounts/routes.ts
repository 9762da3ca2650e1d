import { ACCESS_COOKIE, DEVICE_COOKIE, REFRESH_COOKIE } from '../platform/http/cookies.ts';
import { anyone, may, type Reply, routes, signedIn } from '../platform/http/routes.ts';
import { accountEndpoints, type SignedIn, type SignInStep } from './contract.ts';
import type { Confirming } from './confirming.ts';
import type { Inviting } from './inviting.ts';
import type { Links } from './links.ts';
import type { Managing } from './managing.ts';
import type { NewPasswords } from './new-passwords.ts';
import type { AccountsService, SignedInPerson, SignInOutcome } from './service.ts';
import { ACCESS_MS, REFRESH_MS, type TokenPair } from './sessions.ts';

/** The refresh token is sent to the endpoints that need it and nowhere else. */
const REFRESH_PATH = '/api/v1/auth';
/** A device is known for a year after the last time. */
const DEVICE_SECONDS = 365 * 24 * 3600;

export interface AccountParts {
  accounts: AccountsService;
  managing: Managing;
  links: Links;
  inviting: Inviting;
  confirming: Confirming;
  newPasswords: Pick<NewPasswords, 'hint'>;
}

export const accountRoutes = ({ accounts, managing, links, inviting, confirming, newPasswords }: AccountParts) =>
  routes(accountEndpoints, {
    login: anyone(async ({ body, from, reply }) => answerStep(await accounts.signIn(body, from), reply)),
    secondFactor: anyone(async ({ body, from, reply }) =>
      answerSignedIn(await accounts.finishSignIn(body, from), reply),
    ),
    passkey: anyone(async ({ body, from, reply }) => answerSignedIn(await accounts.signInByPasskey(body, from), reply)),
    refresh: anyone(async ({ body, from, reply }) =>
      answerSignedIn(await accounts.refresh(body.refresh_token ?? from.cookies[REFRESH_COOKIE], from), reply),
    ),
    confirmMethods: signedIn(async ({ actor }) => ({ methods: await confirming.methods(actor) }), { enrolling: true }),
    confirm: signedIn(
      async ({ body, actor, from }) => {
        await confirming.confirm(body, actor, from);
        return {};
      },
      { inPerson: true, enrolling: true },
    ),
    logout: anyone(async ({ actor, from, reply }) => {
      await accounts.signOut(actor, from.cookies[REFRESH_COOKIE]);
      reply.cookie({ name: ACCESS_COOKIE, value: null, path: '/', maxAgeSeconds: 0 });
      reply.cookie({ name: REFRESH_COOKIE, value: null, path: REFRESH_PATH, maxAgeSeconds: 0 });
      return {};
    }),
    forgotPassword: anyone(({ body, from }) => links.forgot(body.email, from)),
    checkLink: anyone(({ body, from }) => links.check(body.token, from)),
    resetPassword: anyone(async ({ body, from, reply }) => answerStep(await links.use(body, from), reply)),
    checkPassword: anyone(({ body: { password, ...about } }) => newPasswords.hint(password, about)),
    exportUsers: may(
      'user:export',
      async ({ query, actor }) => {
        const body = await managing.exportUsers(query, actor);
        return { body, type: 'text/csv; charset=utf-8', name: 'users.csv', inline: false, cache: 'no-store' };
      },
      { fresh: true },
    ),
    read: signedIn(({ params, actor }) => accounts.read(params.id, actor), { enrolling: true }),
    update: signedIn(({ params, body, actor }) => accounts.update(params.id, body, actor)),
    list: may('user:read', ({ query }) => accounts.list(query)),
    create: may('user:create', ({ body, actor, from }) => managing.create(body, actor, from), { fresh: true }),
    invite: may('user:create', ({ body, actor, from }) => inviting.invite(body, actor, from), { fresh: true }),
    makeLinks: may('user:update', ({ body, actor, from }) => inviting.makeLinks(body, actor, from), { fresh: true }),
    roles: may('user:read', () => accounts.roles()),
    setRoles: may('user:update', ({ params, body, actor }) => accounts.setRoles(params.id, body.roles, actor), {
      fresh: true,
    }),
    suspend: may('user:update', ({ params, actor }) => accounts.setActive(params.id, false, actor), { fresh: true }),
    signOutEverywhere: may('user:update', ({ params, actor }) => managing.signOutEverywhere(params.id, actor)),
    links: may('user:update', ({ params }) => links.list(params.id)),
    makeLink: may('user:update', ({ params, body, actor, from }) => links.create(params.id, body, actor, from), {
      fresh: true,
    }),
    revokeLink: may('user:update', async ({ params, actor }) => {
      await links.revoke(params.id, params.linkId, actor);
      return {};
    }),
    reactivate: may('user:update', ({ params, actor }) => accounts.setActive(params.id, true, actor)),
  });

/** Browsers get cookies that scripts cannot read; programs get the tokens. */
export function answerSignedIn({ user, tokens }: SignedInPerson, reply: Reply): SignedIn {
  if (tokens.client === 'bearer')
    return { user, token: tokens.access, refresh_token: tokens.refresh, expires_at: tokens.expiresAt };
  setTokenCookies(tokens, reply);
  return { user, token: null, refresh_token: null, expires_at: tokens.expiresAt };
}

/** The same for somebody who may still have to show a second factor. */
export function answerStep(outcome: SignInOutcome, reply: Reply): SignInStep {
  if (outcome.user) return { ...answerSignedIn(outcome, reply), second_factor: null };
  const { challenge, methods, expiresAt: expires_at } = outcome.waiting;
  return { user: null, token: null, refresh_token: null, expires_at, second_factor: { challenge, methods } };
}

function setTokenCookies(tokens: TokenPair, reply: Reply): void {
  reply.cookie({ name: ACCESS_COOKIE, value: tokens.access, path: '/', maxAgeSeconds: ACCESS_MS / 1000 });
  reply.cookie({ name: REFRESH_COOKIE, value: tokens.refresh, path: REFRESH_PATH, maxAgeSeconds: REFRESH_MS / 1000 });
  const { device } = tokens;
  if (device) reply.cookie({ name: DEVICE_COOKIE, value: device, path: REFRESH_PATH, maxAgeSeconds: DEVICE_SECONDS });
}
