/** Mail with a real mail server that behaves well, slowly and badly. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { type Behaviour, type MailServer, reply, startMailServer, startRudeServer } from '../harness/smtp.ts';

let site: TestAcademy;
let admin: Caller;
let server: MailServer | null = null;
beforeAll(async () => {
  site = await startAcademy();
  admin = await site.person(['administrator'], { first_name: 'Marisol', last_name: 'Vega' });
});
afterAll(() => site.stop());
afterEach(async () => {
  await server?.stop();
  server = null;
});

/** Points the academy at a mail server. */
async function use(made: MailServer, more: Record<string, unknown> = {}): Promise<MailServer> {
  server = made;
  const plain = { user: '', password: '', check_certificate: true, reply_to: '', bounce_address: '', per_minute: 6000 };
  const answer = await admin.put('/mail/settings', {
    ...plain,
    enabled: true,
    host: '127.0.0.1',
    port: made.port,
    security: 'none',
    from_address: 'academy@northgate.test',
    from_name: '',
    ...more,
  });
  expect(answer.errors).toEqual([]);
  return made;
}
const start = async (behaviour: Behaviour = {}, more = {}) => use(await startMailServer(behaviour), more);

let people = 0;
/** An ordinary message: the invitation of a new person. Answers its id. */
async function invite(email = `invited${++people}@example.org`): Promise<number> {
  const body = { email, first_name: 'Amara', last_name: 'Okafor', welcome: 'mail' };
  const made = await admin.post('/users', body);
  expect(made.errors).toEqual([]);
  const { data } = await admin.get(`/mail/messages?search=${encodeURIComponent(email)}`);
  return data[0].id as number;
}
const message = async (id: number) => (await admin.get(`/mail/messages/${id}`)).data;
const becomes = (id: number, state: string) =>
  eventually(`message ${id} is ${state}`, async () => {
    const now = await message(id);
    return now.state === state && now;
  });
/** The first try is over, and another one will follow. */
const tried = (id: number) =>
  eventually(`message ${id} was tried`, async () => {
    const now = await message(id);
    return now.state === 'queued' && now.outcome !== null && now;
  });
async function test(): Promise<{
  outcome: string;
  explanation: string;
  transcript: string;
  state: string;
  attempts: number;
}> {
  const { data, errors } = await admin.post('/mail/test', { to: 'marisol@northgate.test' });
  expect(errors).toEqual([]);
  return eventually('the test is over', async () => {
    const now = await message(data.id as number);
    return (now.state === 'sent' || now.state === 'failed') && now;
  });
}

describe('without a mail server', () => {
  it('nothing is put into the outbox, and the way without mail is named', async () => {
    const made = await admin.post('/users', {
      email: 'n@example.org',
      first_name: 'N',
      last_name: 'N',
      welcome: 'mail',
    });
    expect(made.errors[0]).toMatchObject({ code: 'MAIL_NOT_SET_UP' });
    expect((await admin.get('/users?search=n@example.org')).data).toEqual([]);
    expect((await admin.get('/mail/settings')).data).toMatchObject({ configured: false, secrets_set: [] });
  });
});

describe('settings', () => {
  it('keep the password to themselves', async () => {
    await start({}, { user: 'u', password: 'hunter2 hunter2' });
    const { data, text } = await admin.get('/mail/settings');
    expect(data).toMatchObject({ configured: true, secrets_set: ['password'], user: 'u' });
    expect(text).not.toContain('hunter2');
    const row = await site.academy.db.read.get<{ value: string }>(
      `select value from settings where key = 'mail.password'`,
    );
    expect(row?.value).not.toContain('hunter2');
  });

  it('cannot be switched on half', async () => {
    const { errors } = await admin.put('/mail/settings', { enabled: true, host: '' });
    expect(errors[0]).toMatchObject({ code: 'VALIDATION_ERROR', field: 'host' });
  });
});

describe('a message', () => {
  it('arrives in both forms, from the academy, with a link that works', async () => {
    const { messages } = await start({}, { reply_to: 'help@northgate.test', bounce_address: 'bounces@northgate.test' });
    await admin.put('/site', { name: 'Northgate Academy', support_contact: 'Room 4' });
    const sent = await becomes(await invite('arrives@example.org'), 'sent');
    expect(sent).toMatchObject({ outcome: 'accepted', attempts: 1, subject: 'Your place at Northgate Academy' });
    const [taken] = messages;
    expect(taken).toMatchObject({ from: 'bounces@northgate.test', to: ['arrives@example.org'] });
    const raw = taken?.raw ?? '';
    expect(raw).toMatch(/^From: Northgate Academy <academy@northgate.test>/m);
    expect(raw).toMatch(/^Reply-To: help@northgate.test/m);
    expect(raw).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(raw).toContain('text/plain');
    expect(raw).toContain('text/html');
    expect(raw).toContain(`Message-ID: ${sent.message_id}`);
    const { data: preview } = await admin.get(`/mail/messages/${sent.id}/preview`);
    expect(preview.text).toContain('Room 4');
    const token = /\/welcome#([\w-]+)/.exec(preview.text as string)?.[1];
    const { data: facts } = await site.visitor.post('/auth/links/check', { token });
    expect(facts).toMatchObject({ purpose: 'invitation', email: 'arrives@example.org', first_name: 'Amara' });
  });

  it('lies sealed in the database', async () => {
    await start();
    const id = await invite();
    const row = await site.academy.db.read.get<{ content: string }>('select content from mail_messages where id = ?', [
      id,
    ]);
    expect(row?.content).not.toMatch(/welcome|Amara/);
    await becomes(id, 'sent');
  });

  it('carries the logo of the academy inside', async () => {
    const dot = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
    expect((await admin.post('/site/logo', { image: dot })).errors).toEqual([]);
    const { messages } = await start();
    await becomes(await invite(), 'sent');
    expect(messages[0]?.raw).toContain('Content-ID: <logo>');
    await admin.delete('/site/logo');
  });

  it('for a slow server does not hold up the request', async () => {
    let answer: (() => void) | undefined;
    await start({ onMessage: () => new Promise(resolve => (answer = () => resolve(null))) });
    const id = await invite();
    await becomes(id, 'sending');
    expect((await admin.post(`/mail/messages/${id}/cancel`)).errors[0]).toMatchObject({ code: 'CONFLICT' });
    (await eventually('the whole message is there', () => answer))();
    await becomes(id, 'sent');
  });
});

describe('a mail server that fails', () => {
  it('for now is asked again later, with the same number of the message', async () => {
    let refusals = 0;
    const { messages } = await start({
      onRecipient: () => (refusals++ === 0 ? reply(451, 'Greylisted, come back') : null),
    });
    const id = await invite();
    const waiting = await tried(id);
    expect(waiting).toMatchObject({
      outcome: 'deferred',
      attempts: 1,
      answer: expect.stringContaining('451') as string,
    });
    expect(Date.parse(waiting.next_try_at)).toBeGreaterThan(site.now() + 30_000);
    site.advance(61_000);
    const sent = await becomes(id, 'sent');
    expect(sent.message_id).toBe(waiting.message_id);
    expect(messages).toHaveLength(1);
  });

  it('for good is not bothered again, and says why', async () => {
    await start({ onRecipient: () => reply(550, 'No such user here') });
    const failed = await becomes(await invite(), 'failed');
    expect(failed).toMatchObject({ outcome: 'recipient-refused', attempts: 1 });
    expect(failed.answer).toContain('No such user here');
    expect(failed.explanation).toContain('does not know this address');
  });

  it('by hanging up in mid-message keeps nothing back: it is sent again', async () => {
    const rude = await startRudeServer((socket, heard) => {
      if (heard === '') socket.write('220 here\r\n');
      else if (/^(EHLO|MAIL|RCPT)/.test(heard)) socket.write('250 ok\r\n');
      else if (heard.startsWith('DATA')) socket.write('354 go on\r\n');
      else socket.destroy();
    });
    await use(rude);
    const id = await invite();
    expect(await tried(id)).toMatchObject({ outcome: 'dropped' });
    await rude.stop();
    const { messages } = await start();
    await becomes(id, 'sent');
    expect(messages).toHaveLength(1);
  });

  it('lets the other messages rest, and all go out once it is there again', async () => {
    const gone = await startMailServer();
    await gone.stop();
    await use(gone);
    server = null;
    const first = await invite();
    expect(await tried(first)).toMatchObject({ outcome: 'port-closed' });
    const second = await invite();
    // Its job has been put off: settings that change before would not bring it forward.
    const puttingOff = 'select note from jobs where unique_key = ? and state = ? and note is not null';
    await eventually('it rests', () => site.academy.db.read.get(puttingOff, [`mail:${second}`, 'queued']));
    expect(await message(second)).toMatchObject({ state: 'queued', attempts: 0 });
    const { messages } = await start();
    await becomes(first, 'sent');
    await becomes(second, 'sent');
    expect(messages).toHaveLength(2);
  });
});

describe('the test message', () => {
  it('tells of success with the conversation, and shows no password', async () => {
    await start(
      { login: { user: 'academy', pass: 'sesame open wide' } },
      { user: 'academy', password: 'sesame open wide' },
    );
    const result = await test();
    expect(result).toMatchObject({ state: 'sent', outcome: 'accepted' });
    expect(result.transcript).toContain('→ MAIL FROM:<academy@northgate.test>');
    expect(result.transcript).not.toContain('sesame');
    expect(result.transcript).not.toContain(Buffer.from('\0academy\0sesame open wide').toString('base64'));
  });

  it('tells a wrong password, and is not tried again', async () => {
    await start({ login: { user: 'academy', pass: 'right' } }, { user: 'academy', password: 'wrong' });
    expect(await test()).toMatchObject({ state: 'failed', outcome: 'login-refused', attempts: 1 });
  });

  it('tells a certificate that nobody vouches for, and goes through when checking is off', async () => {
    await start({ tls: true }, { security: 'starttls' });
    expect(await test()).toMatchObject({ outcome: 'certificate' });
    await admin.put('/mail/settings', { check_certificate: false });
    expect(await test()).toMatchObject({ outcome: 'accepted' });
  });

  it('tells a server without encryption', async () => {
    await start({}, { security: 'starttls' });
    expect(await test()).toMatchObject({ outcome: 'no-tls' });
  });

  it('tells TLS on a port that begins in the clear', async () => {
    await start({}, { security: 'tls' });
    expect(await test()).toMatchObject({ outcome: 'tls-failed' });
  });

  it('tells a port where nobody listens, a name that nobody has, and a login that is missing', async () => {
    const gone = await startMailServer();
    await gone.stop();
    await use(gone);
    server = null;
    expect(await test()).toMatchObject({ outcome: 'port-closed' });
    const here = await start({}, { host: 'mail.invalid' });
    expect(await test()).toMatchObject({ outcome: 'name-unknown' });
    await here.stop();
    await start({ login: { user: 'a', pass: 'b' } });
    expect(await test()).toMatchObject({ outcome: 'login-needed' });
  });

  it('is sent at once even while the other messages rest', async () => {
    await start({ onSender: () => reply(553, 'Sender not allowed') });
    const id = await invite();
    expect(await tried(id)).toMatchObject({ outcome: 'sender-refused' });
    expect(await test()).toMatchObject({ outcome: 'sender-refused' });
    await admin.post(`/mail/messages/${id}/cancel`);
  });
});

describe('the outbox', () => {
  it('is filtered by state and searched by address', async () => {
    await start();
    const id = await invite('findable@example.org');
    await becomes(id, 'sent');
    const { data, meta } = await admin.get('/mail/messages?state=sent&search=findable');
    expect(data.map((one: { id: number }) => one.id)).toEqual([id]);
    expect(meta.pagination?.total).toBe(1);
    expect((await admin.get('/mail/messages?state=failed&search=findable')).data).toEqual([]);
    expect((await admin.get('/mail/counts')).data.sent).toBeGreaterThan(0);
  });

  it('sends a message again under a new number', async () => {
    const { messages } = await start();
    const id = await invite();
    const first = await becomes(id, 'sent');
    await admin.post(`/mail/messages/${id}/resend`);
    await eventually('it arrived twice', () => messages.length === 2);
    expect((await becomes(id, 'sent')).message_id).not.toBe(first.message_id);
  });

  it('lets a waiting message be taken out', async () => {
    await start({ onRecipient: () => reply(451, 'later') });
    const id = await invite();
    await tried(id);
    expect((await admin.post(`/mail/messages/${id}/cancel`)).data).toMatchObject({
      state: 'cancelled',
      next_try_at: null,
    });
    expect((await admin.post(`/mail/messages/${id}/cancel`)).status).toBe(409);
  });
});

describe('templates', () => {
  const path = '/mail/templates/invitation/en';

  it('can be changed, tried out and put back', async () => {
    const wording = { subject: 'Hello {name}', body: 'Come in: {link} <b>now</b>' };
    const { data: preview } = await admin.post(`${path}/preview`, wording);
    expect(preview.subject).toBe('Hello Amara');
    expect(preview.html).toContain('&lt;b&gt;now&lt;/b&gt;');
    expect((await admin.put(path, wording)).data).toMatchObject({ changed: true, subject: 'Hello {name}' });
    const { messages } = await start();
    await becomes(await invite(), 'sent');
    expect(messages[0]?.raw).toContain('Subject: Hello Amara');
    expect((await admin.delete(path)).data).toMatchObject({ changed: false, subject: 'Your place at {site}' });
  });

  it('without their link are refused, by name', async () => {
    const { errors } = await admin.put(path, { subject: 'Hello', body: 'Come in' });
    expect(errors[0]).toMatchObject({ code: 'VALIDATION_ERROR', field: 'body' });
    expect(errors[0]?.message).toContain('{link}');
  });
});
