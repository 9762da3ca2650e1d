/** What a provider of single sign-on says is looked at: who signed it, for whom, of whom, in answer to what. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Caller } from '../harness/academy.ts';
import type { Forgery, IdentityProvider } from '../harness/identity-provider.ts';
import { codeOf, type SsoRoom, startSsoRoom } from '../harness/sso-room.ts';

let room: SsoRoom;
let admin: Caller;
let camp: IdentityProvider;
let providerId: number;
beforeAll(async () => {
  room = await startSsoRoom();
  ({ admin, camp, providerId } = room);
});
afterAll(() => room.stop());

/** Somebody new at the provider, and their browser, up to where the provider sends it back. */
async function sentBack() {
  const browser = room.browser();
  return { browser, query: await browser.visit(room.known().name) };
}

it.each<[string, Forgery, string]>([
  ['as it should be', { signedBy: 'provider' }, '200 success'],
  ['signed by somebody else', { signedBy: 'stranger' }, '502 PROVIDER_FAILED'],
  ['signed by nobody', { signedBy: 'nobody' }, '502 PROVIDER_FAILED'],
  ['for another client', { signedBy: 'provider', claims: { aud: 'another' } }, '502 PROVIDER_FAILED'],
  ['of another issuer', { signedBy: 'provider', claims: { iss: 'https://evil.example' } }, '502 PROVIDER_FAILED'],
  ['of another sign-in', { signedBy: 'provider', claims: { nonce: 'another' } }, '502 PROVIDER_FAILED'],
  ['that is over', { signedBy: 'provider', claims: { exp: 1_600_000_000 } }, '502 PROVIDER_FAILED'],
  ['of somebody else', { signedBy: 'provider', claims: { sub: 'another' } }, '502 PROVIDER_FAILED'],
])('an ID token %s: %j is answered with %s', async (_, forgery, code) => {
  const { browser, query } = await sentBack();
  camp.forgery = forgery;
  try {
    expect(codeOf(await browser.post('/auth/sso/finish', { query }))).toBe(code);
  } finally {
    camp.forgery = null;
  }
  expect((await browser.get('/users/me')).status).toBe(code.startsWith('200') ? 200 : 401);
});

it('an answer that another provider is said to have given is not taken', async () => {
  const { browser, query } = await sentBack();
  expect(query).toContain('iss=');
  const mistaken = query.replace(/iss=[^&]+/, `iss=${encodeURIComponent('https://evil.example')}`);
  expect(codeOf(await browser.post('/auth/sso/finish', { query: mistaken }))).toBe('502 PROVIDER_FAILED');
});

it('a provider keeps its issuer once people are joined there: the same number elsewhere may be somebody else', async () => {
  const { browser, query } = await sentBack();
  expect(codeOf(await browser.post('/auth/sso/finish', { query }))).toBe('200 success');
  const change = (id: number, wish: object) => admin.put(`/sso/providers/${id}`, wish);
  const moved = await change(providerId, { issuer: 'https://elsewhere.example' });
  expect([codeOf(moved), moved.errors[0]?.field]).toEqual(['409 CONFLICT', 'issuer']);
  expect(codeOf(await change(providerId, { issuer: camp.issuer, label: 'Camp' }))).toBe('200 success');
  const fresh = (await admin.post('/sso/providers', room.wish('fresh'))).data.id as number;
  expect(codeOf(await change(fresh, { issuer: 'https://elsewhere.example' }))).toBe('200 success');
});
