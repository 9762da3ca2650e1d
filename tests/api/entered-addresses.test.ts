/**
 * Every kind of address that somebody enters: it is looked up once, and what was checked is what is connected to, whatever the name
 * answers a moment later. The resolver alone is stood in for, because nobody can make the system's change its mind on time.
 */
import dns from 'node:dns/promises';
import { syncBuiltinESMExports } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBucket } from '../../server/backups/places/bucket.ts';
import { testPostgres } from '../../server/database/target.ts';
import { post } from '../../server/health/webhook.ts';
import { MailSettings } from '../../server/mail/contract.ts';
import { openWay } from '../../server/mail/smtp.ts';
import { obtainCertificate } from '../../server/network/https/acme.ts';
import { openHttpsStore } from '../../server/network/https/store.ts';
import { createProtocol } from '../../server/sso/protocol.ts';
import { readFeed } from '../../server/updates/feed/feed.ts';
import { temporaryFolder } from '../harness/folders.ts';

const NAME = 'entered.example';
const METADATA = '169.254.169.254';

const names = { answers: [] as string[] };
const { lookup } = dns;
/** For every file that has it imported already, too. */
function answerWith(resolve: unknown): void {
  dns.lookup = resolve as typeof lookup;
  syncBuiltinESMExports();
}
async function changing(name: string, options: { all: true }) {
  if (name !== NAME) return lookup(name, options);
  // The last answer stays.
  const address = (names.answers.length > 1 ? names.answers.shift() : names.answers[0]) as string;
  return [{ address, family: 4 }];
}

/** Takes connections, counts them, and ends them: whatever is spoken, it is this address that was spoken to. */
let came = 0;
const server = createServer(socket => {
  came++;
  socket.on('error', () => {});
  socket.destroy();
});
const folder = temporaryFolder('entered');
let port = 0;
beforeAll(async () => {
  answerWith(changing);
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening));
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  answerWith(lookup);
  await new Promise(closed => server.close(closed));
  folder.remove();
});
beforeEach(() => {
  came = 0;
});

const { signal } = new AbortController();
const clock = { now: () => Date.now() };
const failure = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing failed',
    (error: unknown) => (error as Error).message,
  );

async function mail(host: string): Promise<string> {
  const settings = { enabled: true, host: bare(host), port, security: 'none', from_address: 'a@example.org' };
  const way = openWay(MailSettings.parse(settings));
  const person = { name: 'A', address: 'a@example.org' };
  const about = { messageId: '<1@example.org>', replyTo: undefined, bounceTo: 'a@example.org', logo: null };
  const { answer } = await way.send({ ...about, to: person, from: person, subject: 's', text: 't', html: 'h' });
  way.close();
  return answer;
}

function certificate(host: string): Promise<string> {
  const order = { domain: 'a.example.org', email: 'a@example.org', directory_authority: '' };
  const directory = `https://${host}:${port}/directory`;
  const store = openHttpsStore(folder.path);
  return failure(obtainCertificate({ store, order: { ...order, directory }, signal, progress: async () => {} }));
}

async function bucket(host: string): Promise<string> {
  const keys = { region: '', bucket: 'b', prefix: '', access_key: 'a', secret_key: 's' };
  const store = await openBucket({ endpoint: `http://${host}:${port}`, ...keys });
  return failure(store.get('x'));
}

const provider = async (host: string) => {
  const party = { key: 'p', label: 'P', clientId: 'c', secret: '', extraScopes: '' };
  return (await createProtocol(clock).examine({ ...party, issuer: `http://${host}:${port}` })).reason;
};

const database = async (host: string) => (await testPostgres(`postgres://a:b@${host}:${port}/x`)).reason ?? '';
/** The driver takes the host from here too. */
const databaseByParameter = async (host: string) =>
  (await testPostgres(`postgres://a:b@127.0.0.2:1/x?host=${bare(host)}&port=${port}`)).reason ?? '';

const bare = (host: string) => host.replace(/^\[|\]$/g, '');

/** What each says when it could not do its work. */
const KINDS: Record<string, (host: string) => Promise<string>> = {
  'mail server': mail,
  webhook: host => failure(post({ url: `http://${host}:${port}/`, secret: '', body: '{}', at: 0 }, 'anywhere')),
  'update feed': host => failure(readFeed(`http://${host}:${port}/feed.json`, [], signal)),
  'provider of single sign-on': provider,
  'S3 store': bucket,
  'ACME directory': certificate,
  PostgreSQL: database,
  'PostgreSQL, named in a parameter': databaseByParameter,
};

const REFUSED =
  /an address that only a machine itself uses|this computer itself or its own link|an address of this machine/;

describe.each(Object.entries(KINDS))('%s', (_kind, use) => {
  it('that answers differently once it was checked is connected to where it was checked', async () => {
    names.answers = ['127.0.0.1', METADATA];
    await use(NAME);
    expect(came).toBeGreaterThan(0);
  });

  it('that leads to what only a machine itself answers is not connected to', async () => {
    names.answers = [METADATA];
    expect(await use(NAME)).toMatch(REFUSED);
    expect(came).toBe(0);
  });

  it.each([METADATA, '2852039166', '0xa9fea9fe', '0251.0376.0251.0376', '[::ffff:169.254.169.254]', '[fe80::1]', '0'])(
    'is not at %s',
    async host => {
      expect(await use(host)).toMatch(REFUSED);
    },
  );
});
