/** The process that sends mail is killed in mid-conversation, again and again: every message arrives, none is lost. */
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setupCode } from '../../server/site/setup-code.ts';
import { ServerReport } from '../../server/supervisor/contract.ts';
import { readControlFile } from '../../server/supervisor/control-file.ts';
import { caller, type Caller } from '../harness/academy.ts';
import { eventually } from '../harness/eventually.ts';
import { type TemporaryFolder, temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';
import { type MailServer, startMailServer } from '../harness/smtp.ts';

let folder: TemporaryFolder;
let dataFolder: string;
let server: TestServer;
let admin: Caller;
let mailServer: MailServer;
/** Called when a whole message has come in; the answer waits for it. */
let onArrival: (count: number) => Promise<void>;

const PEOPLE = 12;
/** After so many arrivals the sending process is killed while the mail server still owes its answer. */
const KILLED_AT = [2, 5, 9];

beforeEach(async () => {
  folder = temporaryFolder('mail-faults');
  dataFolder = join(folder.path, 'data');
  let arrived = 0;
  mailServer = await startMailServer({
    onMessage: async message => {
      arrivals.push(message.raw);
      await onArrival(++arrived);
      return null;
    },
  });
  server = await startServer({ dataFolder, port: await freePort(), workers: 1 });
  admin = await setUp();
  await admin.put('/mail/settings', {
    enabled: true,
    host: '127.0.0.1',
    port: mailServer.port,
    security: 'none',
    from_address: 'academy@northgate.test',
    per_minute: 6000,
  });
});
afterEach(async () => {
  await server?.kill();
  await mailServer?.stop();
  folder.remove();
});

/** Everything that reached the mail server, answered or not. */
const arrivals: string[] = [];

async function setUp(): Promise<Caller> {
  const { data, errors } = await caller(server.url, null, null).post('/setup', {
    code: setupCode(dataFolder),
    site_name: 'Northgate Academy',
    admin: { email: 'marisol@example.org', password: 'correct horse', first_name: 'Marisol', last_name: 'Vega' },
  });
  expect(errors).toEqual([]);
  return caller(server.url, data.user.id as number, data.token as string);
}

async function jobsPid(): Promise<number> {
  const control = readControlFile(dataFolder);
  const headers = { authorization: `Bearer ${control?.token}` };
  const report = await fetch(`http://127.0.0.1:${control?.port}/state`, { headers });
  const { workers } = ServerReport.parse(await report.json());
  const worker = workers.find(({ role }) => role === 'jobs');
  if (worker?.pid == null) throw new Error('there is no jobs worker now');
  return worker.pid;
}

const messageId = (raw: string) => /^Message-ID: (.+)$/im.exec(raw)?.[1]?.trim();
const recipient = (raw: string) => /^To: .*?([\w.]+@example\.org)/im.exec(raw)?.[1];

test('kill -9 while sending: every message arrives at least once, doubles carry the same number, and the outbox is right', async () => {
  onArrival = async count => {
    if (!KILLED_AT.includes(count)) return;
    process.kill(await jobsPid(), 'SIGKILL');
    // The connection is gone with the process: the answer would reach nobody.
    await new Promise(() => {});
  };
  for (let n = 1; n <= PEOPLE; n++) {
    const person = { email: `person${n}@example.org`, first_name: 'Person', last_name: `Number ${n}`, welcome: 'mail' };
    expect((await admin.post('/users', person)).errors).toEqual([]);
  }
  await eventually('the outbox is empty', async () => (await admin.get('/mail/counts')).data.sent === PEOPLE, 60_000);
  expect((await admin.get('/mail/counts')).data).toEqual({
    queued: 0,
    sending: 0,
    sent: PEOPLE,
    failed: 0,
    cancelled: 0,
  });
  expect(new Set(arrivals.map(recipient)).size).toBe(PEOPLE);
  // What was in the air at a kill comes again under its number; nothing else comes twice.
  expect(arrivals.length).toBe(PEOPLE + KILLED_AT.length);
  expect(new Set(arrivals.map(messageId)).size).toBe(PEOPLE);
});
