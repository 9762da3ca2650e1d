/** A real OpenID Connect provider on this machine, with its own pages for signing in, and people whom a test makes up. */
import { createServer, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import Provider from 'oidc-provider';
import { freePort } from './ports.ts';

/** What the provider says of somebody, by the name that is typed at its sign-in. */
export type Accounts = Record<string, Record<string, unknown>>;

export interface IdentityProvider {
  issuer: string;
  clientId: string;
  secret: string;
  /** May be changed while it runs. */
  accounts: Accounts;
  /** Set while its ID tokens are not what they should be. */
  forgery: Forgery | null;
  /**
   * Walks its pages as somebody's browser would; answers the query that it sends the browser back with. `jar`: the cookies of that
   * browser, with which it may know the person from before.
   */
  signIn(url: string, name: string, jar?: Map<string, string>): Promise<string>;
  stop(): Promise<void>;
}

/** Claims put in place of the true ones, and whose key signs the result. */
export interface Forgery {
  claims?: Record<string, unknown>;
  signedBy: 'provider' | 'stranger' | 'nobody';
}

const SCOPES = 'openid email profile groups';

/** `returnAddresses` may be added to until the first request. */
export async function startIdentityProvider(returnAddresses: string[]): Promise<IdentityProvider> {
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const accounts: Accounts = {};
  const [clientId, secret] = ['lyceum', 'a secret of thirty-two characters'];
  const [own, strange] = await Promise.all([signingKeys(), signingKeys()]);
  const provider = new Provider(issuer, {
    jwks: { keys: [{ ...(await exportJWK(own.privateKey)), ...KEY }] },
    clients: [{ client_id: clientId, client_secret: secret, redirect_uris: returnAddresses }],
    claims: {
      openid: ['sub', 'amr'],
      email: ['email', 'email_verified'],
      profile: ['given_name', 'family_name', 'name', 'auth_time'],
      groups: ['groups'],
    },
    features: { devInteractions: { enabled: true } },
    pkce: { required: () => true },
    cookies: { keys: ['of no worth outside of a test'] },
    findAccount: (_ctx: unknown, id: string) =>
      accounts[id] && { accountId: id, claims: async () => ({ sub: id, ...accounts[id] }) },
    // Nobody is asked whether this academy may know them.
    async loadExistingGrant(ctx: { oidc: { client: { clientId: string }; session: { accountId: string } } }) {
      const grant = new provider.Grant({
        clientId: ctx.oidc.client.clientId,
        accountId: ctx.oidc.session.accountId,
      });
      grant.addOIDCScope(SCOPES);
      await grant.save();
      return grant;
    },
  });
  const signInAs = provider.Session.prototype.loginAccount;
  /** How somebody proved who they are is a matter of the sign-in, not of the account: its pages here ask for no more than a name. */
  provider.Session.prototype.loginAccount = function (this: unknown, details: { accountId: string }) {
    return signInAs.call(this, { ...details, amr: accounts[details.accountId]?.['amr'] });
  };
  const answer = provider.callback();
  const server = createServer((req, res) => {
    const { forgery } = made;
    if (forgery && req.url === '/token')
      replaceBody(res, body => forged(body, forgery, forgery.signedBy === 'provider' ? own : strange));
    answer(req, res);
  });
  await new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve));
  const made: IdentityProvider = {
    issuer,
    clientId,
    secret,
    accounts,
    forgery: null,
    signIn,
    async stop() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  };
  return made;
}

const KEY = { kid: 'of a test', alg: 'RS256', use: 'sig' };
const signingKeys = () => generateKeyPair(KEY.alg, { extractable: true });

async function forged(body: string, { claims, signedBy }: Forgery, keys: { privateKey: CryptoKey }): Promise<string> {
  const answer = JSON.parse(body) as { id_token: string };
  const [, payload = ''] = answer.id_token.split('.');
  const said = { ...JSON.parse(Buffer.from(payload, 'base64url').toString()), ...claims };
  const id_token =
    signedBy === 'nobody'
      ? new UnsecuredJWT(said).encode()
      : await new SignJWT(said).setProtectedHeader({ alg: KEY.alg, kid: KEY.kid }).sign(keys.privateKey);
  return JSON.stringify({ ...answer, id_token });
}

/** What is sent in the end goes through `change` first. */
function replaceBody(res: ServerResponse, change: (body: string) => Promise<string>): void {
  const end = res.end.bind(res);
  res.end = ((body: Buffer | string) => {
    void change(String(body)).then(text => {
      res.setHeader('content-length', Buffer.byteLength(text));
      end(text);
    });
    return res;
  }) as ServerResponse['end'];
}

async function signIn(url: string, name: string, jar = new Map<string, string>()): Promise<string> {
  const ask = async (address: string, body?: URLSearchParams): Promise<string> => {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const answer = await fetch(address, {
      redirect: 'manual',
      headers: { cookie },
      ...(body ? { method: 'POST', body } : {}),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const location = answer.headers.get('location');
    if (!location) throw new Error(`${address}: ${answer.status} ${(await answer.text()).slice(0, 500)}`);
    return new URL(location, address).href;
  };
  const page = await ask(url);
  // Refused before anybody was asked for their name.
  if (!page.includes('/interaction/')) return new URL(page).search;
  const after = await ask(page, new URLSearchParams({ prompt: 'login', login: name, password: 'any' }));
  return new URL(await ask(after)).search;
}
