/** Single sign-on against a real provider. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller, TestAcademy } from '../harness/academy.ts';
import type { IdentityProvider } from '../harness/identity-provider.ts';
import { codeOf, type SsoRoom, startSsoRoom } from '../harness/sso-room.ts';

let room: SsoRoom;
let site: TestAcademy;
let admin: Caller;
let camp: IdentityProvider;
let providerId: number;
beforeAll(async () => {
  room = await startSsoRoom();
  ({ site, admin, camp, providerId } = room);
});
afterAll(() => room.stop());

const known = (claims?: Record<string, unknown>) => room.known(claims);
const browser = () => room.browser();
const changeProvider = async (change: Record<string, unknown>) =>
  expect(codeOf(await admin.put(`/sso/providers/${providerId}`, change))).toBe('200 success');

describe('somebody whom a provider vouches for', () => {
  it('gets an account, is signed in by cookies, and is the same person the next time', async () => {
    const { name, email } = known({ name: 'ignored' });
    const first = browser();
    const { data, status, text } = await first.come(name);
    expect(status, text).toBe(200);
    expect(data).toMatchObject({ then: '/catalogue', joined: null, unjoined: null });
    expect(data.signed_in).toMatchObject({ token: null, refresh_token: null, second_factor: null });
    const me = (await first.get('/users/me')).data;
    expect(me).toMatchObject({ email, first_name: 'Sam', last_name: 'Reed', roles: ['student'] });
    camp.accounts[name] = { ...camp.accounts[name], email: `moved-${email}` };
    const again = await browser().come(name);
    expect(again.data.signed_in.user.id).toBe(me.id);
  });

  it('leaves with PKCE, state and nonce, and only for addresses of the academy', async () => {
    const { data } = await browser().post('/auth/sso/camp/start', { then: '/' });
    const asked = new URL(data.url).searchParams;
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(asked.get('redirect_uri')).toBe(`${site.origin}/sso/callback`);
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked.get(name), name).toMatch(/^[\w-]{40,}$/);
    for (const then of ['//evil.example', 'https://evil.example', '/\\evil.example'])
      expect(codeOf(await browser().post('/auth/sso/camp/start', { then }))).toBe('400 VALIDATION_ERROR');
  });

  it('cannot be played by another browser, by an old answer, or by a changed one', async () => {
    const { name } = known();
    const own = browser();
    const query = await own.visit(name);
    expect(codeOf(await browser().finish(query))).toBe('409 SSO_OVER');
    const forged = browser();
    forged.jar.set('lyceum_sso', `${own.jar.get('lyceum_sso')?.slice(0, -4)}AAAA`);
    expect(codeOf(await forged.finish(query))).toBe('409 SSO_OVER');
    const changed = browser();
    const [later] = [await changed.visit(name)];
    expect(codeOf(await changed.finish(later.replace(/state=[^&]+/, 'state=other')))).toBe('502 PROVIDER_FAILED');
    const stranger = browser();
    await stranger.visit(name);
    const code = /code=([^&]+)/.exec(query)?.[1] ?? '';
    const mixed = (await stranger.visit(name)).replace(/code=[^&]+/, `code=${code}`);
    expect(codeOf(await stranger.finish(mixed))).toBe('502 PROVIDER_FAILED');
    expect((await site.visitor.get('/users/me')).status).toBe(401);
  });

  it('has ten minutes', async () => {
    const { name } = known();
    const slow = browser();
    const query = await slow.visit(name);
    site.advance(11 * 60_000);
    expect(codeOf(await slow.finish(query))).toBe('409 SSO_OVER');
    site.advance(-11 * 60_000);
  });

  it('is told when it turned back at the provider', async () => {
    const own = browser();
    const { data } = await own.post('/auth/sso/camp/start', { then: '/' });
    const state = new URL(data.url).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ error: 'access_denied', state, iss: camp.issuer }).toString();
    const answer = await own.finish(`?${query}`);
    expect(codeOf(answer)).toBe('409 SSO_CANCELLED');
    expect(answer.errors[0]?.message).toContain('Base Camp');
  });
});

describe('an account that is here already', () => {
  it('is never given away for its address: the person signs in here once, then both are joined', async () => {
    const { name, email } = known();
    const person = await site.person(['instructor'], { email });
    const own = browser();
    const { data } = await own.come(name);
    expect(data).toMatchObject({ signed_in: null, unjoined: { email, provider: { key: 'camp' } } });
    expect((await own.get('/users/me')).status).toBe(401);
    expect(codeOf(await own.signIn(email))).toBe('200 success');
    expect((await own.get('/users/me/identities')).data).toMatchObject({ identities: [], unjoined: { email } });
    expect(codeOf(await own.post('/users/me/identities'))).toBe('201 success');
    expect((await own.get('/users/me/identities')).data).toMatchObject({ identities: [{ email }], unjoined: null });
    expect((await browser().come(name)).data.signed_in.user.id).toBe(person.userId);
  });

  it('is not joined by somebody else who is signed in in that browser', async () => {
    const { name, email } = known();
    await site.person(['student'], { email });
    const other = known();
    await site.person(['student'], { email: other.email });
    const own = browser();
    await own.come(name);
    await own.signIn(other.email);
    expect(codeOf(await own.post('/users/me/identities'))).toBe('409 CONFLICT');
  });

  it('joins an account of any address when its owner sets out to, and only that once', async () => {
    const { name } = known();
    const [one, two] = [known().email, known().email];
    await site.person(['student'], { email: one });
    await site.person(['student'], { email: two });
    const own = browser();
    await own.signIn(one);
    const { data } = await own.finish(await own.visit(name, '/users/me/identities/camp'));
    expect(data).toMatchObject({ signed_in: null, joined: { key: 'camp' }, unjoined: null });
    expect((await own.get('/users/me/identities')).data.identities).toHaveLength(1);
    const second = browser();
    await second.signIn(two);
    const taken = await second.finish(await second.visit(name, '/users/me/identities/camp'));
    expect(codeOf(taken)).toBe('409 CONFLICT');
    // Whoever signs in meanwhile gets nothing of it.
    const third = browser();
    await third.signIn(one);
    const query = await third.visit(known().name, '/users/me/identities/camp');
    await third.signIn(two);
    expect(codeOf(await third.finish(query))).toBe('409 SSO_OVER');
  });

  it('can be parted, but not when nobody could get in any more', async () => {
    const { name } = known();
    const own = browser();
    await own.come(name);
    const { identities } = (await own.get('/users/me/identities')).data;
    const part = () => own.delete(`/users/me/identities/${identities[0].id}`);
    expect(codeOf(await part())).toBe('409 CONFLICT');
    const email = (await own.get('/users/me')).data.email;
    const set = await site.academy.db.reader('users').where({ email: 'person1@example.org' }).first('password_hash');
    await site.academy.db.writer('users').where({ email }).update(set);
    expect(codeOf(await part())).toBe('200 success');
    expect(codeOf(await part())).toBe('404 NOT_FOUND');
    expect((await own.come(name)).data.unjoined.email).toBe(email);
  });
});

describe('who gets in', () => {
  it('is decided by domain, by verified address, and by whether accounts are made', async () => {
    const strange = known({ email: 'x@elsewhere.example' });
    const unverified = known({ email_verified: false });
    await changeProvider({ domains: ['example.org'] });
    expect(codeOf(await browser().come(strange.name))).toBe('403 SSO_REFUSED');
    expect(codeOf(await browser().come(unverified.name))).toBe('403 SSO_REFUSED');
    expect(codeOf(await browser().come(known().name))).toBe('200 success');
    await changeProvider({ domains: [], creates_accounts: false });
    expect(codeOf(await browser().come(known().name))).toBe('403 SSO_REFUSED');
    await changeProvider({ creates_accounts: true });
  });

  it('is nobody whose account is suspended, and nobody through a provider that is switched off', async () => {
    const { name } = known();
    const { data } = await browser().come(name);
    await admin.post(`/users/${data.signed_in.user.id}/suspend`);
    expect(codeOf(await browser().come(name))).toBe('403 ACCOUNT_SUSPENDED');
    const left = known();
    const own = browser();
    await own.come(left.name);
    await own.post('/users/me/leave', { email: left.email });
    expect(codeOf(await browser().come(left.name))).toBe('403 ACCOUNT_LEFT');
    await changeProvider({ enabled: false });
    expect((await site.visitor.get('/auth/sso')).data).toEqual([]);
    expect(codeOf(await browser().post('/auth/sso/camp/start', { then: '/' }))).toBe('404 NOT_FOUND');
    await changeProvider({ enabled: true });
    expect((await site.visitor.get('/auth/sso')).data).toEqual([{ key: 'camp', label: 'Base Camp', preset: 'openid' }]);
  });

  it('two arrivals at once make one account', async () => {
    const { name, email } = known();
    const [one, two] = [browser(), browser()];
    const queries = await Promise.all([one.visit(name), two.visit(name)]);
    const answers = await Promise.all([one.finish(queries[0]), two.finish(queries[1])]);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(0);
    for (const { status } of answers) expect([200, 409]).toContain(status);
    expect(await site.academy.db.reader('users').where({ email })).toHaveLength(1);
    expect(await site.academy.db.reader('user_identities').where({ subject: name })).toHaveLength(1);
  });
});

describe('roles by groups', () => {
  const table = [
    { group: 'teachers', role: 'instructor' },
    { group: 'mentors', role: 'mentor' },
  ];
  const rolesOf = async (name: string) => (await browser().come(name)).data.signed_in.user.roles.toSorted();

  it('are added at each sign-in, or replace what the table knows', async () => {
    const mapping = { group_claim: 'groups', extra_scopes: 'groups', group_roles: table };
    await changeProvider({ ...mapping, group_mode: 'add' });
    const { name } = known({ groups: ['teachers', 'cooks'] });
    expect(await rolesOf(name)).toEqual(['instructor', 'student']);
    camp.accounts[name] = { ...camp.accounts[name], groups: ['mentors'] };
    expect(await rolesOf(name)).toEqual(['instructor', 'mentor', 'student']);
    await changeProvider({ group_mode: 'replace' });
    expect(await rolesOf(name)).toEqual(['mentor', 'student']);
    await changeProvider({ group_claim: '', group_roles: [], group_mode: 'add', extra_scopes: '' });
  });

  it('never take the last administrator away', async () => {
    const { name, email } = known({ groups: [] });
    await browser().come(name);
    const { id } = await site.academy.db.reader('users').where({ email }).first('id');
    expect(codeOf(await admin.put(`/users/${id}/roles`, { roles: ['administrator'] }))).toBe('200 success');
    await site.academy.db.writer('user_roles').where({ user_id: admin.userId, role: 'administrator' }).delete();
    const write = (values: object) =>
      site.academy.db.writer('identity_providers').where({ id: providerId }).update(values);
    const mapped = JSON.stringify([{ group: 'chiefs', role: 'administrator' }]);
    await write({ group_claim: 'groups', group_roles: mapped, group_mode: 'replace' });
    expect(codeOf(await browser().come(name))).toBe('409 LAST_ADMINISTRATOR');
    await write({ group_claim: '', group_roles: '[]', group_mode: 'add' });
    const at = new Date(site.now()).toISOString();
    const back = { user_id: admin.userId, role: 'administrator', granted_at: at };
    await site.academy.db.writer('user_roles').insert(back);
  });
});

describe('providers', () => {
  const wish = (change: object) => ({
    preset: 'openid',
    key: 'other',
    label: 'Other',
    issuer: camp.issuer,
    client_id: 'x',
    ...change,
  });

  it('keep their secret: it is sealed at rest and never answered', async () => {
    const { text } = await admin.get('/sso/providers');
    expect(text).not.toContain(camp.secret);
    expect(JSON.parse(text).data[0]).toMatchObject({ key: 'camp', secret_set: true });
    const row = await site.academy.db.reader('identity_providers').where({ id: providerId }).first('client_secret');
    expect(row.client_secret).not.toContain('secret');
    const acts = await site.academy.db
      .reader('user_activity_logs')
      .where({ resource_type: 'provider' })
      .select('details');
    expect(JSON.stringify(acts)).not.toContain(camp.secret);
  });

  it('are tested: what they say, and in words what is wrong', async () => {
    expect((await admin.post(`/sso/providers/${providerId}/test`)).data).toMatchObject({
      ok: true,
      issuer: camp.issuer,
      pkce: true,
    });
    const dead = await admin.post('/sso/providers', wish({ issuer: 'http://127.0.0.1:9' }));
    const trial = (await admin.post(`/sso/providers/${dead.data.id}/test`)).data;
    expect(trial).toMatchObject({ ok: false, issuer: null });
    expect(trial.reason.length).toBeGreaterThan(10);
    expect(codeOf(await browser().post('/auth/sso/other/start', { then: '/' }))).toBe('502 PROVIDER_FAILED');
    expect(codeOf(await admin.delete(`/sso/providers/${dead.data.id}`))).toBe('200 success');
  });

  it.each([
    [{ key: 'camp' }, '409 CONFLICT'],
    [{ issuer: 'https://login.microsoftonline.com/{tenant}/v2.0' }, '400 VALIDATION_ERROR'],
    [{ issuer: 'http://169.254.169.254/latest' }, '400 VALIDATION_ERROR'],
    [{ issuer: 'file:///etc/passwd' }, '400 VALIDATION_ERROR'],
    [{ key: 'Ca mp' }, '400 VALIDATION_ERROR'],
    [{ domains: ['not a domain'] }, '400 VALIDATION_ERROR'],
  ])('refuse %j', async (change, code) => {
    expect(codeOf(await admin.post('/sso/providers', wish(change)))).toBe(code);
  });
});
