/** How often programs may ask, and that people in their browsers never meet it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';

let site: TestAcademy;
let admin: Caller;
beforeEach(async () => {
  site = await startAcademy({ rates: true });
  admin = await site.person(['administrator']);
});
afterEach(() => site.stop());

const repeat = async (times: number, use: () => Promise<{ status: number }>): Promise<number[]> => {
  const statuses: number[] = [];
  for (let i = 0; i < times; i++) statuses.push((await use()).status);
  return statuses;
};
const count = (statuses: readonly number[], status: number) => statuses.filter(one => one === status).length;

describe('a program', () => {
  it('that is not signed in may ask a hundred times an hour, is told how often still, and when again', async () => {
    const first = await site.visitor.get('/courses');
    expect(first.headers.get('ratelimit-policy')).toBe('"anonymous";q=100;w=3600');
    expect(first.headers.get('ratelimit')).toMatch(/^"anonymous";r=99;t=3[56]\d\d$/);
    const statuses = await repeat(110, () => site.visitor.get('/courses'));
    expect([count(statuses, 200), count(statuses, 429)]).toEqual([99, 11]);
    const refused = await site.visitor.get('/courses');
    expect(refused.errors[0]).toMatchObject({
      code: 'RATE_LIMITED',
      message: expect.stringMatching(/Please wait 60 minutes/),
    });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(3500);
    expect(refused.headers.get('ratelimit')).toMatch(/r=0/);
    site.advance(3601_000);
    expect((await site.visitor.get('/courses')).status).toBe(200);
  });
  it('that is signed in has its own, whoever else is behind the address', async () => {
    await admin.put('/sign-in-rules', { rates: { signed_in_per_hour: 20 } });
    const [ana, ben] = [await site.person(), await site.person()];
    expect(count(await repeat(25, () => ana.get('/home')), 429)).toBe(5);
    expect((await ben.get('/home')).status).toBe(200);
  });
  it('searches and takes lists along less often than it may ask for other things', async () => {
    await admin.put('/sign-in-rules', { rates: { heavy_per_hour: 3 } });
    const heavy = ['/users?search=ada', '/activity?text=ada', '/users/export', '/activity/export'];
    const statuses: number[] = [];
    for (const path of heavy) statuses.push((await admin.get(path)).status);
    expect(statuses).toEqual([200, 200, 200, 429]);
    expect((await admin.get('/users')).headers.get('ratelimit-policy')).toContain('"signed-in"');
  });
  it('with tokens that open nothing is counted as a stranger', async () => {
    const forged = () => site.visitor.get('/users/me', { authorization: 'Bearer a.b.c' });
    const statuses = await repeat(105, forged);
    expect([count(statuses, 401), count(statuses, 429)]).toEqual([100, 5]);
  });
  it('may always ask how the academy is, and may always try to sign in', async () => {
    await repeat(101, () => site.visitor.get('/courses'));
    expect((await site.visitor.get('/health/live')).status).toBe(200);
    expect((await site.visitor.post('/auth/login', { email: 'x@example.org', password: 'x' })).status).toBe(401);
  });
  it('from an allowed address is not counted', async () => {
    await admin.put('/sign-in-rules', { attempts: { allow: ['127.0.0.1'] } });
    expect(count(await repeat(120, () => site.visitor.get('/courses')), 200)).toBe(120);
  });
});

async function cookieOf(email: string): Promise<string> {
  const { headers } = await site.visitor.post('/auth/login', { email, password: PASSWORD, client: 'cookie' });
  return headers
    .getSetCookie()
    .map(cookie => cookie.split(';')[0])
    .join('; ');
}

/** A classroom: forty browsers behind one address, each asking for something every five seconds, for ten minutes. */
const PUPILS = 40;
const MINUTES = 10;
const ASKS_PER_MINUTE = 12;

describe('people in their browsers', () => {
  it('never meet a limit: forty behind one address, busy for ten minutes', async () => {
    await admin.put('/sign-in-rules', { rates: { signed_in_per_hour: 20, heavy_per_hour: 1, uploads_per_hour: 1 } });
    const cookies: string[] = [];
    for (let i = 0; i < PUPILS; i++) {
      await site.person(['student'], { email: `pupil${i}@example.org` });
      cookies.push(await cookieOf(`pupil${i}@example.org`));
    }
    const pages = ['/home', '/courses', '/courses/categories', '/users/me', '/site'];
    const statuses = new Set<number>();
    for (let minute = 0; minute < MINUTES; minute++) {
      for (let i = 0; i < ASKS_PER_MINUTE; i++)
        for (const { status } of await Promise.all(
          cookies.map(cookie => site.visitor.get(pages[i % pages.length] as string, { cookie })),
        ))
          statuses.add(status);
      site.advance(60_000);
    }
    expect([...statuses]).toEqual([200]);
  });
  it('nor by the standard rates: an hour of an administrator, a learner and a class that has not signed in yet', async () => {
    await site.person(['student'], { email: 'learner@example.org' });
    await site.person(['administrator'], { email: 'boss@example.org' });
    const statuses = new Set<number>();
    const ask = async (path: string, headers: Record<string, string>) =>
      statuses.add((await site.visitor.get(path, headers)).status);
    const referer = `${site.origin}/sign-in`;
    let cookies: string[] = [];
    for (let minute = 0; minute < 60; minute++) {
      // As the pages renew their session.
      if (minute % 10 === 0) cookies = [await cookieOf('learner@example.org'), await cookieOf('boss@example.org')];
      const [learner, boss] = cookies as [string, string];
      for (let i = 0; i < 6; i++)
        await Promise.all([
          ask('/home', { cookie: learner }),
          ask(`/courses?search=${i}`, { cookie: learner }),
          ask(`/users?search=${i}`, { cookie: boss }),
          ask('/activity?text=x', { cookie: boss }),
        ]);
      for (const path of ['/site', '/auth/notice', '/courses', '/courses?search=a']) await ask(path, { referer });
      site.advance(60_000);
    }
    expect([...statuses]).toEqual([200]);
  }, 120_000);
  it('nor while they only look round the catalogue', async () => {
    const referer = `${site.origin}/catalogue`;
    expect(count(await repeat(300, () => site.visitor.get('/courses', { referer })), 200)).toBe(300);
    const elsewhere = () => site.visitor.get('/courses', { referer: 'http://elsewhere.example.org/' });
    expect(count(await repeat(101, elsewhere), 429)).toBe(1);
  });
  it('nor in the console of this machine, which carries a token', async () => {
    await admin.put('/sign-in-rules', { rates: { signed_in_per_hour: 5 } });
    const console = { 'x-lyceum-console': '1' };
    expect(count(await repeat(30, () => admin.get('/overview', console)), 200)).toBe(30);
  });
});

describe('an address', () => {
  it('that is blocked is refused; the administrator’s own and this machine cannot be', async () => {
    expect((await admin.put('/sign-in-rules', { attempts: { block: ['203.0.113.0/24'] } })).status).toBe(200);
    const { status, errors } = await admin.put('/sign-in-rules', {
      attempts: { block: ['203.0.113.0/24', '127.0.0.1'] },
    });
    expect([status, errors[0]?.field]).toEqual([400, 'attempts.block.1']);
  });
});
