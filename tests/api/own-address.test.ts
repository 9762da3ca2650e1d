/** Changing one's address, confirmed at both; and leaving. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { actsOn, codeOf, mailTo, signedInAs, signIn, tokenIn } from '../harness/letters.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';

let site: TestAcademy;
let admin: Caller;
let server: MailServer;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { email: 'boss@example.org' });
  server = await startMailServer();
  const way = { host: '127.0.0.1', port: server.port, security: 'none', from_address: 'a@northgate.test' };
  await admin.put('/mail/settings', { enabled: true, per_minute: 6000, ...way });
});
afterAll(async () => {
  await server.stop();
  await site.stop();
});

let count = 0;

describe('a change of address', () => {
  const ask = (who: Caller, email: string) => who.put('/users/me/email', { email });
  const confirm = (token: string) => site.visitor.post('/auth/email-change/confirm', { token });
  async function asked() {
    const old = `old${++count}@example.org`;
    const next = `next${count}@example.com`;
    const learner = await site.person(['student'], { first_name: 'Ama', email: old });
    const { data } = await ask(learner, next);
    expect(data).toMatchObject({ email: old, by_mail: true, pending: { new_email: next, missing: ['old', 'new'] } });
    const tokens = {
      old: tokenIn(await mailTo(admin, old, 'email-change-old')),
      next: tokenIn(await mailTo(admin, next, 'email-change-new')),
    };
    return { learner, old, next, tokens };
  }

  it('happens when both addresses confirmed it, whichever first; both are told, the ledger names no address', async () => {
    const { learner, old, next, tokens } = await asked();
    const facts = await site.visitor.post('/auth/email-change/check', { token: tokens.next });
    expect(facts.data).toMatchObject({ side: 'new', old_email: old, new_email: next, missing: ['old', 'new'] });
    expect((await confirm(tokens.next)).data).toEqual({ missing: ['old'] });
    expect((await learner.get('/users/me/email')).data.pending.missing).toEqual(['old']);
    expect((await signIn(site, next, PASSWORD)).status).toBe(401);
    expect((await confirm(tokens.old)).data).toEqual({ missing: [] });
    expect((await learner.get('/users/me/email')).data).toMatchObject({ email: next, pending: null });
    expect((await signIn(site, old, PASSWORD)).status).toBe(401);
    expect((await signIn(site, next, PASSWORD)).status).toBe(200);
    for (const address of [old, next]) expect(await mailTo(admin, address, 'email-changed')).toContain(next);
    const acts = (await actsOn(site, 'user', learner.userId as number)).filter(({ action }) =>
      action.startsWith('user.email'),
    );
    const domain = { from: 'example.org', to: 'example.com' };
    expect(acts).toEqual([
      { action: 'user.email-ask', details: { domain } },
      { action: 'user.email', details: { domain } },
    ]);
    expect(codeOf(await confirm(tokens.old))).toBe('LINK_USED');
  });

  it('happens also when both confirm at the same moment', async () => {
    const { next, tokens } = await asked();
    const both = await Promise.all([confirm(tokens.old), confirm(tokens.next)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await signIn(site, next, PASSWORD)).status).toBe(200);
  });

  it('is called off at the old address, which may sign out everywhere', async () => {
    const { learner, tokens } = await asked();
    const cancel = (token: string) => site.visitor.post('/auth/email-change/cancel', { token, sign_out: true });
    expect((await cancel(tokens.old)).data).toEqual({ ended_sessions: 1 });
    expect((await learner.get('/users/me')).status).toBe(401);
    expect(codeOf(await confirm(tokens.next))).toBe('LINK_REVOKED');
  });

  it('is called off at the new address too, which signs nobody out', async () => {
    const { learner, tokens } = await asked();
    const { data } = await site.visitor.post('/auth/email-change/cancel', { token: tokens.next, sign_out: true });
    expect(data).toEqual({ ended_sessions: 0 });
    expect((await learner.get('/users/me/email')).data.pending).toBeNull();
    expect(codeOf(await confirm(tokens.old))).toBe('LINK_REVOKED');
  });

  it('can be called off and asked for anew by the person; older links stop', async () => {
    const { learner, old, tokens } = await asked();
    expect((await learner.post('/users/me/email/resend')).status).toBe(200);
    // Asking with a link that still holds would use it up.
    const sent = async () => tokenIn(await mailTo(admin, old, 'email-change-old'));
    await eventually('another link is sent', async () => (await sent()) !== tokens.old);
    expect(codeOf(await confirm(tokens.old))).toBe('LINK_REVOKED');
    expect((await learner.delete('/users/me/email')).data.pending).toBeNull();
    expect(codeOf(await learner.post('/users/me/email/resend'))).toBe('NOT_FOUND');
  });

  it('says nothing of who has an address: the same answer, and a mail to its owner', async () => {
    await site.person(['student'], { email: 'somebodys@example.org' });
    const learner = await site.person(['student'], { email: `asks${++count}@example.org` });
    const answers = [await ask(learner, 'free@example.org'), await ask(learner, 'Somebodys@example.org')];
    const shapes = answers.map(({ status, data }) => ({ status, missing: data.pending.missing as string[] }));
    expect(shapes[0]).toEqual(shapes[1]);
    expect(await mailTo(admin, 'somebodys@example.org', 'account-exists')).toContain('account with it already');
  });

  it('dies when an administrator changes the address, and so do open links and half-done sign-ins', async () => {
    const { learner, tokens } = await asked();
    const { data: link } = await admin.post(`/users/${learner.userId}/links`, { purpose: 'password' });
    await admin.put(`/users/${learner.userId}`, { email: `given${++count}@example.org` });
    expect(codeOf(await confirm(tokens.old))).toBe('LINK_REVOKED');
    expect(codeOf(await site.visitor.post('/auth/links/check', { token: tokenIn(link.url as string) }))).toBe(
      'LINK_REVOKED',
    );
    expect((await learner.get('/users/me/email')).data.pending).toBeNull();
  });

  it('asks for a fresh proof of who somebody is', async () => {
    const learner = await site.person();
    site.advance(11 * 60_000);
    expect(codeOf(await ask(learner, 'late@example.org'))).toBe('CONFIRM_IDENTITY');
    admin = await signedInAs(site, 'boss@example.org');
  });
});

describe('without mail', () => {
  it('an administrator vouches for whoever asks, and hands out the link that carries it out', async () => {
    const quiet = await startAcademy();
    try {
      const boss = await quiet.person(['administrator']);
      const learner = await quiet.person(['student'], { email: 'old@quiet.example' });
      const path = `/users/${learner.userId}/email-change`;
      expect((await boss.get(path)).data).toEqual({ pending: null });
      expect(codeOf(await boss.post(`${path}/link`))).toBe('NOT_FOUND');
      const asked = await learner.put('/users/me/email', { email: 'new@quiet.example' });
      expect(asked.data).toMatchObject({ by_mail: false, pending: { missing: ['old', 'new'] } });
      expect((await boss.get(path)).data.pending).toMatchObject({ new_email: 'new@quiet.example' });
      expect((await learner.post(`${path}/link`)).status).toBe(403);
      const { status, data } = await boss.post(`${path}/link`);
      expect([status, data.new_email]).toEqual([201, 'new@quiet.example']);
      expect((await boss.get(path)).data.pending.missing).toEqual(['new']);
      const token = tokenIn(data.url as string);
      expect((await quiet.visitor.post('/auth/email-change/check', { token })).data).toMatchObject({ side: 'new' });
      expect((await quiet.visitor.post('/auth/email-change/confirm', { token })).data).toEqual({ missing: [] });
      expect((await signIn(quiet, 'new@quiet.example', PASSWORD)).status).toBe(200);
      const acts = (await actsOn(quiet, 'user', learner.userId as number)).map(({ action }) => action);
      expect(acts.filter(action => action.startsWith('user.'))).toEqual([
        'user.email-ask',
        'user.email-link',
        'user.email',
      ]);
    } finally {
      await quiet.stop();
    }
  });
});

describe('whoever leaves', () => {
  it('is signed out and kept out, and comes back by the link in the mail', async () => {
    const email = `leaves${++count}@example.org`;
    const learner = await site.person(['student'], { email });
    expect((await learner.post('/users/me/leave', { email: 'wrong@example.org' })).errors[0]?.field).toBe('email');
    expect((await learner.post('/users/me/leave', { email: email.toUpperCase() })).data).toEqual({ by_mail: true });
    expect((await learner.get('/users/me')).status).toBe(401);
    // A wrong password says nothing of it.
    expect(codeOf(await signIn(site, email, 'not the password'))).toBe('WRONG_CREDENTIALS');
    expect(codeOf(await signIn(site, email, PASSWORD))).toBe('ACCOUNT_LEFT');
    const token = tokenIn(await mailTo(admin, email, 'account-closed'));
    const { data } = await site.visitor.post('/auth/return', { token });
    expect(data.user).toMatchObject({ id: learner.userId, is_active: true });
    expect((await signIn(site, email, PASSWORD)).status).toBe(200);
    expect(codeOf(await site.visitor.post('/auth/return', { token }))).toBe('LINK_USED');
    const acts = (await actsOn(site, 'user', learner.userId as number)).map(({ action }) => action);
    expect(acts.filter(action => action.startsWith('user.'))).toEqual(['user.leave', 'user.return']);
  });

  it('stays out when an administrator suspended the account meanwhile', async () => {
    const email = `leaves${++count}@example.org`;
    const learner = await site.person(['student'], { email });
    await learner.post('/users/me/leave', { email });
    await admin.post(`/users/${learner.userId}/suspend`);
    const token = tokenIn(await mailTo(admin, email, 'account-closed'));
    expect(codeOf(await site.visitor.post('/auth/return', { token }))).toBe('LINK_REVOKED');
    expect(codeOf(await signIn(site, email, PASSWORD))).toBe('ACCOUNT_SUSPENDED');
  });

  it('cannot be the last administrator', async () => {
    const boss = await signedInAs(site, 'boss@example.org');
    expect(codeOf(await boss.post('/users/me/leave', { email: 'boss@example.org' }))).toBe('LAST_ADMINISTRATOR');
  });
});
