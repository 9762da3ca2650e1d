/** Setting factors up and losing them; rules that ask for one. */
import { generate } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caller, type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { softwarePasskey } from '../harness/passkey.ts';

const DAY = 86_400_000;

let site: TestAcademy;
let admin: Caller;
/** The same academy by a name that passkeys can be tied to. */
let named: string;
beforeAll(async () => {
  site = await startAcademy();
  named = site.origin.replace('127.0.0.1', 'localhost');
  admin = await site.person(['administrator']);
});
afterAll(() => site.stop());

const codeOf = (secret: string, ahead = 0) => generate({ secret, epoch: Math.floor((site.now() + ahead) / 1000) });

/** Sets up an app; answers its secret and the recovery codes that came with it. */
async function setUp(person: Caller, name = 'Phone') {
  const { data } = await person.post('/factors/authenticators');
  const confirmed = await person.post(`/factors/authenticators/${data.id}/confirm`, {
    name,
    code: await codeOf(data.secret),
  });
  expect(confirmed.status, confirmed.text).toBe(200);
  return { id: data.id as number, secret: data.secret as string, codes: confirmed.data.codes as string[] | null };
}

async function withPasskey(person: Caller) {
  const local = caller(named, person.userId, person.token);
  const passkey = softwarePasskey({ origin: named, verifies: true, counter: 1 });
  const options = (await local.post('/factors/passkeys/options')).data;
  const added = await local.post('/factors/passkeys', { name: 'Laptop', passkey: passkey.make(options) });
  expect(added.status, added.text).toBe(201);
  return { local, passkey, factors: added.data.factors, codes: added.data.codes as string[] | null };
}

const visitor = () => caller(named, null, null);
const signOptions = async () => (await visitor().post('/auth/passkey/options')).data.options;

describe('an app for codes', () => {
  it('counts once a code of it was typed, and brings ten recovery codes that are shown once', async () => {
    const person = await site.person();
    const begun = await person.post('/factors/authenticators');
    expect(new URL(begun.data.address).searchParams.get('secret')).toBe(begun.data.secret);
    expect((await person.get('/users/me/factors')).data.authenticators).toEqual([]);
    const { codes } = await setUp(person);
    expect(new Set(codes).size).toBe(10);
    const { data, text } = await person.get('/users/me/factors');
    expect(data).toMatchObject({ authenticators: [{ name: 'Phone' }], recovery: { left: 10 }, password: true });
    expect(text).not.toContain(codes?.[0]);
    expect((await setUp(person, 'Tablet')).codes).toBeNull();
  });

  it('is not set up by a wrong code, and only administrators hear that the clock is wrong', async () => {
    const learner = await site.person();
    for (const [person, words] of [
      [learner, /newest code/],
      [admin, /differs .* about 90 minutes/],
    ] as const) {
      const { data } = await person.post('/factors/authenticators');
      const code = await codeOf(data.secret, 90 * 60_000);
      const { status, errors } = await person.post(`/factors/authenticators/${data.id}/confirm`, {
        code,
        name: 'Phone',
      });
      expect([status, errors[0]?.field]).toEqual([400, 'code']);
      expect(errors[0]?.message).toMatch(words);
    }
  });

  it('the code that set it up does not sign in as well', async () => {
    const person = await site.person(['student'], { email: 'once@example.org' });
    const { secret } = await setUp(person);
    const { challenge } = (await site.visitor.post('/auth/login', { email: 'once@example.org', password: PASSWORD }))
      .data.second_factor;
    const again = { challenge, method: 'totp', code: await codeOf(secret) };
    expect((await site.visitor.post('/auth/second-factor', again)).errors[0]?.code).toBe('SECOND_FACTOR_WRONG');
    const next = { ...again, code: await codeOf(secret, 30_000) };
    expect((await site.visitor.post('/auth/second-factor', next)).status).toBe(200);
  });

  it('of somebody else cannot be confirmed, seen or removed', async () => {
    const [one, other] = [await site.person(), await site.person()];
    const { id } = await setUp(one);
    expect((await other.delete(`/factors/authenticators/${id}`)).status).toBe(404);
    expect((await other.get(`/users/${one.userId}/factors`)).status).toBe(404);
    expect((await admin.get(`/users/${one.userId}/factors`)).data.authenticators).toHaveLength(1);
  });
});

describe('what somebody set up', () => {
  it('is renamed by its owner alone', async () => {
    const [one, other] = [await site.person(), await site.person()];
    const { id } = await setUp(one);
    const { local, factors } = await withPasskey(one);
    const renamed = await one.put(`/factors/authenticators/${id}`, { name: 'Old phone' });
    expect(renamed.data.authenticators).toMatchObject([{ id, name: 'Old phone' }]);
    const key = factors.passkeys[0].id as number;
    expect((await local.put(`/factors/passkeys/${key}`, { name: 'Desk' })).data.passkeys[0].name).toBe('Desk');
    expect((await one.put(`/factors/passkeys/${key}`, { name: ' ' })).errors[0]?.field).toBe('name');
    for (const path of [`/factors/authenticators/${id}`, `/factors/passkeys/${key}`])
      expect((await other.put(path, { name: 'Mine' })).status).toBe(404);
  });

  it('is told to the person where they did not do it', async () => {
    const email = 'told@example.org';
    const person = await site.person(['student'], { email });
    const body = { email, password: PASSWORD };
    const { data } = await site.visitor.request('POST', '/auth/login', body, { 'user-agent': 'Another browser' });
    const elsewhere = caller(site.origin, person.userId, data.token);
    const kinds = async (session: Caller) =>
      (await session.get('/users/me/session')).data.notices.map(({ kind }: { kind: string }) => kind);
    await setUp(person);
    expect(await kinds(person)).toEqual([]);
    expect(await kinds(elsewhere)).toEqual(['factors-changed']);
  });
});

describe('recovery codes', () => {
  it('made anew end the old ones, and go with the last factor', async () => {
    const person = await site.person(['student'], { email: 'codes@example.org' });
    const { id, codes } = await setUp(person);
    const fresh = (await person.post('/factors/recovery-codes')).data.codes as string[];
    expect(fresh.some(code => codes?.includes(code))).toBe(false);
    const { challenge } = (await site.visitor.post('/auth/login', { email: 'codes@example.org', password: PASSWORD }))
      .data.second_factor;
    const used = (code: string | undefined) =>
      site.visitor.post('/auth/second-factor', { challenge, method: 'recovery', code });
    expect((await used(codes?.[0])).status).toBe(401);
    expect((await used(fresh[0])).status).toBe(200);
    expect((await person.get('/users/me/factors')).data.recovery.left).toBe(9);
    expect((await person.delete(`/factors/authenticators/${id}`)).data.recovery.left).toBe(0);
  });

  it('are for those who have something to recover', async () => {
    const person = await site.person();
    expect((await person.post('/factors/recovery-codes')).errors[0]?.code).toBe('CONFLICT');
  });
});

describe('a passkey', () => {
  it('signs in alone, and is a second factor as well', async () => {
    const email = 'key@example.org';
    const { passkey, codes } = await withPasskey(await site.person(['student'], { email }));
    expect(codes).toHaveLength(10);
    passkey.device.counter++;
    const alone = await visitor().post('/auth/passkey', { passkey: passkey.answer(await signOptions()) });
    expect(alone.data.user.email).toBe(email);
    const { second_factor } = (await visitor().post('/auth/login', { email, password: PASSWORD })).data;
    expect(second_factor.methods).toEqual(['passkey', 'recovery']);
    passkey.device.counter++;
    const second = {
      challenge: second_factor.challenge,
      method: 'passkey',
      passkey: passkey.answer(await signOptions()),
    };
    expect((await visitor().post('/auth/second-factor', second)).data.user.email).toBe(email);
  });

  it('is refused when used again, copied, unverified, of another page, or unknown', async () => {
    const { passkey } = await withPasskey(await site.person());
    const { device } = passkey;
    const attempt = async (body: unknown) => (await visitor().post('/auth/passkey', { passkey: body })).errors[0]?.code;
    device.counter = 5;
    const good = passkey.answer(await signOptions());
    expect(await attempt(good)).toBeUndefined();
    expect(await attempt(good)).toBe('PASSKEY_UNKNOWN');
    expect(await attempt(passkey.answer(await signOptions()))).toBe('PASSKEY_UNKNOWN');
    device.counter = 6;
    device.verifies = false;
    expect(await attempt(passkey.answer(await signOptions()))).toBe('PASSKEY_UNKNOWN');
    device.verifies = true;
    device.origin = 'https://evil.example';
    expect(await attempt(passkey.answer(await signOptions()))).toBe('PASSKEY_UNKNOWN');
    device.origin = named;
    const stranger = softwarePasskey({ origin: named, verifies: true, counter: 1 });
    expect(await attempt(stranger.answer(await signOptions()))).toBe('PASSKEY_UNKNOWN');
    expect(await attempt(passkey.answer(await signOptions()))).toBeUndefined();
  });

  it('whose challenge was used at the same moment twice, gets in once', async () => {
    const { passkey } = await withPasskey(await site.person());
    passkey.device.counter++;
    const answer = passkey.answer(await signOptions());
    const answers = await Promise.all([1, 2, 3].map(() => visitor().post('/auth/passkey', { passkey: answer })));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401]);
  });

  it('is not taken from another person, nor twice', async () => {
    const [one, other] = [await site.person(), await site.person()];
    const local = caller(named, one.userId, one.token);
    const device = softwarePasskey({ origin: named, verifies: true, counter: 0 });
    const made = device.make((await local.post('/factors/passkeys/options')).data);
    const stolen = await caller(named, other.userId, other.token).post('/factors/passkeys', {
      name: 'x',
      passkey: made,
    });
    expect(stolen.errors[0]?.code).toBe('PASSKEY_REFUSED');
    expect((await local.post('/factors/passkeys', { name: 'x', passkey: made })).status).toBe(201);
    expect((await local.post('/factors/passkeys', { name: 'x', passkey: made })).status).toBeGreaterThan(400);
  });

  it('cannot be made at an address in numbers, which is said', async () => {
    const person = await site.person();
    expect((await person.get('/users/me/factors')).data.passkey_hindrance).toBe('ip-address');
    expect((await person.post('/factors/passkeys/options')).errors[0]?.code).toBe('PASSKEYS_NOT_HERE');
    expect((await site.visitor.post('/auth/passkey/options')).data).toEqual({ options: null, hindrance: 'ip-address' });
  });

  it('may be the only way in, once there are recovery codes; then it cannot be removed', async () => {
    const email = 'only@example.org';
    const person = await site.person(['student'], { email });
    expect((await person.post('/factors/passkey-only')).errors[0]?.code).toBe('CONFLICT');
    const { local, passkey, factors } = await withPasskey(person);
    expect((await local.post('/factors/passkey-only')).data.password).toBe(false);
    const login = await visitor().post('/auth/login', { email, password: PASSWORD });
    expect(login.errors[0]?.code).toBe('WRONG_CREDENTIALS');
    expect((await visitor().post('/auth/login', { email, password: '-' })).errors[0]?.code).toBe('WRONG_CREDENTIALS');
    expect((await local.delete(`/factors/passkeys/${factors.passkeys[0].id}`)).errors[0]?.code).toBe('LAST_FACTOR');
    passkey.device.counter++;
    const alone = await visitor().post('/auth/passkey', { passkey: passkey.answer(await signOptions()) });
    expect(alone.status).toBe(200);
    expect((await admin.get(`/users?search=${email}`)).data[0].invited).toBe(false);
  });
});

describe('an administrator', () => {
  it('takes the factors of somebody away, which is kept', async () => {
    const email = 'lost@example.org';
    const person = await site.person(['student'], { email });
    await setUp(person);
    expect((await person.post(`/users/${person.userId}/factors/reset`)).status).toBe(403);
    expect((await admin.post(`/users/${person.userId}/factors/reset`)).status).toBe(200);
    const { data } = await site.visitor.post('/auth/login', { email, password: PASSWORD });
    expect(data.second_factor).toBeNull();
    // Whoever got in by what was lost is out, and the person hears of it.
    expect((await person.get('/users/me')).status).toBe(401);
    const back = caller(site.origin, person.userId, data.token);
    const { notices } = (await back.get('/users/me/session')).data;
    expect(notices).toMatchObject([{ kind: 'factors-reset', address: '' }]);
    const [act] = await site.academy.db.reader('user_activity_logs').where({ action: 'factor.reset' });
    expect(act).toMatchObject({ user_id: admin.userId, resource_id: person.userId });
  });
});

describe('a rule that asks for a second factor', () => {
  it('gives days, then lets do nothing but set one up; the last one then stays', async () => {
    await admin.put('/sign-in-rules', { second_factor: { required_roles: ['instructor'], grace_days: 14 } });
    const email = 'teacher@example.org';
    const teacher = await site.person(['instructor'], { email });
    const { second_factor } = (await teacher.get('/users/me')).data;
    expect(second_factor).toMatchObject({ required: true, enrolled: false, overdue: false });
    expect(Date.parse(second_factor.due_at) - site.now()).toBeGreaterThan(13.9 * DAY);
    expect((await teacher.get('/courses')).status).toBe(200);

    site.advance(14 * DAY);
    const { data } = await site.visitor.post('/auth/login', { email, password: PASSWORD });
    const late = caller(site.origin, teacher.userId, data.token);
    expect(data.user.second_factor.overdue).toBe(true);
    const refused = await late.get('/users/me/courses');
    expect([refused.status, refused.errors[0]?.code]).toEqual([403, 'SECOND_FACTOR_REQUIRED']);
    expect((await late.post('/courses', { title: 'x' })).errors[0]?.code).toBe('SECOND_FACTOR_REQUIRED');

    const { id } = await setUp(late);
    expect((await late.get('/users/me/courses')).status).toBe(200);
    expect((await late.delete(`/factors/authenticators/${id}`)).errors[0]?.code).toBe('LAST_FACTOR');
    const second = await setUp(late, 'Tablet');
    expect((await late.delete(`/factors/authenticators/${id}`)).status).toBe(200);
    expect((await late.delete(`/factors/authenticators/${second.id}`)).errors[0]?.code).toBe('LAST_FACTOR');
  });

  it('keeps one of two factors that are removed at the same moment', async () => {
    const teacher = await site.person(['instructor']);
    const ids = [await setUp(teacher, 'One'), await setUp(teacher, 'Two')].map(({ id }) => id);
    const gone = await Promise.all(ids.map(id => teacher.delete(`/factors/authenticators/${id}`)));
    expect(gone.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  });
});
