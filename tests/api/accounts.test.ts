import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, caller, PASSWORD, startAcademy, type Caller, type TestAcademy } from '../harness/academy.ts';
import { asBrowser } from '../harness/browser-cookies.ts';
import { cookieBrowser } from '../harness/cookie-browser.ts';

const MINUTE = 60_000;

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], {
    first_name: 'Marisol',
    last_name: 'Vega',
    email: 'marisol@example.org',
  });
});
afterAll(() => site.stop());

const signIn = (email: string, password = PASSWORD, more = {}) =>
  site.visitor.post('/auth/login', { email, password, ...more });

describe('confirming the password of a locked console', () => {
  it('says yes to the own password, no to another, and nothing to visitors', async () => {
    const person = await site.person(['instructor']);
    expect((await person.post('/auth/confirm', { password: PASSWORD })).status).toBe(200);
    const wrong = await person.post('/auth/confirm', { password: 'not the password' });
    expect(wrong.status).toBe(400);
    expect(wrong.errors[0]).toMatchObject({ code: 'VALIDATION_ERROR', field: 'password' });
    expect((await site.visitor.post('/auth/confirm', { password: PASSWORD })).status).toBe(401);
  });
});

describe('acts that ask for a fresh proof of identity', () => {
  it('are refused when the last one is old, and carried out after another', async () => {
    const own = await startAcademy();
    try {
      const [boss, person] = [await own.person(['administrator']), await own.person()];
      const promote = () => boss.put(`/users/${person.userId}/roles`, { roles: ['instructor'] });
      expect((await promote()).status).toBe(200);
      own.advance(11 * MINUTE);
      const refused = await promote();
      expect([refused.status, refused.errors[0]?.code]).toEqual([403, 'CONFIRM_IDENTITY']);
      expect((await boss.get('/auth/confirm')).data).toEqual({ methods: ['password'] });
      expect((await boss.post('/auth/confirm', { password: 'not the password' })).status).toBe(400);
      expect((await promote()).status).toBe(403);
      expect((await boss.post('/auth/confirm', { method: 'password', password: PASSWORD })).status).toBe(200);
      expect((await promote()).status).toBe(200);
    } finally {
      await own.stop();
    }
  });

  it('tell those who may not do them so first', async () => {
    const person = await site.person();
    expect((await person.put(`/users/${admin.userId}/roles`, { roles: ['student'] })).errors[0]?.code).toBe(
      'FORBIDDEN',
    );
  });
});

describe('signing in', () => {
  it('answers with a token pair for programs', async () => {
    const { status, data } = await signIn('marisol@example.org');
    expect(status).toBe(200);
    expect(data.token.split('.')).toHaveLength(3);
    expect(data.refresh_token.length).toBeGreaterThan(40);
    expect(data.user).toMatchObject({ email: 'marisol@example.org', roles: ['administrator'] });
  });

  it('gives browsers cookies that scripts cannot read, and no token', async () => {
    const { data, headers } = await signIn('marisol@example.org', PASSWORD, { client: 'cookie' });
    expect(data).toMatchObject({ token: null, refresh_token: null });
    const cookies = headers.getSetCookie();
    expect(cookies).toHaveLength(4);
    const [access, refresh, device, proof] = cookies;
    for (const cookie of [access, refresh, device]) expect(cookie).toMatch(/HttpOnly; SameSite=Lax$/);
    expect(proof).toMatch(/^lyceum_csrf=[^;]+; Path=\/; Max-Age=\d+; SameSite=Strict$/);
    expect(cookies.find(c => c.startsWith('lyceum_refresh'))).toContain('Path=/api/v1/auth');
  });

  it('compares addresses case-folded', async () => {
    expect((await signIn('MARISOL@Example.ORG')).status).toBe(200);
  });

  it.each([
    ['a wrong password', 'marisol@example.org', 'wrong password'],
    ['an unknown address', 'nobody@example.org', PASSWORD],
  ])('says the same for %s', async (_what, email, password) => {
    const { status, errors } = await signIn(email, password);
    expect(status).toBe(401);
    expect(errors).toEqual([
      { code: 'WRONG_CREDENTIALS', message: 'E-mail address and password do not belong together.' },
    ]);
  });

  it('makes an account wait after six wrong passwords, and lets it in again later', async () => {
    await site.person(['student'], { email: 'guessed@example.org' });
    for (let i = 0; i < 6; i++) expect((await signIn('guessed@example.org', `guess ${i}`)).status).toBe(401);
    const refused = await signIn('guessed@example.org');
    expect(refused.status).toBe(429);
    expect(refused.errors[0]?.code).toBe('RATE_LIMITED');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await signIn('marisol@example.org')).status).toBe(200);
  });
});

describe('sessions', () => {
  const refresh = (refresh_token: string) => site.visitor.post('/auth/refresh', { refresh_token });

  it('rotates the refresh token; using one twice ends the session', async () => {
    const first = (await signIn('marisol@example.org')).data;
    const second = await refresh(first.refresh_token);
    expect(second.status).toBe(200);
    expect(second.data.refresh_token).not.toBe(first.refresh_token);
    const reused = await refresh(first.refresh_token);
    expect(reused.errors[0]?.code).toBe('REFRESH_REUSED');
    expect((await refresh(second.data.refresh_token)).errors[0]?.code).toBe('UNAUTHENTICATED');
    const replayed = await caller(site.origin, null, second.data.token).get('/users/me');
    expect(replayed.errors[0]?.code).toBe('UNAUTHENTICATED');
  });

  it('ends when any earlier token of it comes back, not only the last', async () => {
    const first = (await signIn('marisol@example.org')).data;
    const second = (await refresh(first.refresh_token)).data;
    const third = (await refresh(second.refresh_token)).data;
    expect((await refresh(first.refresh_token)).errors[0]?.code).toBe('REFRESH_REUSED');
    expect((await refresh(third.refresh_token)).errors[0]?.code).toBe('UNAUTHENTICATED');
  });

  it('is carried on once when one token comes twice at the same moment', async () => {
    const headers = asBrowser(await signIn('marisol@example.org', PASSWORD, { client: 'cookie' }));
    const tab = () => site.visitor.request('POST', '/auth/refresh', {}, headers);
    const answers = await Promise.all([tab(), tab(), tab()]);
    expect(answers.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409, 409]);
    const next = asBrowser(answers.find(({ status }) => status === 200) as Answer);
    expect((await site.visitor.request('POST', '/auth/refresh', {}, next)).status).toBe(200);
  });

  it('refuses an access token after sign-out', async () => {
    const { token } = (await signIn('marisol@example.org')).data;
    const me = caller(site.origin, null, token);
    expect((await me.get('/users/me')).status).toBe(200);
    expect((await me.post('/auth/logout')).status).toBe(200);
    expect((await me.get('/users/me')).errors[0]?.code).toBe('UNAUTHENTICATED');
  });

  it('says that an access token has expired after 15 minutes', async () => {
    const ownSite = await startAcademy();
    try {
      const person = await ownSite.person();
      ownSite.advance(16 * MINUTE);
      const { status, errors } = await person.get('/users/me');
      expect([status, errors[0]?.code]).toEqual([401, 'TOKEN_EXPIRED']);
    } finally {
      await ownSite.stop();
    }
  });

  it.each(['nonsense', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIiwic2lkIjoxfQ.', ''])(
    'refuses the token "%s"',
    async token => {
      const { status } = await site.visitor.get('/users/me', { authorization: `Bearer ${token}` });
      expect(status).toBe(401);
    },
  );
});

describe('a browser', () => {
  const refresh = (refresh_token: string) => site.visitor.post('/auth/refresh', { refresh_token });
  const newcomer = async (name: string) => {
    const email = `browser-${name}@example.org`;
    const made = await admin.post('/users', { email, first_name: 'Sam', last_name: 'Reed', password: PASSWORD });
    return { email, id: made.data.user.id as number };
  };

  it('that signs in again gives back the session that it had, whoever signs in', async () => {
    const [one, two] = [await newcomer('one'), await newcomer('two')];
    const browser = cookieBrowser(site);
    const sessionsOf = async ({ id }: { id: number }) => (await admin.get(`/users/${id}/sessions`)).data.length;
    await browser.signIn(one.email);
    const [access, refreshToken] = [browser.jar.get('lyceum_access'), browser.jar.get('lyceum_refresh') ?? ''];
    await browser.signIn(one.email);
    expect(await sessionsOf(one)).toBe(1);
    expect((await caller(site.origin, one.id, access ?? '').get('/users/me')).status).toBe(401);
    expect((await refresh(refreshToken)).errors[0]?.code).toBe('UNAUTHENTICATED');
    expect((await browser.get('/users/me')).status).toBe(200);
    await browser.signIn(two.email);
    expect([await sessionsOf(one), await sessionsOf(two)]).toEqual([0, 1]);
  });

  it('whose password was wrong keeps the session that it has', async () => {
    const { email } = await newcomer('three');
    const browser = cookieBrowser(site);
    await browser.signIn(email);
    const wrong = await browser.post('/auth/login', { email, password: 'not this one', client: 'cookie' });
    expect(wrong.status).toBe(401);
    expect((await browser.get('/users/me')).status).toBe(200);
  });

  it('is signed out also when its access token has run out', async () => {
    const person = await newcomer('four');
    const browser = cookieBrowser(site);
    await browser.signIn(person.email);
    const refreshToken = browser.jar.get('lyceum_refresh') ?? '';
    browser.jar.delete('lyceum_access');
    expect((await browser.post('/auth/logout')).status).toBe(200);
    expect((await admin.get(`/users/${person.id}/sessions`)).data).toEqual([]);
    expect((await refresh(refreshToken)).errors[0]?.code).toBe('UNAUTHENTICATED');
    const { data } = await admin.get(`/activity?action=session.sign-out&user_id=${person.id}`);
    expect(data.length).toBeGreaterThan(0);
  });
});

describe('registering', () => {
  const person = {
    first_name: 'Ama',
    last_name: 'Owusu-Mensah',
    email: 'ama@example.org',
    password: 'a long enough one',
  };

  it('is closed before the academy is set up', async () => {
    expect((await site.visitor.post('/auth/register', person)).errors[0]?.code).toBe('REGISTRATION_CLOSED');
  });

  it('makes a student once it is open, once per address', async () => {
    expect((await admin.put('/site', { registration: 'open', name: 'Northgate Academy' })).status).toBe(200);
    const made = await site.visitor.post('/auth/register', person);
    expect(made.status).toBe(201);
    expect(made.data.user).toMatchObject({ first_name: 'Ama', roles: ['student'] });
    const again = await site.visitor.post('/auth/register', { ...person, email: 'AMA@example.org' });
    expect([again.status, again.errors[0]]).toEqual([
      409,
      { code: 'EMAIL_TAKEN', message: expect.any(String), field: 'email' },
    ]);
  });

  it.each([
    ['a short password', { password: 'short' }, 'password'],
    ['no real address', { email: 'not an address' }, 'email'],
    ['an empty name', { first_name: '  ' }, 'first_name'],
    ['control characters', { last_name: 'A\u0000B' }, 'last_name'],
  ])('refuses %s and names the field', async (_what, change, field) => {
    const { status, errors } = await site.visitor.post('/auth/register', {
      ...person,
      email: 'new@example.org',
      ...change,
    });
    expect([status, errors[0]?.code, errors[0]?.field]).toEqual([400, 'VALIDATION_ERROR', field]);
  });
});

describe('managing people', () => {
  it('lists with search, filter and paging', async () => {
    const named = await admin.get('/users?search=OWUSU');
    expect(named.data.map((u: { first_name: string }) => u.first_name)).toEqual(['Ama']);
    const page = await admin.get('/users?per_page=1&page=2&role=student');
    expect(page.data).toHaveLength(1);
    expect(page.meta.pagination).toMatchObject({ page: 2, per_page: 1 });
  });

  it('suspends: every session ends at once and signing in is refused', async () => {
    const person = await site.person(['student'], { email: 'leaving@example.org' });
    expect((await admin.post(`/users/${person.userId}/suspend`)).data.is_active).toBe(false);
    expect((await person.get('/users/me')).status).toBe(401);
    expect((await signIn('leaving@example.org')).errors[0]?.code).toBe('ACCOUNT_SUSPENDED');
    expect((await admin.post(`/users/${person.userId}/reactivate`)).data.is_active).toBe(true);
    expect((await signIn('leaving@example.org')).status).toBe(200);
  });

  it('keeps one active administrator', async () => {
    const roles = await admin.put(`/users/${admin.userId}/roles`, { roles: ['student'] });
    expect(roles.errors[0]?.code).toBe('LAST_ADMINISTRATOR');
    expect((await admin.post(`/users/${admin.userId}/suspend`)).errors[0]?.code).toBe('LAST_ADMINISTRATOR');
    expect((await admin.get('/users/me')).data.roles).toEqual(['administrator']);
  });

  it('creates people, with a password made for them when none is given', async () => {
    const body = {
      first_name: 'Kenji',
      last_name: 'Watanabe',
      email: 'kenji@example.org',
      roles: ['instructor', 'mentor'],
    };
    const { status, data } = await admin.post('/users', body);
    expect([status, data.user.roles]).toEqual([201, ['instructor', 'mentor']]);
    expect((await signIn('kenji@example.org', data.password)).status).toBe(200);
  });

  it('hides people from each other and everything from visitors', async () => {
    const [one, two] = [await site.person(), await site.person()];
    expect((await one.get(`/users/${two.userId}`)).status).toBe(404);
    expect((await one.put(`/users/${two.userId}`, { bio: 'x' })).status).toBe(404);
    expect((await one.get('/users')).status).toBe(403);
    expect((await one.put(`/users/${one.userId}/roles`, { roles: ['administrator'] })).status).toBe(403);
    expect((await site.visitor.get('/users')).status).toBe(401);
    expect((await admin.get('/users/999999')).status).toBe(404);
  });
});
