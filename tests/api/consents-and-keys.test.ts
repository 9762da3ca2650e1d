/** What people agree to, in versions; and the keys that seal what is stored encrypted. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MINUTE } from '../../server/platform/clock.ts';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { asBrowser } from '../harness/browser-cookies.ts';
import { eventually } from '../harness/eventually.ts';
import { mailTo, tokenIn } from '../harness/letters.ts';
import { startMailServer } from '../harness/smtp.ts';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Ada', last_name: 'Admin' });
});
afterAll(() => site.stop());

const db = () => site.academy.db;
const row = (table: string, where: Record<string, unknown>) => db().reader(table).where(where).first();

describe('what people agree to', () => {
  const texts = (version: string) => ({
    title_en: 'Terms',
    text_en: `Terms ${version}`,
    title_es: 'Condiciones',
    text_es: `Condiciones ${version}`,
  });
  const post = (path: string, body: object, sent: Record<string, string> = {}) =>
    fetch(`${site.origin}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: site.origin, ...sent },
      body: JSON.stringify(body),
    });

  it('holds up a browser until it is answered, and no program', async () => {
    const { data: document } = await admin.post('/privacy/consents', { kind: 'terms', required: true, ...texts('1') });
    const { data: optional } = await admin.post('/privacy/consents', {
      kind: 'other',
      required: false,
      ...texts('partner'),
    });
    const program = await site.person(['student'], { email: 'agrees@example.org' });
    expect((await program.get('/courses')).status).toBe(200);
    expect((await program.get('/home')).status).toBe(200);
    const signedIn = await post('/auth/login', { email: 'agrees@example.org', password: PASSWORD, client: 'cookie' });
    const browser = asBrowser(signedIn);
    const home = () => fetch(`${site.origin}/api/v1/home`, { headers: browser });
    expect((await home()).status).toBe(403);
    expect(await (await home()).json()).toMatchObject({ errors: [{ code: 'CONSENT_NEEDED' }] });
    const asked = (await (await fetch(`${site.origin}/api/v1/privacy/asked`, { headers: browser })).json()).data;
    expect(asked.map((one: { document_id: number }) => one.document_id)).toEqual([document.id, optional.id]);
    const [version, partner] = asked.map((one: { version: { id: number } }) => one.version.id);
    const answer = (answers: object[]) => post('/privacy/answers', { language: 'es', answers }, browser);
    expect((await answer([{ version_id: version, agreed: false }])).status).toBe(403);
    expect(
      (
        await answer([
          { version_id: version, agreed: true },
          { version_id: partner, agreed: true },
        ])
      ).status,
    ).toBe(200);
    expect((await home()).status).toBe(200);

    const { data: second } = await admin.post(`/privacy/consents/${document.id}/versions`, texts('2'));
    expect(second.versions.map((one: { number: number }) => one.number)).toEqual([2, 1]);
    expect(second).toMatchObject({ agreed: 0, agreed_older: 1 });
    expect((await home()).status).toBe(403);
    expect((await answer([{ version_id: second.versions[0].id, agreed: true }])).status).toBe(200);
    expect((await answer([{ version_id: partner, agreed: false }])).status).toBe(200);
    const { records } = (await program.get('/users/me/privacy')).data;
    expect(
      records.map((one: { answer: string; number: number; stands: boolean }) => [one.answer, one.number, one.stands]),
    ).toEqual([
      ['withdrawn', 1, true],
      ['given', 2, true],
      ['given', 1, false],
      ['given', 1, false],
    ]);
    const hash = createHash('sha256')
      .update(
        JSON.stringify({ text_en: 'Terms 2', text_es: 'Condiciones 2', title_en: 'Terms', title_es: 'Condiciones' }),
      )
      .digest('hex');
    expect(records[1].sha256).toBe(hash);
    expect(
      (await admin.get('/privacy/consents')).data.find((one: { id: number }) => one.id === document.id),
    ).toMatchObject({ agreed: 1 });
  });

  it('is asked when somebody registers at a browser', async () => {
    await admin.put('/site', { registration: 'open' });
    const [required] = (await site.visitor.get('/privacy/documents')).data;
    const person = { first_name: 'New', last_name: 'Comer', password: PASSWORD };
    const at = (email: string, more: object) => post('/auth/register', { ...person, email, ...more });
    expect((await at('one@example.org', { client: 'cookie' })).status).toBe(403);
    const consents = { language: 'en', answers: [{ version_id: required.version.id, agreed: true }] };
    expect((await at('one@example.org', { client: 'cookie', consents })).status).toBe(201);
    expect((await at('two@example.org', { client: 'bearer' })).status).toBe(201);
  });

  it('is asked of whoever comes by invitation, and costs no place when it is refused', async () => {
    const { data: invitation } = await admin.post('/registration-invitations', { label: 'Class', max_uses: 1 });
    await admin.put('/site', { registration: 'invitation' });
    const [required] = (await site.visitor.get('/privacy/documents')).data;
    const person = { first_name: 'By', last_name: 'Invitation', password: PASSWORD, email: 'invited@example.org' };
    const register = (consents?: object) =>
      post('/auth/register', { ...person, client: 'cookie', invitation: invitation.code, consents });
    const answers = (agreed: boolean) => ({
      language: 'es',
      answers: [{ version_id: required.version.id, agreed }],
    });
    for (const refused of [await register(), await register(answers(false))]) {
      expect(refused.status).toBe(403);
      expect((await refused.json()).errors).toMatchObject([
        { code: 'CONSENT_NEEDED', message: 'Read and agree to what this academy asks for first.' },
      ]);
    }
    expect((await admin.get('/users?search=invited@example.org')).data).toEqual([]);
    expect((await admin.get('/registration-invitations')).data[0]).toMatchObject({ used: 0 });
    expect((await register(answers(true))).status).toBe(201);
    const [{ id }] = (await admin.get('/users?search=invited@example.org')).data;
    expect((await admin.get(`/users/${id}/privacy`)).data.records).toMatchObject([
      { document_id: required.document_id, number: required.version.number, sha256: required.version.sha256 },
    ]);
    expect(await row('consent_answers', { user_id: id })).toMatchObject({ language: 'es', answer: 'given' });
    await admin.put('/site', { registration: 'open' });
  });

  it('is recorded with the version that was read while the address waited, and a newer one is asked', async () => {
    const server = await startMailServer();
    const way = { host: '127.0.0.1', port: server.port, security: 'none', from_address: 'a@northgate.test' };
    await admin.put('/mail/settings', { enabled: true, per_minute: 6000, ...way });
    const [required] = (await site.visitor.get('/privacy/documents')).data;
    const person = { first_name: 'By', last_name: 'Mail', password: PASSWORD, email: 'by.mail@example.org' };
    const register = (more: object) => post('/auth/register', { ...person, client: 'cookie', ...more });
    expect((await register({})).status).toBe(403);
    expect(await row('pending_registrations', { email: person.email })).toBeUndefined();
    const consents = { language: 'en', answers: [{ version_id: required.version.id, agreed: true }] };
    expect((await register({ consents })).status).toBe(202);
    const { created_at: read } = await row('pending_registrations', { email: person.email });
    const token = tokenIn(await mailTo(admin, person.email, 'verify-email'));
    await admin.post(`/privacy/consents/${required.document_id}/versions`, texts('3'));
    const verified = await post('/auth/verify-email', { token, client: 'cookie' });
    expect(verified.status).toBe(200);
    const { id } = (await verified.json()).data.user;
    expect((await admin.get(`/users/${id}/privacy`)).data.records).toMatchObject([
      { number: required.version.number, answer: 'given', answered_at: read },
    ]);
    const home = await fetch(`${site.origin}/api/v1/home`, { headers: asBrowser(verified) });
    expect((await home.json()).errors).toMatchObject([{ code: 'CONSENT_NEEDED' }]);
    const asked = await fetch(`${site.origin}/api/v1/privacy/asked`, { headers: asBrowser(verified) });
    expect((await asked.json()).data[0]).toMatchObject({ changed: true, version: { text_en: 'Terms 3' } });
    await admin.put('/mail/settings', { enabled: false });
    await server.stop();
  });

  it('is no longer asked once it is retired', async () => {
    for (const { id } of (await admin.get('/privacy/consents')).data)
      await admin.put(`/privacy/consents/${id}`, { retired: true });
    expect((await site.visitor.get('/privacy/documents')).data).toEqual([]);
  });
});

describe('keys', () => {
  const sealedPhone = async (userId: number | null) =>
    (await row('user_profiles', { user_id: userId })).phone as string;

  it('change without anything becoming unreadable, and the old one is destroyed', async () => {
    const learner = await site.person();
    await learner.put('/users/me', { phone: '0170 5550123' });
    await admin.put('/mail/settings', { password: 'quince-jelly' });
    const plain = await site.person();
    await db().writer('user_profiles').where({ user_id: plain.userId }).update({ phone: '030 123456' });
    expect((await plain.get('/users/me')).data.phone).toBe('030 123456');
    const [old] = (await admin.get('/privacy/keys')).data.ids;
    expect(await sealedPhone(learner.userId)).toMatch(new RegExp(`^1\\.${old}\\.`));

    const { data } = await admin.post('/privacy/keys');
    expect(data.ids).toHaveLength(2);
    expect(data.ids[1]).toBe(old);
    const again = (await admin.post('/privacy/keys')).data;
    expect(again.ids).toEqual(data.ids);
    expect((await learner.get('/users/me')).data.phone).toBe('0170 5550123');
    await eventually('everything is under the new key', async () => (await admin.get('/privacy/keys')).data.left === 0);
    expect(await sealedPhone(learner.userId)).toMatch(new RegExp(`^1\\.${data.ids[0]}\\.`));
    expect(await sealedPhone(plain.userId)).toMatch(/^1\./);
    const file = join(site.dataFolder, 'secrets', 'sealing-key');
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(2);
    site.advance(2 * MINUTE);
    site.academy.wake();
    await eventually('the old key is gone', async () => (await admin.get('/privacy/keys')).data.ids.length === 1);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
    expect((await learner.get('/users/me')).data.phone).toBe('0170 5550123');
    expect((await plain.get('/users/me')).data.phone).toBe('030 123456');
    expect((await admin.get('/mail/settings')).data.secrets_set).toContain('password');
  });
});
