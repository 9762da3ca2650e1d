/**
 * Secrets and people's data are planted into everything that can fail or be refused, then looked for in everything that is kept to
 * find faults: the log, the flight recorder, what jobs say of their failures, acts, and the diagnostics file.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, PASSWORD, startAcademy, type TestAcademy } from '../harness/academy.ts';
import { asBrowser } from '../harness/browser-cookies.ts';
import { eventually } from '../harness/eventually.ts';
import { freePort } from '../harness/ports.ts';
import { type MailServer, reply, startMailServer } from '../harness/smtp.ts';
import { begin } from '../harness/uploads.ts';

const lines: string[] = [];
let site: TestAcademy;
let admin: Caller;
let learner: Caller;
let mail: MailServer;
/** What the product made itself and must not tell either. */
const made: string[] = [];

const ADDRESS = 'planted.person@planted-domain.example';
const NAME = 'Plantedname';
const WORD = 'planted-Correct7-Horse';
const TOKEN = 'planted0QSdpgeMOOYRekbb27HCUyknjjmIqhr77wHj';
const APP_CODE = '924613';
const RECOVERY_CODE = 'h7dk-mm2p-qqrs';
const INVITATION = 'KQ7RD-MM2PX';
const MARKS = [/planted/i, new RegExp(`(?<!\\d)${APP_CODE}(?!\\d)`), /mm2p/i];

beforeAll(async () => {
  // Mail servers repeat the address that they refuse.
  mail = await startMailServer({ onRecipient: address => reply(550, `<${address}> ${NAME} is unknown here`) });
  site = await startAcademy({ watch: true, onLog: line => lines.push(line) });
  admin = await site.person(['administrator'], { email: 'ada@example.org' });
  learner = await site.person(['student'], { first_name: NAME, last_name: 'Owusu', email: ADDRESS });
  made.push(admin.token as string, learner.token as string);
});
afterAll(async () => {
  await site.stop();
  await mail.stop();
});

const db = () => site.academy.db;
const post = (path: string, body?: unknown, sent: Record<string, string> = {}) =>
  fetch(`${site.origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: site.origin, ...sent },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

/** While a table is away, every question to it fails with what it was asked. */
async function without(table: string, use: () => Promise<unknown>): Promise<void> {
  await db().writer.schema.renameTable(table, `${table}_away`);
  try {
    await use();
  } finally {
    await db().writer.schema.renameTable(`${table}_away`, table);
  }
}

/** Puts a job on the list and waits until it has failed for good. */
async function failing(name: string, payload: object): Promise<string> {
  const at = new Date(site.now()).toISOString();
  const row = { name, payload: JSON.stringify(payload), state: 'queued', run_at: at, max_attempts: 1, created_at: at };
  const [{ id }] = await db().writer('jobs').insert(row).returning('id');
  site.academy.wake();
  return eventually(`${name} fails`, async () => {
    const { state, last_error } = await db().reader('jobs').where({ id }).first();
    return state === 'failed' && (last_error as string);
  });
}

describe('what carries secrets', () => {
  it('is refused at the doors', async () => {
    const passkey = {
      id: TOKEN,
      rawId: TOKEN,
      type: 'public-key',
      response: { clientDataJSON: TOKEN, authenticatorData: TOKEN, signature: TOKEN },
    };
    const tries: [path: string, body: unknown, sent?: Record<string, string>][] = [
      ['/auth/login', { email: ADDRESS, password: WORD }],
      ['/auth/login', { email: 'planted.nobody@example.org', password: WORD }],
      ['/auth/login', `{"email":"${ADDRESS}","password":"${WORD}`],
      ['/auth/second-factor', { challenge: TOKEN, method: 'totp', code: APP_CODE }],
      ['/auth/second-factor', { challenge: TOKEN, method: 'recovery', code: RECOVERY_CODE }],
      ['/auth/passkey', { passkey }],
      ['/auth/reset-password', { token: TOKEN, password: WORD }],
      ['/auth/links/check', { token: TOKEN }],
      ['/auth/verify-email', { token: TOKEN }],
      ['/auth/email-change/confirm', { token: TOKEN }],
      ['/auth/invitation', { code: INVITATION }],
      ['/auth/register', { first_name: NAME, last_name: NAME, email: ADDRESS, password: WORD, invitation: INVITATION }],
      ['/auth/check-password', { password: WORD, email: ADDRESS, first_name: NAME }],
      ['/auth/refresh', { refresh_token: TOKEN }],
      ['/auth/sso/finish', { query: `code=${TOKEN}&state=${TOKEN}&session_state=${NAME}` }],
      ['/auth/forgot-password', { email: ADDRESS }],
      ['/users/me/password', { password: WORD }, { authorization: `Bearer ${TOKEN}` }],
      ['/users/me/password', { password: WORD }, { cookie: `lyceum_access=${TOKEN}; lyceum_refresh=${TOKEN}` }],
      ['/users/me/password', {}, { origin: 'https://planted.example', authorization: `Bearer ${learner.token}` }],
      [`/users/${NAME}/suspend`, {}, { authorization: `Bearer ${learner.token}` }],
      ['/backups/emergency-sheet', { passphrase: WORD }, { authorization: `Bearer ${learner.token}` }],
    ];
    for (const [path, body, sent] of tries) expect((await post(path, body, sent)).status, path).toBeLessThan(500);
    const callback = `/sso/callback?code=${TOKEN}&state=${TOKEN}`;
    expect((await fetch(`${site.origin}${callback}`)).status).toBeLessThan(500);
    expect((await learner.get(`/users?search=${encodeURIComponent(ADDRESS)}`)).status).toBe(403);
  });

  it('goes in, and trouble comes afterwards', async () => {
    const signedIn = await post('/auth/login', { email: ADDRESS, password: PASSWORD, client: 'cookie' });
    const browser = asBrowser(signedIn);
    for (const cookie of (browser['cookie'] as string).split('; '))
      if ((cookie.split('=')[1]?.length ?? 0) > 20) made.push(cookie.slice(cookie.indexOf('=') + 1));
    await without('sessions', async () => {
      expect((await fetch(`${site.origin}/api/v1/home`, { headers: browser })).status).toBe(500);
      expect((await post('/auth/refresh', {}, browser)).status).toBe(500);
      expect((await post('/auth/login', { email: ADDRESS, password: PASSWORD })).status).toBe(500);
      expect((await learner.get('/users/me')).status).toBe(500);
    });
    await without('user_profiles', async () => {
      expect((await admin.get(`/users?search=${NAME}`)).status).toBe(500);
      const person = {
        email: `new.${ADDRESS}`,
        first_name: NAME,
        last_name: 'Q',
        roles: ['student'],
        welcome: 'password',
      };
      expect((await admin.post('/users', person)).status).toBe(500);
    });
    await without('course_modules', async () => {
      const lesson = { title: NAME, content_type: 'markdown', content: WORD };
      const { data: course } = await admin.post('/courses', { title: NAME, description: WORD, category: 'C' });
      expect((await admin.post(`/courses/${course.id}/modules`, lesson)).status).toBe(500);
    });
    await without('content_files', async () => {
      const { id } = await begin(admin, 4, { filename: `${NAME} CV.pdf`, purpose: 'lesson' });
      expect(id).toBe('');
    });
  });

  it('comes in files: an import with broken rows, an upload that is not what its name says', async () => {
    const content = Buffer.from(`email,first_name,last_name\nplanted at home,${NAME},\n${ADDRESS},"${NAME},x\n`);
    const { data } = await admin.post('/users/imports', { name: `${NAME}.csv`, content: content.toString('base64') });
    await eventually('the file is read', async () => {
      const { state } = (await admin.get(`/users/imports/${data.id}`)).data;
      return !(state as string).endsWith('ing');
    });
    await db().writer('people_imports').where({ id: data.id }).update({ state: 'reading' });
    await without('people_import_rows', () => failing('accounts.import-read', { importId: data.id }));
    expect((await begin(learner, 4, { filename: `${NAME}.exe`, purpose: 'lesson' })).id).toBe('');
  });

  it('goes to others, who refuse it', async () => {
    const way = { host: '127.0.0.1', port: mail.port, security: 'none', from_address: 'a@northgate.test' };
    await admin.put('/mail/settings', { enabled: true, per_minute: 6000, user: '', password: '', ...way });
    await admin.post('/mail/test', { to: ADDRESS });
    await post('/auth/forgot-password', { email: ADDRESS });
    await eventually('mail is refused', async () => lines.some(line => line.includes('mail not sent')));
    await without('pending_registrations', async () => {
      const said = await failing('registration.resend', { email: ADDRESS, base: site.origin });
      expect(said).toContain('pending_registrations');
    });

    const port = await freePort();
    const hook = `http://hook:${WORD}@127.0.0.1:${port}/planted-hook/${TOKEN}?key=${TOKEN}`;
    const alerts = { webhook: true, webhook_url: hook, webhook_secret: WORD };
    if ((await admin.put('/alerts/settings', alerts)).status !== 200)
      expect(
        (await admin.put('/alerts/settings', { ...alerts, webhook_url: hook.replace(/hook:.*@/, '') })).status,
      ).toBe(200);
    expect((await admin.post('/alerts/test', { channel: 'webhook' })).data.delivered).toBe(false);
    expect(await failing('health.webhook', { body: '{}' })).not.toBe('');

    await admin.post('/database/test', { url: `postgres://planted:${WORD}@127.0.0.1:${port}/planted` });
    const silent = createServer(socket => socket.end(`planted ${WORD}\r\n`)).listen(0, '127.0.0.1');
    await new Promise(resolve => silent.once('listening', resolve));
    const { port: other } = silent.address() as { port: number };
    await admin.put('/mail/settings', { port: other, user: 'mailer', password: WORD });
    await admin.post('/mail/test', { to: ADDRESS });
    await eventually('the other server is no mail server', async () => {
      const { data } = await admin.get('/mail/messages');
      return data[0].state === 'failed';
    });
    silent.close();
  });

  it('protects backups, which cannot be made', async () => {
    const port = await freePort();
    const bucket = {
      kind: 'bucket',
      endpoint: `http://127.0.0.1:${port}`,
      region: 'us-east-1',
      bucket: 'academy',
      prefix: '',
      access_key: 'plantedkey',
      secret_key: WORD,
    };
    const tried = await admin.post('/backups/places/test', { place: bucket });
    expect(tried.data.connected, tried.text).toBe(false);
    const path = `${site.dataFolder}-backups`;
    mkdirSync(path);
    const places = [{ kind: 'folder', path }];
    const { status, text } = await admin.put('/backups/settings', { places, passphrase: WORD, written_down: true });
    expect(status, text).toBe(200);
    rmSync(path, { recursive: true });
    writeFileSync(path, '');
    await failing('backups.create', { kind: 'manual', reason: WORD });
    expect((await admin.post('/backups/emergency-sheet', { passphrase: WORD })).status).toBe(200);
    await admin.post('/backups/20261121-090000-abcdef/restore/preview', { passphrase: WORD });
  });
});

describe('what is kept to find faults', () => {
  /** Marks in a text, each with what stands around it. */
  const marksIn = (where: string, text: string) =>
    [...MARKS, ...made.map(one => new RegExp(one.replaceAll(/[^\w]/g, '.')))].flatMap(mark => {
      const found = mark.exec(text);
      return found ? [`${where}: …${text.slice(Math.max(0, found.index - 200), found.index + 120)}…`] : [];
    });

  it('the log tells every fault and names nobody', () => {
    const all = lines.join('');
    expect(lines.filter(line => line.includes('request failed')).length).toBeGreaterThan(6);
    expect(all).toContain('course_modules');
    expect(all).toContain('mail not sent');
    expect(all).toContain('not allowed');
    expect(lines.flatMap(line => marksIn('log', line))).toEqual([]);
  });

  it('jobs say what went wrong, not whom with', async () => {
    const rows = await db().reader('jobs').select('name', 'last_error', 'note');
    expect(rows.filter(one => one.last_error !== null).length).toBeGreaterThan(1);
    expect(rows.flatMap(one => marksIn('job', JSON.stringify(one)))).toEqual([]);
    const { data } = await admin.get('/jobs?per_page=100');
    expect(marksIn('jobs', JSON.stringify(data))).toEqual([]);
    const runs = await db().reader('backup_runs').select('state', 'step', 'code', 'cause', 'remedy');
    expect(runs.map(({ state }) => state)).toContain('failed');
    expect(runs.flatMap(one => marksIn('backup', JSON.stringify(one)))).toEqual([]);
  });

  it('acts hold numbers and no names', async () => {
    const rows = await db().reader('user_activity_logs').select('action', 'details', 'user_agent', 'via');
    expect(rows.map(one => one.action)).toContain('session.sign-in');
    expect(rows.flatMap(one => marksIn('act', JSON.stringify(one)))).toEqual([]);
  });

  it('the flight recorder holds figures', () => {
    const folder = join(site.dataFolder, 'db');
    const files = readdirSync(folder).filter(name => name.startsWith('recorder.db'));
    expect(files).toContain('recorder.db');
    expect(files.flatMap(name => marksIn(name, readFileSync(join(folder, name), 'latin1')))).toEqual([]);
  });

  it('the diagnostics file can be given to anybody', async () => {
    writeFileSync(join(site.dataFolder, 'logs', 'lyceum.1.log'), lines.join(''));
    const { data } = await admin.post('/diagnostics');
    await eventually('the file is made', async () => (await admin.get(`/jobs/${data.job_id}`)).data.state === 'done');
    const { bundle } = (await admin.get('/diagnostics')).data;
    const texts = await Promise.all(
      (bundle.files as { name: string }[]).map(async ({ name }) => {
        const answer = await admin.get(`/diagnostics/content?name=${name}`);
        return [name, answer.data.text as string] as const;
      }),
    );
    expect(texts.find(([name]) => name === 'errors.ndjson')?.[1]).toContain('request failed');
    expect(texts.flatMap(([name, text]) => marksIn(name, text))).toEqual([]);
  });
});
