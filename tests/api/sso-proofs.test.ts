/** What a provider proves besides who somebody is, and what is asked all the same; against a real one. */
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

describe('the notice before signing in', () => {
  it('is accepted before a provider lets anybody in', async () => {
    const banner = { text: 'Everything is logged.' };
    const { version } = (await admin.put('/sign-in-rules', { banner })).data.banner;
    const { name } = known();
    expect(codeOf(await browser().come(name))).toBe('409 NOTICE_NOT_ACCEPTED');
    const own = browser();
    const answer = await own.post('/auth/sso/finish', { query: await own.visit(name), notice: version });
    expect(answer.data.signed_in.user.first_name).toBe('Sam');
    await admin.put('/sign-in-rules', { banner: { text: '' } });
  });
});

describe('somebody who proves again who they are', () => {
  /** Signed in through the provider, without a password, so long ago that it no longer counts. */
  async function longHere() {
    const { name } = known();
    const own = browser();
    const { id } = (await own.come(name)).data.signed_in.user;
    const stale = async () => {
      const confirmed_at = new Date(site.now() - 3_600_000).toISOString();
      await site.academy.db.writer('sessions').where({ user_id: id }).update({ confirmed_at });
    };
    await stale();
    const act = async () => codeOf(await own.post('/factors/authenticators'));
    return { ...own, name, stale, act, leave: () => own.visit(name, '/auth/sso/camp/confirm') };
  }

  it('does it at the provider, which is told to ask anew', async () => {
    const own = await longHere();
    expect((await own.get('/auth/confirm')).data).toEqual({ methods: ['provider'] });
    expect((await own.get('/auth/sso/confirm')).data).toMatchObject([{ key: 'camp', label: 'Base Camp' }]);
    expect(await own.act()).toBe('403 CONFIRM_IDENTITY');
    const asked = new URL((await own.post('/auth/sso/camp/confirm')).data.url).searchParams;
    expect([asked.get('prompt'), asked.get('max_age')]).toEqual(['login', '0']);
    const { data } = await own.finish(await own.leave());
    expect(data).toMatchObject({ signed_in: null, joined: null, confirmed: { key: 'camp' } });
    expect(await own.act()).toBe('201 success');
  });

  it('is refused where the provider did not ask anew, and for the account of somebody else', async () => {
    const own = await longHere();
    const { url } = (await own.post('/auth/sso/camp/confirm')).data;
    const unasked = new URL(url);
    for (const name of ['prompt', 'max_age']) unasked.searchParams.delete(name);
    const lazy = await own.finish(await camp.signIn(unasked.href, own.name));
    expect([codeOf(lazy), lazy.errors[0]?.message]).toEqual(['403 SSO_REFUSED', expect.stringContaining('anew')]);
    const stranger = known().name;
    await browser().come(stranger);
    const other = await own.finish(await own.visit(stranger, '/auth/sso/camp/confirm'));
    expect([codeOf(other), other.errors[0]?.message]).toEqual([
      '403 SSO_REFUSED',
      expect.stringContaining('not joined'),
    ]);
    expect(await own.act()).toBe('403 CONFIRM_IDENTITY');
  });

  it('does it for the session that set out, and for no other', async () => {
    const own = await longHere();
    const query = await own.leave();
    const carried = own.jar.get('lyceum_sso') as string;
    await own.come(own.name);
    await own.stale();
    own.jar.set('lyceum_sso', carried);
    expect(codeOf(await own.finish(query))).toBe('409 SSO_OVER');
    expect(await own.act()).toBe('403 CONFIRM_IDENTITY');
  });

  it('is not sent to a provider that never asks anew, nor by a request that claims it was there', async () => {
    const own = await longHere();
    expect(codeOf(await own.post('/auth/confirm', { method: 'provider' }))).toBe('400 VALIDATION_ERROR');
    await changeProvider({ preset: 'google' });
    expect((await own.get('/auth/confirm')).data).toEqual({ methods: [] });
    await changeProvider({ preset: 'openid' });
  });
});

describe('a second factor', () => {
  /** Somebody with an app for codes here. */
  async function withApp(amr: string[]) {
    const { name } = known({ amr });
    const { id } = (await browser().come(name)).data.signed_in.user;
    const at = new Date(site.now()).toISOString();
    const app = { user_id: id, name: 'Phone', secret: '1.k.s', created_at: at, confirmed_at: at };
    await site.academy.db.writer('authenticators').insert(app);
    return name;
  }

  it('is still asked for by the academy, whatever the provider says', async () => {
    const own = browser();
    const { data } = await own.come(await withApp(['pwd', 'mfa']));
    expect(data.signed_in).toMatchObject({ user: null, second_factor: { methods: ['totp'] } });
    expect((await own.get('/users/me')).status).toBe(401);
  });

  it('is not asked for again where the provider is trusted with it and says so', async () => {
    const [shown, unshown] = [await withApp(['pwd', 'mfa']), await withApp(['pwd'])];
    await changeProvider({ trusted_proofs: ['mfa'] });
    expect((await browser().come(unshown)).data.signed_in.second_factor.methods).toEqual(['totp']);
    const { user } = (await browser().come(shown)).data.signed_in;
    const acts = await site.academy.db
      .reader('user_activity_logs')
      .where({ action: 'session.sign-in', user_id: user.id });
    expect(JSON.parse(acts.at(-1).details)).toEqual({ proof: 'single-sign-on, second factor there' });
    await changeProvider({ trusted_proofs: [] });
  });

  it('that a rule asks for is due after a provider as well, unless that one is trusted with it', async () => {
    const second_factor = { required_roles: ['student'], grace_days: 0 };
    await admin.put('/sign-in-rules', { second_factor });
    const { name } = known({ amr: ['mfa'] });
    const own = browser();
    expect((await own.come(name)).data.signed_in.user.second_factor.overdue).toBe(true);
    expect(codeOf(await own.get('/users/me/courses'))).toBe('403 SECOND_FACTOR_REQUIRED');
    await changeProvider({ trusted_proofs: ['mfa'] });
    const trusted = browser();
    expect((await trusted.come(name)).data.signed_in.user.second_factor).toMatchObject({
      required: false,
      overdue: false,
    });
    expect(codeOf(await trusted.get('/users/me/courses'))).toBe('200 success');
    // As it is carried on, too.
    expect((await trusted.post('/auth/refresh')).data.user.second_factor.overdue).toBe(false);
    expect((await trusted.get('/users/me')).data.second_factor.overdue).toBe(false);
    await changeProvider({ trusted_proofs: [] });
    await admin.put('/sign-in-rules', { second_factor: { required_roles: [], grace_days: 14 } });
  });
});
