/** One-time links, with and without mail; and what administrators do with accounts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';

const DAY = 86_400_000;
const NEW_PASSWORD = 'a brand new password';

let site: TestAcademy;
let admin: Caller;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega' });
});
afterAll(() => site.stop());

let people = 0;
async function invited(): Promise<{ id: number; email: string; token: string }> {
  const email = `new${++people}@example.org`;
  const { data } = await admin.post('/users', { email, first_name: 'Ama', last_name: 'Mensah', welcome: 'link' });
  expect(data.password).toBeNull();
  return { id: data.user.id as number, email, token: tokenOf(data.link.url as string) };
}
const tokenOf = (url: string) => url.split('#')[1] as string;
const check = (token: string) => site.visitor.post('/auth/links/check', { token });
const choose = (token: string, more = {}) =>
  site.visitor.post('/auth/reset-password', { token, password: NEW_PASSWORD, ...more });
const signIn = (email: string, password: string) => site.visitor.post('/auth/login', { email, password });

describe('an invitation', () => {
  it('lets somebody choose a password, confirm the name, and signs in', async () => {
    const { id, email, token } = await invited();
    expect((await admin.get(`/users?search=${email}`)).data[0]).toMatchObject({ invited: true, is_active: true });
    expect((await signIn(email, '')).errors[0]?.code).toBe('WRONG_CREDENTIALS');
    const { data: facts } = await check(token);
    expect(facts).toMatchObject({ purpose: 'invitation', first_name: 'Ama', last_name: 'Mensah', email });
    const { data } = await choose(token, { first_name: 'Ama', last_name: 'Owusu-Mensah' });
    expect(data.user).toMatchObject({ id, last_name: 'Owusu-Mensah', invited: false });
    expect(data.token).toBeTruthy();
    expect((await signIn(email, NEW_PASSWORD)).status).toBe(200);
  });

  it('leads to the academy, with its token behind #', async () => {
    const { data } = await admin.post('/users', {
      email: 'where@example.org',
      first_name: 'A',
      last_name: 'B',
      welcome: 'link',
    });
    expect(data.link.url).toMatch(new RegExp(`^${site.origin}/welcome#[\\w-]{40,}$`));
    await admin.put('/site', { public_address: 'https://academy.example.org/' });
    const again = await admin.post(`/users/${data.user.id}/links`, { purpose: 'invitation' });
    expect(again.data.url).toMatch(/^https:\/\/academy\.example\.org\/welcome#/);
    await admin.put('/site', { public_address: '' });
  });

  it('is kept as a hash only', async () => {
    const { token } = await invited();
    const rows = await site.academy.db.read.all<{ token_hash: string }>('select token_hash from account_links');
    expect(rows.some(row => row.token_hash === token)).toBe(false);
  });
});

describe('a link', () => {
  it('works once', async () => {
    const { token } = await invited();
    await choose(token);
    expect((await choose(token)).errors[0]?.code).toBe('LINK_USED');
    expect((await check(token)).status).toBe(410);
  });

  it('works once also for two at the same moment', async () => {
    const { token } = await invited();
    const both = await Promise.all([choose(token), choose(token)]);
    expect(both.map(answer => answer.status).toSorted((a, b) => a - b)).toEqual([200, 410]);
  });

  it('stops working when its time is over: a day for a password, a week for an invitation', async () => {
    const fresh = await startAcademy();
    try {
      const boss = await fresh.person(['administrator']);
      const learner = await fresh.person();
      const { data } = await boss.post(`/users/${learner.userId}/links`, { purpose: 'password' });
      expect(Date.parse(data.expires_at as string) - fresh.now()).toBeLessThanOrEqual(DAY);
      fresh.advance(DAY + 1000);
      const late = await fresh.visitor.post('/auth/links/check', { token: tokenOf(data.url as string) });
      expect(late.errors[0]).toMatchObject({ code: 'LINK_EXPIRED', message: /Ask for a new one/ });
    } finally {
      await fresh.stop();
    }
  });

  it('is replaced by a newer one, and can be taken back', async () => {
    const { id, token } = await invited();
    const { data } = await admin.post(`/users/${id}/links`, { purpose: 'invitation' });
    expect((await check(token)).errors[0]?.code).toBe('LINK_REVOKED');
    const { data: open } = await admin.get(`/users/${id}/links`);
    expect(open).toEqual([expect.objectContaining({ id: data.id, purpose: 'invitation' })]);
    expect((await admin.delete(`/users/${id}/links/${data.id}`)).status).toBe(200);
    expect((await check(tokenOf(data.url as string))).errors[0]?.code).toBe('LINK_REVOKED');
    expect((await admin.delete(`/users/${id}/links/${data.id}`)).status).toBe(404);
  });

  it('that nobody was given says so', async () => {
    expect((await check('x'.repeat(43))).errors[0]?.code).toBe('LINK_UNKNOWN');
  });

  it('for a new password ends older sessions and the old password', async () => {
    const learner = await site.person(['student'], { email: 'forgetful@example.org' });
    const { data } = await admin.post(`/users/${learner.userId}/links`, { purpose: 'password' });
    await choose(tokenOf(data.url as string), { first_name: 'Ignored' });
    expect((await learner.get('/users/me')).status).toBe(401);
    expect((await signIn('forgetful@example.org', PASSWORD)).status).toBe(401);
    const { data: again } = await signIn('forgetful@example.org', NEW_PASSWORD);
    expect(again.user.first_name).toBe('Person');
  });

  it('is not made for the suspended, nor as an invitation for those who have a password', async () => {
    const learner = await site.person();
    const path = `/users/${learner.userId}/links`;
    expect((await admin.post(path, { purpose: 'invitation' })).errors[0]?.code).toBe('CONFLICT');
    const { data } = await admin.post(path, { purpose: 'password' });
    await admin.post(`/users/${learner.userId}/suspend`);
    expect((await admin.post(path, { purpose: 'password' })).errors[0]?.code).toBe('CONFLICT');
    expect((await choose(tokenOf(data.url as string))).errors[0]?.code).toBe('ACCOUNT_SUSPENDED');
  });

  it('is made by administrators only, and what they do is written down', async () => {
    const learner = await site.person();
    expect((await learner.post(`/users/${learner.userId}/links`, { purpose: 'password' })).status).toBe(403);
    const { id } = await invited();
    const acts = await site.academy.db.read.all<{ action: string; user_id: number }>(
      `select action, user_id from user_activity_logs where resource_type = 'user' and resource_id = ? order by id`,
      [id],
    );
    expect(acts.map(act => act.action)).toEqual(['user.create', 'user.link-invitation']);
    expect(Number(acts[0]?.user_id)).toBe(admin.userId);
  });
});

describe('a forgotten password', () => {
  it('without mail: the answer names whom to ask', async () => {
    await admin.put('/site', { support_contact: 'Marisol, room 4' });
    const { data } = await site.visitor.post('/auth/forgot-password', { email: 'whoever@example.org' });
    expect(data).toEqual({ by_mail: false, support: 'Marisol, room 4' });
  });

  describe('with mail', () => {
    let server: MailServer;
    beforeAll(async () => {
      server = await startMailServer();
      const way = { host: '127.0.0.1', port: server.port, security: 'none', from_address: 'a@northgate.test' };
      await admin.put('/mail/settings', { enabled: true, ...way });
    });
    afterAll(() => server.stop());

    it('gives one answer to every address, and mails only where somebody has it', async () => {
      const learner = await site.person(['student'], { email: 'real@example.org' });
      const answers = [
        await site.visitor.post('/auth/forgot-password', { email: 'nobody@example.org' }),
        await site.visitor.post('/auth/forgot-password', { email: 'Real@Example.org' }),
      ];
      expect(answers.map(({ status, data }) => ({ status, data }))).toEqual([
        { status: 200, data: { by_mail: true, support: 'Marisol, room 4' } },
        { status: 200, data: { by_mail: true, support: 'Marisol, room 4' } },
      ]);
      await eventually('the link arrives', () => server.messages.length > 0);
      expect(server.messages.map(message => message.to)).toEqual([['real@example.org']]);
      const { data } = await admin.get('/mail/messages?search=real@example.org');
      const { data: preview } = await admin.get(`/mail/messages/${data[0].id}/preview`);
      const token = /#([\w-]+)/.exec(preview.text as string)?.[1] as string;
      expect((await choose(token)).status).toBe(200);
      expect((await learner.get('/users/me')).status).toBe(401);
      await eventually('the change is told', () => server.messages.length === 2);
      expect(server.messages[1]?.raw).toContain('was changed');
    });

    it('leads nowhere but to the academy, whatever host a visitor writes', async () => {
      await site.person(['student'], { email: 'target@example.org' });
      const before = server.messages.length;
      const port = new URL(site.origin).port;
      await site.visitor.request(
        'POST',
        '/auth/forgot-password',
        { email: 'target@example.org' },
        { host: `evil.example:${port}` },
      );
      await eventually('the link arrives', () => server.messages.length > before);
      expect(server.messages.at(-1)?.raw).not.toContain('evil.example');
    });

    it('is asked a few times for one address, then not', async () => {
      const ask = () => site.visitor.post('/auth/forgot-password', { email: 'often@example.org' });
      const statuses = [];
      for (let n = 0; n < 6; n++) statuses.push((await ask()).status);
      expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
    });
  });
});

describe('administrators', () => {
  it('correct an address; links to the old one stop, and a taken one is refused', async () => {
    const { id, token } = await invited();
    const { data } = await admin.put(`/users/${id}`, { email: 'corrected@example.org' });
    expect(data.email).toBe('corrected@example.org');
    expect((await check(token)).errors[0]?.code).toBe('LINK_REVOKED');
    await site.person(['student'], { email: 'taken@example.org' });
    expect((await admin.put(`/users/${id}`, { email: 'TAKEN@example.org' })).errors[0]).toMatchObject({
      code: 'EMAIL_TAKEN',
      field: 'email',
    });
    const learner = await site.person();
    expect((await learner.put('/users/me', { email: 'mine@example.org' })).status).toBe(403);
  });

  it('sign somebody out everywhere', async () => {
    const learner = await site.person();
    expect((await admin.post(`/users/${learner.userId}/sign-out`)).data).toEqual({ ended: 1 });
    expect((await learner.get('/users/me')).status).toBe(401);
  });

  it('find the invited', async () => {
    const { id } = await invited();
    const ids = (await admin.get('/users?state=invited&per_page=100')).data.map((user: { id: number }) => user.id);
    expect(ids).toContain(id);
    const active = (await admin.get('/users?state=active&per_page=100')).data.map((user: { id: number }) => user.id);
    expect(active).not.toContain(id);
  });

  it('take the list along, filtered, without formulas in it', async () => {
    await site.person(['mentor'], { first_name: '=HYPERLINK("x")', last_name: 'Müller, "Bo"', email: 'm@example.org' });
    const { status, headers, text } = await admin.get('/users/export?role=mentor');
    expect(status).toBe(200);
    expect(headers.get('content-type')).toContain('text/csv');
    const lines = text.split('\r\n');
    expect(lines[0]).toContain('id,first_name,last_name,email,roles');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`"'=HYPERLINK(""x"")","Müller, ""Bo""",m@example.org,mentor,,active`);
    expect((await site.person(['instructor']).then(one => one.get('/users/export'))).status).toBe(403);
  });
});

describe('the academy’s face', () => {
  it('has a logo that is made small and upright, and refuses drawings and what is no picture', async () => {
    const { default: sharp } = await import('sharp');
    const large = await sharp({ create: { width: 1600, height: 800, channels: 3, background: '#336699' } })
      .jpeg()
      .toBuffer();
    const { data } = await admin.post('/site/logo', { image: large.toString('base64') });
    expect(data.logo).toMatch(/^\/api\/v1\/site\/logo\?v=[0-9a-f]{16}$/);
    const png = Buffer.from(await (await fetch(site.origin + data.logo)).arrayBuffer());
    expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 512, height: 256 });
    for (const image of ['<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>', 'no picture at all']) {
      const refused = await admin.post('/site/logo', { image: Buffer.from(image).toString('base64') });
      expect(refused.errors[0]?.code).toBe('FILE_REFUSED');
    }
    expect((await admin.delete('/site/logo')).data.logo).toBeNull();
    expect((await site.visitor.get('/site/logo')).status).toBe(404);
  });

  it('is changed field by field, by administrators', async () => {
    const { data } = await admin.put('/site', { accent_hue: 155, language: 'es' });
    expect(data).toMatchObject({ accent_hue: 155, language: 'es', name: 'Lyceum', support_contact: 'Marisol, room 4' });
    expect((await admin.put('/site', { accent_hue: 360 })).status).toBe(400);
    expect((await admin.put('/site', { public_address: 'ftp://x' })).status).toBe(400);
    const learner = await site.person();
    expect((await learner.put('/site', { accent_hue: 1 })).status).toBe(403);
  });
});
