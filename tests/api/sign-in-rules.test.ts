/** The rules of signing in: who reads and changes them, and that they hold at once. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Role } from '../../server/accounts/contract.ts';
import { RuledRole } from '../../server/sign-in-rules/contract.ts';
import { type Answer, type Caller, caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { softwarePasskey } from '../harness/passkey.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator']);
});
afterAll(() => site.stop());

it('the roles that rules speak of are those of the accounts', () => {
  expect(RuledRole.options).toEqual(Role.options);
});

describe('the rules of signing in', () => {
  it('are the standard ones at first', async () => {
    const { data } = await admin.get('/sign-in-rules');
    expect(data).toMatchObject({ preset: 'standard', password: { min_length: 10 }, banner: { text: '', version: 0 } });
  });
  it('hold as soon as they are changed, and the change is on record', async () => {
    const { status, data } = await admin.put('/sign-in-rules', { password: { min_length: 12 } });
    expect([status, data.preset, data.password.min_length]).toEqual([200, 'own', 12]);
    expect((await admin.get('/sign-in-rules')).data).toEqual(data);
    const { data: acts } = await admin.get('/activity?action=rules');
    expect(acts[0]).toMatchObject({ action: 'rules.update' });
  });
  it('are refused outside their bounds, with the field named', async () => {
    const { status, errors } = await admin.put('/sign-in-rules', { password: { min_length: 7 } });
    expect([status, errors[0]?.field]).toEqual([400, 'password.min_length']);
  });
});

describe('the notice before signing in', () => {
  const codeOf = ({ status, errors }: Answer) => `${status} ${errors[0]?.code ?? 'success'}`;
  const REFUSED = '409 NOTICE_NOT_ACCEPTED';
  let version: number;
  beforeAll(async () => {
    await admin.put('/site', { registration: 'open' });
    version = (await admin.put('/sign-in-rules', { banner: { text: 'Everything is logged.' } })).data.banner.version;
  });
  afterAll(() => admin.put('/sign-in-rules', { banner: { text: '' } }));

  /** In a browser, first without having accepted it, then an older version, then this one. */
  async function tries(path: string, body: object, own = site.visitor): Promise<string[]> {
    const answers: string[] = [];
    for (const notice of [undefined, version - 1, version])
      answers.push(
        codeOf(await own.post(path, { ...body, client: 'cookie', ...(notice !== undefined && { notice }) })),
      );
    return answers;
  }

  it('is accepted before a password lets anybody in, which is on record', async () => {
    const { userId } = await site.person(['student'], { email: 'reads@example.org' });
    const answers = await tries('/auth/login', { email: 'reads@example.org', password: PASSWORD });
    expect(answers).toEqual([REFUSED, REFUSED, '200 success']);
    const [act] = await site.academy.db
      .reader('user_activity_logs')
      .where({ action: 'session.notice', user_id: userId });
    expect(JSON.parse(act.details)).toEqual({ version });
    // Programs have no screen on which to show it.
    const program = await site.visitor.post('/auth/login', { email: 'reads@example.org', password: PASSWORD });
    expect(codeOf(program)).toBe('200 success');
  });

  it('is accepted before a one-time link does, which works on', async () => {
    const { userId } = await site.person();
    const { data } = await admin.post(`/users/${userId}/links`, { purpose: 'password' });
    const token = new URL(data.url).hash.slice(1);
    const answers = await tries('/auth/reset-password', { token, password: 'brand new long password' });
    expect(answers).toEqual([REFUSED, REFUSED, '200 success']);
  });

  it('is accepted before registering does, and nobody is made by halves', async () => {
    const answers = await tries('/auth/register', {
      first_name: 'Ama',
      last_name: 'Mensah',
      email: 'ama@example.org',
      password: 'brand new long password',
    });
    expect(answers).toEqual([REFUSED, REFUSED, '201 success']);
  });

  it('is accepted before a passkey does, and before a second factor is asked for', async () => {
    const origin = site.origin.replace('127.0.0.1', 'localhost');
    const person = await site.person(['student'], { email: 'key@example.org' });
    const own = caller(origin, person.userId, person.token);
    const passkey = softwarePasskey({ origin, verifies: true, counter: 0 });
    const made = passkey.make((await own.post('/factors/passkeys/options')).data);
    expect((await own.post('/factors/passkeys', { name: 'Laptop', passkey: made })).status).toBe(201);
    const visitor = caller(origin, null, null);
    const { options } = (await visitor.post('/auth/passkey/options')).data;
    // A refusal uses nothing up: the same answer of the device lets the person in afterwards.
    expect(await tries('/auth/passkey', { passkey: passkey.answer(options) }, visitor)).toEqual([
      REFUSED,
      REFUSED,
      '200 success',
    ]);
    const body = { email: 'key@example.org', password: PASSWORD, client: 'cookie' };
    expect(codeOf(await visitor.post('/auth/login', body))).toBe(REFUSED);
    const { data } = await visitor.post('/auth/login', { ...body, notice: version });
    expect(data.second_factor.methods).toContain('passkey');
  });
});
