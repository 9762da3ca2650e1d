/** Wrong passwords: who waits, who does not, and that nobody learns from it who has an account. */
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answer, type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';

/** Tasks that were given to processes: passwords are hashed in one. */
let tasks = 0;
subscribe('child_process', message => {
  const { process: child } = message as { process: ChildProcess };
  // It can be sent to only when it has been started.
  queueMicrotask(() => {
    const send = child.send?.bind(child);
    if (send) child.send = ((...task: Parameters<typeof send>) => ++tasks && send(...task)) as typeof child.send;
  });
});

let site: TestAcademy;
let admin: Caller;
beforeEach(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
});
afterEach(() => site.stop());

interface SignIn {
  email: string;
  password?: string;
  cookie?: string;
}

const signIn = ({ email, password = PASSWORD, cookie }: SignIn): Promise<Answer> =>
  site.visitor.request(
    'POST',
    '/auth/login',
    { email, password, client: cookie === undefined ? 'bearer' : 'cookie' },
    cookie ? { cookie } : {},
  );
const wrong = (email: string, cookie?: string) =>
  signIn({ email, password: 'not the password', ...(cookie === undefined ? {} : { cookie }) });
const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;

/** The cookie by which a device is known after signing in on it. */
async function knownDevice(email: string): Promise<string> {
  const { headers } = await signIn({ email, cookie: '' });
  const cookies = headers.getSetCookie().map(cookie => cookie.split(';')[0] as string);
  return cookies.find(cookie => cookie.startsWith('lyceum_device=')) as string;
}

const emailOf = (i: number) => `learner${i}@example.org`;

describe('behind one address', () => {
  it('forty people sign in at nine, half of them after two slips and one after three, and nobody waits', async () => {
    for (let i = 0; i < 40; i++) await site.person(['student'], { email: emailOf(i) });
    const slipsOf = (i: number) => (i === 0 ? 3 : i % 2 === 0 ? 2 : 0);
    const morning = async (i: number) => {
      const answers: Answer[] = [];
      for (let slip = 0; slip < slipsOf(i); slip++) answers.push(await wrong(emailOf(i)));
      return [...answers, await signIn({ email: emailOf(i) })].map(codeOf);
    };
    const mornings = await Promise.all(Array.from({ length: 40 }, (_, i) => morning(i)));
    const slipped = '401 WRONG_CREDENTIALS';
    mornings.forEach((codes, i) => {
      expect(codes).toEqual([...Array<string>(slipsOf(i)).fill(slipped), '200 success']);
    });
    // Who got in after a slip is no attacker: the address is as free as before.
    for (let round = 0; round < 3; round++) {
      const codes = await Promise.all(Array.from({ length: 40 }, async (_, i) => (await morning(i)).at(-1)));
      expect(new Set(codes)).toEqual(new Set(['200 success']));
    }
  });

  it('one password tried on a thousand accounts is slowed down', async () => {
    await site.person(['student'], { email: 'here@example.org' });
    const codes: string[] = [];
    for (let i = 0; i < 1000; i += 10)
      codes.push(...(await Promise.all(Array.from({ length: 10 }, (_, j) => wrong(emailOf(i + j))))).map(codeOf));
    const tried = codes.filter(code => code === '401 WRONG_CREDENTIALS').length;
    // A hundred are free; the ten of one moment may be under way together.
    expect(tried).toBeGreaterThanOrEqual(100);
    expect(tried).toBeLessThanOrEqual(111);
    expect(codes.filter(code => code === '429 RATE_LIMITED').length).toBe(1000 - tried);
  });

  it('an address that is allowed never waits', async () => {
    await admin.put('/sign-in-rules', { attempts: { allow: ['127.0.0.0/8'], per_address: 3 } });
    for (let i = 0; i < 8; i++) expect(codeOf(await wrong(emailOf(0)))).toBe('401 WRONG_CREDENTIALS');
  });
});

describe('an account', () => {
  it('of somebody who is known on their device is not shut by strangers', async () => {
    await site.person(['student'], { email: 'ana@example.org' });
    const cookie = await knownDevice('ana@example.org');
    for (let i = 0; i < 7; i++) await wrong('ana@example.org');
    expect(codeOf(await signIn({ email: 'ana@example.org' }))).toBe('429 RATE_LIMITED');
    expect(codeOf(await signIn({ email: 'ana@example.org', cookie }))).toBe('200 success');
  });

  it('is not opened to a thief of the device either: it waits by itself', async () => {
    await site.person(['student'], { email: 'ben@example.org' });
    const cookie = await knownDevice('ben@example.org');
    for (let i = 0; i < 6; i++) expect(codeOf(await wrong('ben@example.org', cookie))).toBe('401 WRONG_CREDENTIALS');
    expect(codeOf(await signIn({ email: 'ben@example.org', cookie }))).toBe('429 RATE_LIMITED');
    expect(codeOf(await signIn({ email: 'ben@example.org' }))).toBe('200 success');
  });

  it('answers many guesses at one moment no more often than one after the other', async () => {
    await site.person(['student'], { email: 'cleo@example.org' });
    const codes = (await Promise.all(Array.from({ length: 40 }, () => wrong('cleo@example.org')))).map(codeOf);
    expect(codes.filter(code => code === '401 WRONG_CREDENTIALS').length).toBe(6);
  });

  it('is locked where the rules say so, known device or not, until an administrator unlocks it', async () => {
    await admin.put('/sign-in-rules', { attempts: { free_tries: 3, lock_after: 3 } });
    const { userId } = await site.person(['student'], { email: 'dora@example.org' });
    const cookie = await knownDevice('dora@example.org');
    for (let i = 0; i < 3; i++) await wrong('dora@example.org', cookie);
    for (const known of [cookie, undefined])
      expect(codeOf(await signIn({ email: 'dora@example.org', ...(known ? { cookie: known } : {}) }))).toBe(
        '403 ACCOUNT_LOCKED',
      );
    expect((await admin.get(`/users/${userId}/lock`)).data.lock).toMatchObject({ until: null });
    expect((await admin.post(`/users/${userId}/unlock`)).status).toBe(200);
    expect((await admin.get(`/users/${userId}/lock`)).data.lock).toBeNull();
    expect(codeOf(await signIn({ email: 'dora@example.org' }))).toBe('200 success');
    const acts = (await admin.get('/activity?action=user')).data.map((act: { action: string }) => act.action);
    expect(acts).toEqual(expect.arrayContaining(['user.lock', 'user.unlock']));
  });

  it('that strangers locked opens on a known device, and by itself after its time', async () => {
    await admin.put('/sign-in-rules', { attempts: { lock_after: 3, lock_minutes: 30 } });
    await site.person(['student'], { email: 'eve@example.org' });
    const cookie = await knownDevice('eve@example.org');
    for (let i = 0; i < 3; i++) await wrong('eve@example.org');
    const locked = await signIn({ email: 'eve@example.org' });
    expect(codeOf(locked)).toBe('403 ACCOUNT_LOCKED');
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(29 * 60);
    expect(codeOf(await signIn({ email: 'eve@example.org', cookie }))).toBe('200 success');
    site.advance(31 * 60_000);
    expect(codeOf(await signIn({ email: 'eve@example.org' }))).toBe('200 success');
  });

  it('that nobody has answers, waits, is locked and costs the same', async () => {
    await admin.put('/sign-in-rules', { attempts: { lock_after: 4 } });
    await site.person(['student'], { email: 'real@example.org' });
    const hashed = async (use: () => Promise<Answer>) => {
      const before = tasks;
      const { status, errors } = await use();
      return { status, errors, hashes: tasks - before };
    };
    // The first comparison with nobody makes the decoy.
    await wrong('warm@example.org');
    const compared: number[] = [];
    for (let i = 0; i < 7; i++) {
      const real = await hashed(() => wrong('real@example.org'));
      expect(await hashed(() => wrong('nobody@example.org'))).toEqual(real);
      compared.push(real.hashes);
    }
    expect(compared).toEqual([1, 1, 1, 1, 0, 0, 0]);
    const forgot = (email: string) => () => site.visitor.post('/auth/forgot-password', { email });
    expect(await hashed(forgot('real@example.org'))).toEqual(await hashed(forgot('nobody@example.org')));
  });
});
