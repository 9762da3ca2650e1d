/** The second step of signing in: what it takes, what it refuses, and what it never says. */
import { randomBytes } from 'node:crypto';
import { generate } from 'otplib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfCode, secretPlace } from '../../server/factors/proving.ts';
import { toBase32 } from '../../server/factors/totp.ts';
import { instant } from '../../server/platform/clock.ts';
import { foldersIn } from '../../server/platform/config/folders.ts';
import { createSealing } from '../../server/platform/crypto/sealing.ts';
import { loadSecrets } from '../../server/platform/crypto/secrets.ts';
import { PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';

let site: TestAcademy;
beforeAll(async () => {
  site = await startAcademy();
});
afterAll(() => site.stop());

let people = 0;

/** A person with an authenticator, and one recovery code. */
async function withFactor() {
  const email = `factor${++people}@example.org`;
  const person = await site.person(['student'], { email });
  const secret = toBase32(randomBytes(20));
  const sealing = createSealing(loadSecrets(foldersIn(site.dataFolder).secrets).sealingKey);
  const at = instant(site.now());
  const sealed = sealing.seal(secret, secretPlace(person.userId as number));
  const row = { user_id: person.userId, name: 'Phone', secret: sealed, created_at: at, confirmed_at: at };
  const code_hash = await hashOfCode('ab2cde3fgh4j', 'salt');
  await site.academy.db.writer.transaction(async tx => {
    await tx('authenticators').insert(row);
    await tx('recovery_codes').insert({ user_id: person.userId, salt: 'salt', code_hash, created_at: at });
  });
  return { email, userId: person.userId, code: (ahead = 0) => codeAt(secret, site.now() + ahead) };
}

const codeAt = (secret: string, now: number) => generate({ secret, epoch: Math.floor(now / 1000) });

const begin = (email: string, more = {}) => site.visitor.post('/auth/login', { email, password: PASSWORD, ...more });
const finish = (body: object) => site.visitor.post('/auth/second-factor', body);

describe('a person with a second factor', () => {
  it('is not in after the password alone', async () => {
    const { email } = await withFactor();
    const { status, data, headers } = await begin(email, { client: 'cookie' });
    expect(status).toBe(200);
    expect(data).toMatchObject({ user: null, token: null, refresh_token: null });
    expect(data.second_factor.methods).toEqual(['totp', 'recovery']);
    expect(headers.getSetCookie()).toEqual([]);
  });

  it('is in with the code, as the kind of client that began', async () => {
    const { email, code } = await withFactor();
    const { challenge } = (await begin(email, { client: 'cookie' })).data.second_factor;
    const { status, data, headers } = await finish({ challenge, method: 'totp', code: await code() });
    expect(status).toBe(200);
    expect(data).toMatchObject({ token: null, user: { email, second_factor: { enrolled: true, overdue: false } } });
    expect(headers.getSetCookie()).toHaveLength(4);
  });

  it('cannot use a code twice, nor a challenge', async () => {
    const { email, code } = await withFactor();
    const first = (await begin(email)).data.second_factor.challenge;
    const typed = await code();
    expect((await finish({ challenge: first, method: 'totp', code: typed })).status).toBe(200);
    expect((await finish({ challenge: first, method: 'totp', code: await code(30_000) })).errors[0]?.code).toBe(
      'CHALLENGE_OVER',
    );
    const second = (await begin(email)).data.second_factor.challenge;
    expect((await finish({ challenge: second, method: 'totp', code: typed })).errors[0]).toMatchObject({
      code: 'SECOND_FACTOR_WRONG',
      field: 'code',
    });
  });

  it('of the same recovery code, sent many times at the same moment, gets in once', async () => {
    const { email } = await withFactor();
    const challenges = await Promise.all(
      [1, 2, 3, 4].map(async () => (await begin(email)).data.second_factor.challenge as string),
    );
    const answers = await Promise.all(
      challenges.map(challenge => finish({ challenge, method: 'recovery', code: 'AB2C-DE3F-GH4J' })),
    );
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 401, 401, 401]);
    expect((await begin(email)).data.second_factor.methods).toEqual(['totp']);
  });

  it('has five tries at a challenge, then begins again; the tries count as wrong passwords do', async () => {
    const { email, code } = await withFactor();
    const { challenge } = (await begin(email)).data.second_factor;
    for (let n = 0; n < 5; n++)
      expect((await finish({ challenge, method: 'totp', code: '000000' })).errors[0]?.code).toBe('SECOND_FACTOR_WRONG');
    expect((await finish({ challenge, method: 'totp', code: await code() })).errors[0]?.code).toBe('CHALLENGE_OVER');
    const again = (await begin(email)).data.second_factor.challenge;
    for (let n = 0; n < 5; n++) await finish({ challenge: again, method: 'recovery', code: 'zzzz-zzzz-zzzz' });
    // A right password in between does not make the ten tries new ones.
    expect((await begin(email)).errors[0]?.code).toBe('RATE_LIMITED');
  });

  it('has five minutes', async () => {
    const own = await withFactor();
    const { challenge } = (await begin(own.email)).data.second_factor;
    site.advance(5 * 60_000);
    expect((await finish({ challenge, method: 'totp', code: await own.code() })).errors[0]?.code).toBe(
      'CHALLENGE_OVER',
    );
  });

  it('is asked for it after a one-time link too', async () => {
    const { email, userId, code } = await withFactor();
    const admin = await site.person(['administrator']);
    const made = await admin.post(`/users/${userId}/links`, { purpose: 'password' });
    const token = new URL(made.data.url).hash.slice(1);
    const chosen = await site.visitor.post('/auth/reset-password', { token, password: 'another long password' });
    expect(chosen.data).toMatchObject({ user: null, token: null });
    const { challenge } = chosen.data.second_factor;
    expect((await finish({ challenge, method: 'totp', code: await code() })).data.user.email).toBe(email);
  });

  it('is refused when suspended between the steps', async () => {
    const { email, userId, code } = await withFactor();
    const admin = await site.person(['administrator']);
    const { challenge } = (await begin(email)).data.second_factor;
    await admin.post(`/users/${userId}/suspend`);
    expect((await finish({ challenge, method: 'totp', code: await code() })).errors[0]?.code).toBe('ACCOUNT_SUSPENDED');
  });
});

it('a challenge that was never given is over', async () => {
  const { status, errors } = await finish({ challenge: 'x'.repeat(43), method: 'totp', code: '123456' });
  expect([status, errors[0]?.code]).toEqual([410, 'CHALLENGE_OVER']);
});
