import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { createLog } from './log.ts';
import { scrub } from './scrubbing.ts';

const KEY = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIGQ\n-----END PRIVATE KEY-----';

test.each([
  ['an e-mail address', 'Key (email_folded)=(maria.silva+x@example.org) already exists.', 'maria.silva'],
  ['an e-mail address in an address', '/reset?mail=maria%40example.org', 'maria'],
  ['a password in JSON', '{"password":"correct horse \\"battery\\" staple"}', 'battery'],
  ['a password in JSON within JSON', '{"msg":"{\\"smtp_password\\":\\"hunter2!\\"}"}', 'hunter2'],
  ['a name and value', 'DATABASE_PASSWORD=hunter2 LYCEUM_PORT=8080', 'hunter2'],
  ['a name and value with a colon', 'passphrase: hunter2', 'hunter2'],
  ['a database address', 'postgres://lyceum:hunter2@db.local/lyceum', 'hunter2'],
  ['an Authorization header', 'Authorization: Bearer abcdef123456', 'abcdef123456'],
  ['a signed token', 'got eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.sig-na_ture for it', 'eyJ'],
  ['a password hash', "values ('$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA')", 'argon2'],
  ['a key', KEY, 'MC4CAQ'],
  ['a set-up code', 'open /setup?code=B4QD-FGGH-X5JY', 'FGGH'],
  ['a recovery code', 'it was h7dk-mm2p-qqrs', 'mm2p'],
  ['an invitation', 'register with KQ7RD-MM2PX', 'MM2PX'],
  ['what a provider sends back', '/sso/callback?code=4-0AbCdE&state=xyz-1', '4-0AbCdE'],
  ['the value of a key', 'Key (name)=(Maria Silva (I)) already exists.', 'Maria'],
  ['a row', 'Failing row contains (7, Maria, (x), null).', 'Maria'],
  ['a value of another type', 'invalid input syntax for type bigint: "Maria Silva"', 'Maria'],
  ['a value of another type in JSON', '{"m":"invalid input syntax for type bigint: \\"Maria Silva\\""}', 'Maria'],
  ['a digest in hex', 'hash 3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b', '3a7bd3'],
  ['a sealed value', '1.3a7bd3e2.hR8vQ2kPz01mXyB7cWd3eUf5gTi9jSkLnVoZqA4bC6x', 'hR8vQ2'],
])('%s is taken out', (_, text, secret) => {
  expect(text).toContain(secret);
  expect(scrub(text)).not.toContain(secret);
});

test.each([
  ['with capitals and small letters in long runs', '0QSdpgeMOOYRekbb27HCUyknjjmIqhr77wHjxlTIsag'],
  ['without a digit', 'zKiPJDiyeVwnKZaramukPMrNOPFQTNvXhKguudwmykI'],
])('a token %s is one all the same', (_, token) => {
  expect(scrub(`it was ${token}.`)).toBe('it was [token].');
});

test('tokens as the product makes them are taken out, whatever stands around them', () => {
  const passed: string[] = [];
  for (let i = 0; i < 20_000; i++) {
    const token = createHash('sha256').update(String(i)).digest('base64url');
    if (scrub(`it was ${token}.`).includes(token)) passed.push(token);
  }
  expect(passed).toEqual([]);
});

test.each([
  'select id, password_hash, is_active from users where email_folded = ?',
  '/work/server/features/very-long-folder-name/another-long-file-name.ts:120:33',
  'request 0b2f6d4e-9d5f-4b0e-8a59-3d1f6f1c2b7a took 1200 ms',
  'request 1d080fc6-4a3b-4b29-b39c-b39700a9a38c took 1200 ms',
  'request 7e2a9c44-53b6-4cde-9fab-9c8e7d6a5b42 took 1200 ms',
  'createBackupOfTheWholeAcademyAndProveIt failed',
  'cannot open /media/USB/BACKUP/LyceumBackupsOfTheAcademy: it is gone',
  'cannot open /media/Academy-Disk-2/Lyceum-backups/objects/manifest.json',
  'overview.sample-presence at 2026-11-21T05:15:08.245Z',
  'this-that-them and over-from-with stay words',
  'null value in column "name" of relation "users" violates not-null constraint',
])('what one needs to understand a line stays: %s', text => {
  expect(scrub(text)).toBe(text);
});

test('a line of the log is scrubbed and stays JSON, also when an error quotes what it failed on', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', role: 'web', to: { write: line => lines.push(line) } });
  const err = Object.assign(new Error(`insert into users values ('maria@example.org', '{"password":"hunter2"}')`), {
    detail: 'Key (email)=(maria@example.org) exists.',
  });
  log.error({ err, requestId: '0b2f6d4e-9d5f-4b0e-8a59-3d1f6f1c2b7a', token: 'abc' }, 'request failed');
  expect(lines.join('')).not.toMatch(/maria|hunter2|abc/);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ role: 'web', msg: 'request failed', level: 50 });
});

test('of an error only what it is stays: drivers hang on it what they failed on', () => {
  const lines: string[] = [];
  const log = createLog({ level: 'info', role: 'web', to: { write: line => lines.push(line) } });
  const driver = Object.assign(new Error('violates check constraint'), {
    code: '23514',
    constraint: 'users_name',
    detail: 'Maria Silva',
    body: '{"first_name":"Maria"}',
  });
  log.error({ err: new AggregateError([driver, 'odd'], 'both failed', { cause: driver }) }, 'request failed');
  expect(lines.join('')).not.toContain('Maria');
  const { err } = JSON.parse(lines[0] ?? '');
  expect(err).toMatchObject({ type: 'AggregateError', cause: { code: '23514', constraint: 'users_name' } });
  expect(err.errors).toMatchObject([{ message: 'violates check constraint' }, 'odd']);
});
