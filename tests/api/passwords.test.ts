/** New passwords are judged alike wherever they are chosen; old hashes become strong ones at the next sign-in. */
import { hashSync } from 'bcryptjs';
import { hash } from '@node-rs/argon2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Answer, type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
  await admin.put('/site', { registration: 'open' });
});
afterAll(() => site.stop());

const KNOWN = 'Sunshine2026!';
const told = ({ status, errors }: Answer) => [status, errors[0]?.code, errors[0]?.field];
const names = { first_name: 'Ada', last_name: 'Byron' };
let count = 0;
const email = () => `ada${++count}@example.org`;

/** Everywhere that somebody chooses a password. */
const places: [string, (password: string) => Promise<Answer>][] = [
  ['registering', password => site.visitor.post('/auth/register', { ...names, email: email(), password })],
  ['creating an account', password => admin.post('/users', { ...names, email: email(), password })],
  [
    'following a one-time link',
    async password => {
      const { data } = await admin.post('/users', { ...names, email: email(), welcome: 'link' });
      const token = new URL(data.link.url).hash.slice(1);
      return site.visitor.post('/auth/reset-password', { token, password });
    },
  ],
];

describe.each(places)('a password chosen by %s', (_place, choose) => {
  it('is refused when everybody guesses it, when it is short, and when it is a name', async () => {
    expect(told(await choose(KNOWN))).toEqual([400, 'PASSWORD_KNOWN', 'password']);
    expect(told(await choose('short one'))).toEqual([400, 'VALIDATION_ERROR', 'password']);
    expect(told(await choose('byron-byron-1815'))).toEqual([400, 'PASSWORD_PERSONAL', 'password']);
  });
  it('may be a long sentence in any letters', async () => {
    const answer = await choose('el perro de San Roque no tiene rabo, ¡qué pena! 犬 '.repeat(3));
    expect(answer.status).toBeLessThan(300);
  });
});

it('the rules of the site hold at once, and the hint knows them', async () => {
  await admin.put('/sign-in-rules', { password: { min_length: 14, require_mixed: true } });
  const hint = async (password: string) => (await site.visitor.post('/auth/check-password', { password })).data;
  expect(await hint('thirteen chars'.slice(0, 13))).toEqual({ trouble: 'short', min_length: 14 });
  expect(await hint('only small letters')).toMatchObject({ trouble: 'plain' });
  expect(await hint('Small, and 1 Capital')).toMatchObject({ trouble: null });
  await admin.put('/sign-in-rules', { password: { min_length: 10, require_mixed: false } });
});

describe('a hash', () => {
  const signIn = (address: string, password: string) => site.visitor.post('/auth/login', { email: address, password });
  const stored = async (id: number | null): Promise<string> =>
    (await site.academy.db.writer('users').where({ id }).first('password_hash')).password_hash;
  const weak = { algorithm: 2, memoryCost: 4096, timeCost: 1, parallelism: 1 };
  it.each([
    ['bcrypt', async () => hashSync(PASSWORD, 4)],
    ['argon2id of less strength', () => hash(PASSWORD, weak)],
  ])('made with %s opens the account and is made anew', async (_kind, make) => {
    const address = email();
    const { userId } = await site.person(['student'], { email: address });
    const old = await make();
    await site.academy.db.writer('users').where({ id: userId }).update({ password_hash: old });
    expect((await signIn(address, 'something else')).status).toBe(401);
    expect(await stored(userId)).toBe(old);
    expect((await signIn(address, PASSWORD)).status).toBe(200);
    const renewed = await stored(userId);
    expect(renewed).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect((await signIn(address, PASSWORD)).status).toBe(200);
    expect(await stored(userId)).toBe(renewed);
  });
});
