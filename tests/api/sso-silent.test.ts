/** Somebody whom a provider knows from before comes back from there without having shown anything; against a real one. */
import { generate } from 'otplib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOUR } from '../../server/platform/clock.ts';
import type { Caller, TestAcademy } from '../harness/academy.ts';
import { cookieBrowser } from '../harness/cookie-browser.ts';
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

/** Somebody with a browser that both the provider and the academy know again. */
function somebody(claims: Record<string, unknown> = {}) {
  const { name } = room.known(claims);
  const atProvider = new Map<string, string>();
  const own = cookieBrowser(site);
  const visit = async (start: string) => {
    const { data } = await own.post(start, { then: '/' });
    return own.post('/auth/sso/finish', { query: await camp.signIn(data.url, name, atProvider) });
  };
  return {
    ...own,
    signIn: () => visit('/auth/sso/camp/start'),
    confirm: () => visit('/auth/sso/camp/confirm'),
    act: async () => codeOf(await own.post('/factors/authenticators')),
  };
}
const said = (auth_time: unknown) => {
  camp.forgery = { claims: { auth_time }, signedBy: 'provider' };
};

it('who has just typed a password there has proved it', async () => {
  const sam = somebody();
  expect((await sam.signIn()).data.signed_in.user.first_name).toBe('Sam');
  expect(await sam.act()).toBe('201 success');
});

it('who did so an hour ago is let in, and proves it before an act that asks for it', async () => {
  const sam = somebody();
  await sam.signIn();
  site.advance(HOUR);
  try {
    // The pages of the provider are not shown: it knows the browser.
    expect((await sam.signIn()).data.signed_in.user.first_name).toBe('Sam');
    expect(await sam.act()).toBe('403 CONFIRM_IDENTITY');
    expect((await sam.get('/users/me')).status).toBe(200);
  } finally {
    site.advance(-HOUR);
  }
});

it('a provider that comes back silently although it was told to ask is not believed', async () => {
  const sam = somebody();
  await sam.signIn();
  said(Math.floor(site.now() / 1000) - 3600);
  try {
    await sam.signIn();
    expect(await sam.act()).toBe('403 CONFIRM_IDENTITY');
    const refused = await sam.confirm();
    expect([codeOf(refused), refused.errors[0]?.message]).toEqual(['403 SSO_REFUSED', expect.stringContaining('anew')]);
    expect(await sam.act()).toBe('403 CONFIRM_IDENTITY');
  } finally {
    camp.forgery = null;
  }
  expect((await sam.confirm()).data.confirmed).toMatchObject({ key: 'camp' });
  expect(await sam.act()).toBe('201 success');
});

it('a time that only its other answers tell, and not the signed token, proves nothing', async () => {
  const sam = somebody({ auth_time: Math.floor(site.now() / 1000) });
  said(undefined);
  try {
    expect((await sam.signIn()).data.signed_in.user.first_name).toBe('Sam');
    expect(await sam.act()).toBe('403 CONFIRM_IDENTITY');
    expect(codeOf(await sam.confirm())).toBe('403 SSO_REFUSED');
  } finally {
    camp.forgery = null;
  }
});

it.each([['just now'], [null], [-1]])('a token whose time is %s is no token', async time => {
  const sam = somebody();
  said(time);
  try {
    expect(codeOf(await sam.signIn())).toBe('502 PROVIDER_FAILED');
  } finally {
    camp.forgery = null;
  }
});

it('a clock that is ahead makes no session fresh for longer', async () => {
  const sam = somebody();
  said(Math.floor(site.now() / 1000) + 100);
  try {
    const { id } = (await sam.signIn()).data.signed_in.user;
    const [{ confirmed_at }] = await site.academy.db.reader('sessions').where({ user_id: id });
    expect(Date.parse(confirmed_at)).toBeLessThanOrEqual(site.now());
  } finally {
    camp.forgery = null;
  }
});

it('after a second factor here the session is fresh, whatever the provider knows', async () => {
  const sam = somebody();
  await sam.signIn();
  const { id, secret } = (await sam.post('/factors/authenticators')).data;
  const code = () => generate({ secret, epoch: Math.floor(site.now() / 1000) });
  expect((await sam.post(`/factors/authenticators/${id}/confirm`, { name: 'Phone', code: await code() })).status).toBe(
    200,
  );
  site.advance(HOUR);
  try {
    const { challenge } = (await sam.signIn()).data.signed_in.second_factor;
    const answer = { challenge, method: 'totp', code: await code(), client: 'cookie' };
    expect((await sam.post('/auth/second-factor', answer)).status).toBe(200);
    expect(await sam.act()).toBe('201 success');
  } finally {
    site.advance(-HOUR);
  }
});

it('whoever has nothing but a provider that never says when, gets a password by a link, which is a proof', async () => {
  await admin.put(`/sso/providers/${providerId}`, { preset: 'google' });
  const sam = somebody();
  said(undefined);
  try {
    const { id } = (await sam.signIn()).data.signed_in.user;
    expect(await sam.act()).toBe('403 CONFIRM_IDENTITY');
    expect((await sam.get('/auth/confirm')).data.methods).toEqual([]);
    const { url } = (await admin.post(`/users/${id}/links`, { purpose: 'password' })).data;
    const token = /[\w-]{20,}$/.exec(url)?.[0];
    const password = 'a long enough way out';
    expect((await sam.post('/auth/reset-password', { token, password, client: 'cookie' })).status).toBe(200);
    expect(await sam.act()).toBe('201 success');
  } finally {
    camp.forgery = null;
    await admin.put(`/sso/providers/${providerId}`, { preset: 'openid' });
  }
});
