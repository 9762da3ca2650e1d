/** Alerts as people get them: a check turns bad, one mail arrives by real SMTP, nobody is pestered, and the end is told. */
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { postingOf } from '../../server/health/alerts.ts';
import { AlertSettings, type HealthReport } from '../../server/health/contract.ts';
import { post } from '../../server/health/webhook.ts';
import { DAY, MINUTE } from '../../server/platform/clock.ts';
import { startAcademy, type TestAcademy } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';

let site: TestAcademy;
let mailServer: MailServer;

/** Time is moved on so far that nobody stays signed in. */
const someAdmin = () => site.person(['administrator']);

beforeAll(async () => {
  mailServer = await startMailServer();
  site = await startAcademy();
  const admin = await someAdmin();
  const mail = { enabled: true, host: '127.0.0.1', port: mailServer.port, security: 'none' };
  await admin.put('/mail/settings', { ...mail, from_address: 'academy@northgate.test' });
  // What is sent to this machine itself is refused, so what would have been posted stays with its job.
  const hook = { webhook: true, webhook_url: 'http://127.0.0.1:9/', webhook_secret: 'shared secret' };
  const alerts = { mail: true, mail_to: ['it@example.org'], least: 'failing', ...hook };
  await admin.put('/alerts/settings', alerts);
});
afterAll(async () => {
  await site.stop();
  await mailServer.stop();
});

/** Checks everything and waits until that is done and what it led to was sent. */
async function check(): Promise<void> {
  const admin = await someAdmin();
  const read = async () => (await admin.get('/health/report')).data as HealthReport;
  const { checked_at: before } = await read();
  site.advance(1000);
  expect((await admin.post('/health/check')).status).toBe(202);
  await eventually('every check', async () => {
    const { running, checked_at } = await read();
    return running === null && checked_at !== null && checked_at !== before;
  });
  // The news go out after the last check: a second round waits for that one.
  expect((await admin.post('/health/check')).status).toBe(202);
  await eventually('the second round', async () => (await read()).running === null);
  await eventually('the outbox is empty', async () => {
    const { data } = await admin.get('/mail/messages?per_page=100');
    return data.every(({ state }: { state: string }) => state === 'sent');
  });
}

/** The mails in which this is said, as text; one mail holds all that is to be told at a time. */
const about = (words: string) =>
  mailServer.messages.map(({ raw }) => raw.replaceAll(/=\r?\n/g, '')).filter(text => text.includes(words));
const OFF = 'Backups are switched off';

it('one mail when it begins, none while it goes on, another after a day, and one when it is over', async () => {
  await check();
  expect(about(OFF)).toEqual([]);
  await (await someAdmin()).put('/backups/settings', { schedule: { enabled: false } });
  await check();
  await eventually('the mail', () => about(OFF).length > 0);
  expect(about(OFF)).toHaveLength(1);
  expect(mailServer.messages.at(-1)?.to).toEqual(['it@example.org']);
  expect(about(OFF)[0]).toMatch(/^Subject: .*Backups are switched off/m);
  expect(about(OFF)[0]).toContain('everything would be lost');
  expect(about(OFF)[0]).toContain('Switch backups on.');
  for (let n = 0; n < 3; n++) {
    site.advance(20 * MINUTE);
    await check();
  }
  expect(about(OFF)).toHaveLength(1);
  site.advance(DAY);
  await check();
  expect(about(OFF)).toHaveLength(2);
  expect(about(OFF)[1]).toContain(`Still: ${OFF}`);
  site.advance(10 * MINUTE);
  await (await someAdmin()).put('/backups/settings', { schedule: { enabled: true } });
  await check();
  expect(about(OFF)).toHaveLength(3);
  expect(about(OFF)[2]).toContain(`Over: ${OFF}`);
  site.advance(2 * DAY);
  await check();
  expect(about(OFF)).toHaveLength(3);
}, 90_000);

it('the webhook is told the same, each time once, signed', async () => {
  const rows: { payload: string }[] = await site.academy.db
    .reader('jobs')
    .where({ name: 'health.webhook' })
    .orderBy('id');
  const bodies = rows.map(({ payload }) => (JSON.parse(payload) as { body: string }).body);
  const kinds = bodies.flatMap(body =>
    (JSON.parse(body) as { items: { check: string; kind: string }[] }).items
      .filter(item => item.check === 'backup-age')
      .map(item => item.kind),
  );
  expect(kinds).toEqual(['begun', 'again', 'over']);
  const taken: { body: string; signature: string }[] = [];
  const receiver = createServer((req, res) => {
    let body = '';
    req.setEncoding('utf8');
    req.on('data', (piece: string) => (body += piece));
    req.on('end', () => {
      taken.push({ body, signature: String(req.headers['x-lyceum-signature']) });
      res.writeHead(204).end();
    });
  });
  await new Promise<void>(resolve => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  const chosen = AlertSettings.parse({ webhook_url: `http://127.0.0.1:${port}/`, webhook_secret: 'shared secret' });
  const [body = ''] = bodies;
  await post(postingOf(chosen, body, site.now()), 'anywhere');
  await new Promise(resolve => receiver.close(resolve));
  const [, seconds, mark] = /^t=(\d+),v1=(\w+)$/.exec(taken[0]?.signature ?? '') ?? [];
  expect(mark).toBe(createHmac('sha256', 'shared secret').update(`${seconds}.${body}`).digest('hex'));
  expect(JSON.parse(taken[0]?.body ?? '')).toMatchObject({ version: 1, academy: expect.any(String) });
});
