/** An academy with a provider of single sign-on, Base Camp, and people whom that knows. */
import { type Answer, type Caller, startAcademy, type TestAcademy } from './academy.ts';
import { type CookieBrowser, cookieBrowser } from './cookie-browser.ts';
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts';

/** Status and code of an answer: `409 CONFLICT`, `200 success`. */
export const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;

export interface SsoRoom {
  site: TestAcademy;
  admin: Caller;
  camp: IdentityProvider;
  providerId: number;
  /** How the academy is told of the provider. */
  wish(key: string): Record<string, unknown>;
  /** Somebody new whom the provider knows. */
  known(claims?: Record<string, unknown>): { name: string; email: string };
  browser(): SsoBrowser;
  stop(): Promise<void>;
}

/** A browser that knows the way to the provider and back. */
export interface SsoBrowser extends CookieBrowser {
  /** Up to where the provider sends the browser back; answers the query. */
  visit(name: string, start?: string): Promise<string>;
  finish(query: string): Promise<Answer>;
  /** There and back. */
  come(name: string): Promise<Answer>;
}

export async function startSsoRoom(): Promise<SsoRoom> {
  const site = await startAcademy();
  const admin = await site.person(['administrator']);
  const camp = await startIdentityProvider([`${site.origin}/sso/callback`]);
  const wish = (key: string) => ({
    preset: 'openid',
    key,
    label: 'Base Camp',
    issuer: camp.issuer,
    client_id: camp.clientId,
    client_secret: camp.secret,
    creates_accounts: true,
  });
  const { data } = await admin.post('/sso/providers', wish('camp'));
  let count = 0;
  return {
    site,
    admin,
    camp,
    wish,
    providerId: data.id,
    known(claims = {}) {
      const name = `someone-${++count}`;
      const email = `${name}@example.org`;
      camp.accounts[name] = { email, email_verified: true, given_name: 'Sam', family_name: 'Reed', ...claims };
      return { name, email };
    },
    browser: () => ssoBrowser(site, camp),
    async stop() {
      await camp.stop();
      await site.stop();
    },
  };
}

function ssoBrowser(site: TestAcademy, camp: IdentityProvider): SsoBrowser {
  const own = cookieBrowser(site);
  const visit = async (name: string, start = '/auth/sso/camp/start') => {
    const { data } = await own.post(start, { then: '/catalogue' });
    return camp.signIn(data.url, name);
  };
  const finish = (query: string) => own.post('/auth/sso/finish', { query });
  return { ...own, visit, finish, come: async name => finish(await visit(name)) };
}
