import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commands, guide } from '../../server/cli/index.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { commandLine, type CommandLine } from '../harness/command-line.ts';
import { ENGINE, freshDatabase, type TestDatabase } from '../harness/engine.ts';
import { temporaryFolder } from '../harness/folders.ts';
import { freePort } from '../harness/ports.ts';
import { startServer, type TestServer } from '../harness/processes.ts';

const folder = temporaryFolder('command-line');
const dataFolder = join(folder.path, 'data');
let database: TestDatabase;
let server: TestServer;
let lyceum: CommandLine;

const MARIA = ['--email', 'maria@example.org', '--first-name', 'Maria', '--last-name', 'Silva'];

beforeAll(async () => {
  database = await freshDatabase();
  lyceum = commandLine({ LYCEUM_DATA: dataFolder, DATABASE_URL: database.url });
  server = await startServer({
    dataFolder,
    port: await freePort(),
    workers: 1,
    env: { DATABASE_URL: database.url, LYCEUM_PAUSE_NOTICE: '0' },
  });
});
afterAll(async () => {
  await server?.stop();
  await database?.drop();
  folder.remove();
});

describe('how it is used', () => {
  it.concurrent.for([
    [['frobnicate'], /There is no command “frobnicate”/],
    [['usr', 'list'], /Did you mean “user list”\?/],
    [['user', 'list', '--frob'], /There is no option --frob of “user list”/],
    [['user', 'list', '-x'], /There is no option -x/],
    [['user', 'list', '--role'], /The option --role needs a value/],
    [['user', 'list', '--role', '--json'], /The option --role needs a value/],
    [['user', 'list', '--role', 'king'], /--role must be one of student, .*, not “king”/],
    [['user', 'list', '--page', 'two'], /--page must be a whole number from 1 to 1000000, not “two”/],
    [['user', 'list', '--page', '1', '--page', '2'], /The option --page is given twice/],
    [['user', 'list', 'everybody'], /does not know what to do with “everybody”/],
    [['user', 'create', '--email', 'x@example.org'], /The option --first-name NAME is missing/],
    [['user', 'create', ...MARIA.with(1, 'maria')], /--email must be an address like name@example\.org, not “maria”/],
    [['user', 'suspend'], /“user suspend” needs PERSON/],
    [['jobs', 'retry', 'first'], /JOB must be a number, not “first”/],
    [['status', '--json=yes'], /The option --json takes no value/],
    [['update', 'apply', 'x.update'], /nobody can work for some minutes\. Add --yes/],
    [['update', 'rehearse'], /“update rehearse” needs FILE/],
    [['db', 'move', 'oracle'], /ENGINE must be postgres or sqlite, not “oracle”/],
    [['db', 'move', 'postgres', '--yes'], /Say where PostgreSQL is: with --url ADDRESS, or in LYCEUM_MOVE_TO/],
    [['db', 'move', 'postgres', '--url', 'mysql://x:geheim@y', '--json'], /must be like postgres:/],
    [['db', 'move', 'sqlite'], /Add --yes to do it/],
    [['service', 'install', '--port', '0'], /--port must be a whole number from 1 to 65535/],
    [['logs', '--since', 'once'], /--since must be a time/],
    [['ledger', 'export'], /“ledger export” needs FILE/],
    [['ledger', 'export', 'x', '--format', 'xml'], /--format must be one of csv, json, not “xml”/],
    [['ledger', 'export', 'x', '--action', 'Course!', '--json'], /--action must be a kind like course/],
    [['ledger', 'export', 'x', '--address', 'home'], /--address must be an address like/],
    [['ledger', 'export', 'x', '--from', 'once'], /--from must be a time like/],
    [['logs', '--follow', '--json'], /--follow never ends/],
  ] as [string[], RegExp][])('%j is wrong usage: exit code 2, with what is wrong', async ([words, reason]) => {
    const { code, out, err, json } = await lyceum.run(...words);
    expect(err).toMatch(reason);
    expect(code).toBe(2);
    if (words.includes('--json')) expect(json).toMatchObject({ error: { code: 'USAGE' } });
    else expect(out).toBe('');
  });

  it.concurrent.for(commands)('“$name” has help with an example that is right usage', async command => {
    const { code, out, err } = await lyceum.run(...command.name.split(' '), '--help');
    expect(code).toBe(0);
    expect(err).toBe('');
    expect(out).toContain(command.summary);
    expect(out).toContain(`lyceum ${command.example}`);
    expect(command.example.startsWith(command.name)).toBe(true);
  });

  it('lists all commands for --help, and those of a group; alone it is wrong usage', async () => {
    const { code, out } = await lyceum.run('--help');
    expect(code).toBe(0);
    for (const { name } of commands) expect(out).toContain(`  ${name} `);
    expect((await lyceum.run('help', 'user')).out).not.toContain('jobs list');
    expect((await lyceum.run()).code).toBe(2);
    expect((await lyceum.run('user')).code).toBe(2);
    expect((await lyceum.run('--version', '--json')).json).toEqual({
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
  });

  it('the guide is up to date', () => {
    const path = resolve(import.meta.dirname, '../../docs/guides/command-line.md');
    expect(readFileSync(path, 'utf8')).toBe(
      guide(commands, 'Made by `node build/docs.mjs` from the code; do not edit.'),
    );
  });
});

describe('beside a running server', () => {
  it('refuses a password that the rules of the academy refuse', async () => {
    for (const [password, reason] of [
      ['short', /at least 10 characters/i],
      ['password123', /guessed first/],
    ] as const) {
      const { code, err } = await lyceum.run('user', 'create', ...MARIA, '--password', password);
      expect(err).toMatch(reason);
      expect(code).toBe(1);
    }
  });

  it('says how the server is and where', async () => {
    const { code, json } = await lyceum.run('status', '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject({
      running: true,
      state: { name: 'ready' },
      addresses: [server.url],
      data_folder: dataFolder,
    });
    expect(JSON.stringify(json)).not.toMatch(/setup|code=/);
    expect((await lyceum.run('status')).out).toContain(server.url);
  });

  it('shows the code of a new academy', async () => {
    const code = readFileSync(join(dataFolder, 'setup-code'), 'utf8').trim();
    expect((await lyceum.run('setup-code', '--json')).json).toEqual({ code, link: `${server.url}/setup?code=${code}` });
  });

  it('creates people who can sign in, and refuses an address that is taken', async () => {
    const { code, json, out } = await lyceum.run(
      'user',
      'create',
      ...MARIA,
      '--role',
      'instructor',
      '--role',
      'administrator',
      '--json',
    );
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(json.user).toMatchObject({ email: 'maria@example.org', roles: ['instructor', 'administrator'] });
    expect((await signIn('maria@example.org', json.password)).status).toBe(200);
    const again = await lyceum.run('user', 'create', ...MARIA, '--json');
    expect(again).toMatchObject({ code: 1, json: { error: { code: 'EMAIL_TAKEN' } } });
    expect(again.err).toContain('There is an account with this address already.');
  });

  it('gives new passwords, changes roles, suspends, and keeps one administrator', async () => {
    await lyceum.run('user', 'create', ...MARIA.with(1, 'kenji@example.org'), '--password', 'four words in a row');
    const signedIn = await signIn('kenji@example.org', 'four words in a row');
    const { json } = await lyceum.run('user', 'reset-password', 'KENJI@example.org', '--json');
    expect((await signIn('kenji@example.org', 'four words in a row')).status).toBe(401);
    expect((await signIn('kenji@example.org', json.password)).status).toBe(200);
    const { token } = ((await signedIn.json()) as { data: { token: string } }).data;
    const me = await fetch(`${server.url}/api/v1/users/me`, { headers: { authorization: `Bearer ${token}` } });
    expect(me.status).toBe(401);
    const roles = await lyceum.run('user', 'roles', String(json.user.id), '--role', 'mentor', '--json');
    expect(roles.json.user.roles).toEqual(['mentor']);
    expect((await lyceum.run('user', 'suspend', 'kenji@example.org', '--json')).json.user.is_active).toBe(false);
    expect((await lyceum.run('user', 'suspend', 'kenji@example.org', '--lift')).out).toContain('active');
    const last = await lyceum.run('user', 'suspend', 'maria@example.org', '--json');
    expect(last).toMatchObject({ code: 1, json: { error: { code: 'LAST_ADMINISTRATOR' } } });
    const nobody = await lyceum.run('user', 'reset-password', 'nobody@example.org');
    expect(nobody).toMatchObject({ code: 1, out: '' });
    expect(nobody.err).toContain('Nobody has the e-mail address nobody@example.org.');
  });

  it('lists people with filters', async () => {
    const { json } = await lyceum.run('user', 'list', '--role', 'administrator', '--json');
    expect(json).toMatchObject({ total: 1, users: [{ email: 'maria@example.org' }] });
    expect((await lyceum.run('user', 'list')).out).toMatch(/kenji@example\.org +mentor +active/);
  });

  it('lists jobs; only one that failed is tried again', async () => {
    const { json } = await lyceum.run('jobs', 'list', '--json');
    const [job] = json.jobs;
    expect(job).toMatchObject({ name: expect.any(String), state: expect.any(String) });
    expect(await lyceum.run('jobs', 'retry', String(job.id))).toMatchObject({ code: 1, out: '' });
    expect((await lyceum.run('jobs', 'cancel', '999999', '--json')).json).toMatchObject({
      error: { code: 'NOT_FOUND' },
    });
  });

  it('reads the log, makes the diagnostics file and runs upkeep', async () => {
    const { json } = await lyceum.run('logs', '--json', '--text', 'server state');
    expect(json.lines.at(-1)).toMatchObject({
      role: 'supervisor',
      sentence: 'The server went from starting to ready.',
    });
    const bundle = await lyceum.run('diagnostics', '--json');
    expect(bundle.code).toBe(0);
    expect(readFileSync(bundle.json.path).subarray(0, 2).toString()).toBe('PK');
    const upkeep = await lyceum.run('upkeep', 'run', '--json');
    const failed = upkeep.json.report.steps.filter((step: { state: string }) => step.state === 'failed');
    expect(failed).toEqual([]);
    // The one of the night may have run as well.
    const { reports } = (await lyceum.run('upkeep', 'report', '--json')).json;
    expect(reports).toContainEqual(expect.objectContaining({ id: upkeep.json.report.id }));
  });
});

describe('backups and health', () => {
  let made: { id: string; path: string };

  it('makes a backup beside the running server, proved, and lists it', async () => {
    const { code, json, out } = await lyceum.run('backup', 'create', '--reason', 'a test', '--json');
    expect(code).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(json).toEqual({
      id: expect.stringMatching(/^\d{8}-\d{6}-[0-9a-f]{4}$/),
      path: join(dataFolder, 'backups', 'manual', json.id),
      bytes: expect.any(Number),
      proved: true,
      proved_seconds: expect.any(Number),
    });
    made = json;
    expect((await lyceum.run('backup', 'list', '--json')).json.backups).toMatchObject([
      { id: made.id, state: 'proved' },
    ]);
  });

  it('proves by id and by path, and refuses what is no backup', async () => {
    expect((await lyceum.run('backup', 'prove', made.path, '--json')).json).toMatchObject({
      id: made.id,
      proved: true,
    });
    expect(await lyceum.run('backup', 'prove', 'yesterday')).toMatchObject({ code: 2, out: '' });
    const none = await lyceum.run('backup', 'prove', '20010101-000000-abcd');
    expect(none.code).toBe(1);
    expect(none.err).toContain('There is no backup 20010101-000000-abcd');
  });

  it('restores while the server runs, and only when one really wants it', async () => {
    const unsure = await lyceum.run('backup', 'restore', made.id);
    expect(unsure.code).toBe(2);
    expect(unsure.err).toContain('Add --yes');
    await lyceum.run('user', 'create', ...MARIA.with(1, 'later@example.org'));
    expect((await lyceum.run('user', 'list', '--json')).json.total).toBe(3);
    const { code, json } = await lyceum.run('backup', 'restore', made.path, '--yes', '--json');
    expect(code).toBe(0);
    expect(json).toMatchObject({ id: made.id, restored: true, operation: { kind: 'restore', state: 'done' } });
    expect((await lyceum.run('user', 'list', '--json')).json.total).toBe(2);
    expect((await lyceum.run('status')).code).toBe(0);
  });

  it('finds the record intact after the restore, which says where the one ended that it replaced', async () => {
    const { code, json } = await lyceum.run('ledger', 'verify', '--json');
    expect(json).toMatchObject({ ok: true, scope: 'full', first: 1, trouble: null });
    expect(code).toBe(0);
    const db = openDatabase({ url: database.url, folder: join(dataFolder, 'db') });
    const act = await db.read.get<{ id: number; details: string }>(
      `select id, details from user_activity_logs where action = 'backup.restored'`,
    );
    await db.close();
    const { backup, last_entry, last_hash } = JSON.parse(act?.details ?? '');
    expect(backup).toBe(made.id);
    expect(act?.id).toBe(last_entry.to + 1);
    expect(last_entry.from).toBeGreaterThan(last_entry.to);
    expect(last_hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('says of every check how it stands and what to do', async () => {
    const { json } = await lyceum.run('doctor', '--json');
    expect(json.checks.length).toBeGreaterThanOrEqual(20);
    for (const check of json.checks) expect(['ok', 'warning', 'failing']).toContain(check.state);
    expect(json.checks.map((check: { name: string }) => check.name)).toContain('upkeep');
    const issues = json.checks.filter((check: { state: string }) => check.state !== 'ok');
    for (const issue of issues) expect(issue.remedy?.text, issue.name).toMatch(/\w/);
    // Of the server that runs, which was not started with the command's own settings.
    const firewall = json.checks.find((check: { name: string }) => check.name === 'network-firewall');
    expect(firewall.values.port).toBe(Number(new URL(server.url).port));
  });
});

describe('without a server', () => {
  it('says that none runs, and in which folder it looked', async () => {
    const empty = join(folder.path, 'nothing-here');
    expect(await lyceum.run('status', '--data', empty, '--json')).toMatchObject({ code: 1, json: { running: false } });
    const users = await lyceum.run('user', 'list', '--data', empty);
    expect(users.code).toBe(1);
    expect(users.err).toContain(`There is no academy in the data folder ${empty}.`);
  });

  it('works on the data all the same', async () => {
    expect((await lyceum.run('stop')).code).toBe(0);
    await server.ended;
    expect((await lyceum.run('user', 'list', '--json')).json.total).toBe(2);
    expect((await lyceum.run('stop')).err).toContain('No server runs with the data folder');
    if (ENGINE === 'postgres') {
      const gone = commandLine({ LYCEUM_DATA: dataFolder, DATABASE_URL: 'postgres://nobody:hunter2@127.0.0.1:1/none' });
      const { code, err } = await gone.run('user', 'list');
      expect(code).toBe(1);
      expect(err).toMatch(/The database .* does not answer/);
      expect(err).not.toContain('hunter2');
    }
  });
});

function signIn(email: string, password: string) {
  return fetch(`${server.url}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
}
