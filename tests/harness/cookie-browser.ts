/** A browser without pages: keeps cookies, names its origin, and proves that its requests come from our own pages. */
import { type Answer, PASSWORD, type TestAcademy } from './academy.ts';

export interface CookieBrowser {
  jar: Map<string, string>;
  get(path: string): Promise<Answer>;
  post(path: string, body?: unknown): Promise<Answer>;
  delete(path: string): Promise<Answer>;
  signIn(email: string): Promise<Answer>;
}

export function cookieBrowser(site: TestAcademy): CookieBrowser {
  const jar = new Map<string, string>();
  const ask = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    const cookie = [...jar].map(([key, value]) => `${key}=${value}`).join('; ');
    const token = jar.get('lyceum_csrf');
    const headers = { origin: site.origin, cookie, ...(token && { 'x-csrf-token': token }) };
    const answer = await site.visitor.request(method, path, body, headers);
    for (const set of answer.headers.getSetCookie()) {
      const [pair = ''] = set.split(';');
      const at = pair.indexOf('=');
      if (/Max-Age=0/.test(set)) jar.delete(pair.slice(0, at));
      else jar.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  };
  return {
    jar,
    get: path => ask('GET', path),
    post: (path, body = {}) => ask('POST', path, body),
    delete: path => ask('DELETE', path),
    signIn: email => ask('POST', '/auth/login', { email, password: PASSWORD, client: 'cookie' }),
  };
}
