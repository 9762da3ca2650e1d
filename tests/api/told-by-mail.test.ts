/** What somebody is written about the safety of their account, as it arrives at a mail server. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Caller, caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0';
const SAFARI =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.1 Mobile/15E148 Safari/604.1';

let site: TestAcademy;
let admin: Caller;
let server: MailServer;
beforeAll(async () => {
  site = await startAcademy();
  server = await startMailServer();
  admin = await site.person(['administrator']);
  const way = { host: '127.0.0.1', port: server.port, security: 'none', from_address: 'a@northgate.test' };
  await admin.put('/mail/settings', { enabled: true, per_minute: 6000, ...way });
});
afterAll(async () => {
  await site.stop();
  await server.stop();
});

/** Somebody new who has not signed in with any browser. */
async function newcomer(email: string): Promise<number> {
  const { data } = await admin.post('/users', { first_name: 'Sam', last_name: 'Reed', email, password: PASSWORD });
  return data.user.id as number;
}

async function enter(email: string, userAgent: string) {
  const body = { email, password: PASSWORD };
  const answer = await site.visitor.request('POST', '/auth/login', body, { 'user-agent': userAgent });
  expect(answer.status, answer.text).toBe(200);
  const { token, refresh_token, user } = answer.data;
  return { me: caller(site.origin, user.id, token), refreshToken: refresh_token as string };
}

/** Subjects that arrived for somebody. */
const arrived = (email: string) =>
  server.messages.filter(({ to }) => to.includes(email)).map(({ raw }) => /^Subject: (.*)$/m.exec(raw)?.[1] ?? '');

it('a new device, and a refresh token that came back', async () => {
  const email = 'device@example.org';
  await newcomer(email);
  await enter(email, FIREFOX);
  const { refreshToken } = await enter(email, SAFARI);
  await eventually('the mail about the device is there', () => arrived(email).length === 1);
  expect(arrived(email)[0]).toMatch(/new device/i);
  const refresh = () => site.visitor.post('/auth/refresh', { refresh_token: refreshToken });
  expect((await refresh()).status).toBe(200);
  expect((await refresh()).errors[0]?.code).toBe('REFRESH_REUSED');
  await eventually('the mail about the session is there', () => arrived(email).length === 2);
  expect(arrived(email)[1]).toMatch(/ended for safety/i);
  expect(server.messages.at(-1)?.raw).toContain('/me/security');
});

it('removed factors; and no device to whoever does not want to hear of it', async () => {
  const email = 'quiet@example.org';
  const id = await newcomer(email);
  const { me } = await enter(email, FIREFOX);
  await me.put('/users/me/security', { mails_new_device: false });
  await enter(email, SAFARI);
  expect((await admin.post(`/users/${id}/factors/reset`)).status).toBe(200);
  await eventually('the mail about the factors is there', () => arrived(email).length > 0);
  expect(arrived(email)).toEqual([expect.stringMatching(/second factors/i)]);
});
