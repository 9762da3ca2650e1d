/** Backups in the clear leave the keys of the academy out: what is in them, and what a restore makes of that on any machine. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { packKeys } from '../../server/backups/key-file.ts';
import { readMachine } from '../../server/backups/machine.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { openKeyring } from '../../server/platform/crypto/keyring.ts';
import { createSealing } from '../../server/platform/crypto/sealing.ts';
import { loadSecrets } from '../../server/platform/crypto/secrets.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import { commandLine } from '../harness/command-line.ts';
import { eventually } from '../harness/eventually.ts';
import { temporaryFolder } from '../harness/folders.ts';
import {
  asBefore,
  buildKeysRoom,
  certificateHolds,
  readableIn,
  secretsFoundIn,
  secretsOf,
} from '../harness/keys-room.ts';
import { freePort } from '../harness/ports.ts';
import { startServer } from '../harness/processes.ts';
import { startPostgres, type TestPostgres } from '../harness/postgres.ts';
import { backUp, encryptBackups } from '../harness/restore-room.ts';

const folder = temporaryFolder('keys-apart');
const PASSPHRASE = 'harbour-lantern-olive-42';
const SITE = { key: 'lyceum', name: 'Northgate' };
const ALL = {
  settings: true,
  user_profiles: true,
  authenticators: true,
  mail_messages: true,
  identity_providers: true,
};
const at = '2026-11-20T09:00:00.000Z';
let postgres: TestPostgres;
let count = 0;

beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  folder.remove();
});

interface Room {
  home: string;
  url: string | undefined;
  backup: string;
  /** Text of the key file. */
  keys: string;
}

async function room(engine: string, key = SITE.key): Promise<Room> {
  const home = join(folder.path, `home-${++count}`);
  const url = engine === 'SQLite' ? undefined : await postgres.createDatabase(`home_${count}`);
  await buildKeysRoom(home, url, key);
  const keys = await packKeys(home, { site: { ...SITE, key }, passphrase: PASSPHRASE, at });
  return { home, url, backup: await backUp(home, url), keys };
}

/** A machine on which nobody has set up anything, with keys of its own. */
async function newMachine(engine: string) {
  const data = join(folder.path, `new-${++count}`);
  const url = engine === 'SQLite' ? undefined : await postgres.createDatabase(`new_${count}`);
  loadSecrets(prepareFolders(data).secrets);
  const db = openDatabase({ url, folder: join(data, 'db') });
  await migrate(db.writer);
  await db.close();
  return { data, url };
}

const restore = (data: string, url: string | undefined, path: string, ...more: string[]) =>
  commandLine({ LYCEUM_DATA: data, DATABASE_URL: url }).run('backup', 'restore', path, '--yes', '--json', ...more);

const pathOf = ({ home, backup }: Room) => join(home, 'backups', 'manual', backup);

function fileOf(text: string): string {
  const path = join(folder.path, `keys-${++count}.json`);
  writeFileSync(path, text);
  return path;
}

describe.each(['SQLite', 'PostgreSQL'])('on %s', engine => {
  let one: Room;
  beforeAll(async () => {
    one = await room(engine);
  });

  test('a backup in the clear holds no key, an encrypted one carries them', async () => {
    expect(secretsFoundIn(join(one.home, 'backups'), join(one.home, 'secrets'))).toEqual([]);
    const header = JSON.parse(readFileSync(join(pathOf(one), 'backup.json'), 'utf8'));
    expect(header.keys.sealing).toEqual(loadSecrets(join(one.home, 'secrets')).sealingKey.ids());
    const locked = await room(engine);
    await encryptBackups(locked.home, PASSPHRASE);
    const id = await backUp(locked.home, locked.url);
    const { data, url } = await newMachine(engine);
    const came = await restore(data, url, join(locked.home, 'backups', 'manual', id), '--passphrase', PASSPHRASE);
    expect([came.code, came.err]).toEqual([0, expect.any(String)]);
    expect(await readableIn(data, url)).toEqual(ALL);
    expect(secretsOf(data)).toEqual(secretsOf(locked.home));
  });

  test('on the same machine everything is readable, also after the key was changed', async () => {
    const { home, url, backup } = await room(engine);
    const before = secretsOf(home);
    expect((await restore(home, url, backup)).code).toBe(0);
    expect(secretsOf(home)).toEqual(before);
    expect(await readableIn(home, url)).toEqual(ALL);
    const ring = openKeyring(join(home, 'secrets', 'sealing-key'));
    const [old] = ring.ids();
    const next = ring.add();
    expect(ring.keepCurrent()).toEqual([old]);
    expect((await restore(home, url, backup)).code).toBe(0);
    expect(ring.ids()).toEqual([next]);
    expect(await readableIn(home, url)).toEqual(ALL);
  });

  test('elsewhere the key file brings everything; without it nothing begins', async () => {
    const { data, url } = await newMachine(engine);
    const [path, file] = [pathOf(one), fileOf(one.keys)];
    const own = secretsOf(data);
    const other = await room(engine, 'southgate');
    const refusals = [
      [[], /--keys FILE, or add --without-keys/],
      [['--keys', file, '--passphrase', 'not the right one'], /does not open the key file/],
      [['--keys', fileOf(other.keys), '--passphrase', PASSPHRASE], /keys of another academy/],
      [['--keys', fileOf('{"lyceum":"something"}'), '--passphrase', PASSPHRASE], /no key file of an academy/],
    ] as const;
    for (const [more, words] of refusals) {
      const said = await restore(data, url, path, ...more);
      expect([said.code !== 0, `${said.out}${said.err}`]).toEqual([true, expect.stringMatching(words)]);
      expect(secretsOf(data)).toEqual(own);
    }
    expect((await restore(data, url, path, '--keys', file, '--passphrase', PASSPHRASE)).code).toBe(0);
    expect(await readableIn(data, url)).toEqual(ALL);
    expect(secretsOf(data)).toEqual(secretsOf(one.home));
    expect(readMachine(data).keys_kept?.sealing).toEqual(loadSecrets(join(one.home, 'secrets')).sealingKey.ids());
  });

  test('without any keys, by choice: what was sealed is emptied, what was signed goes on being verified', async () => {
    const { data, url } = await newMachine(engine);
    const own = secretsOf(data);
    expect((await restore(data, url, pathOf(one), '--without-keys')).code).toBe(0);
    expect(secretsOf(data)).toMatchObject(own);
    const empty = { settings: null, user_profiles: null, authenticators: null, identity_providers: null };
    expect(await readableIn(data, url)).toEqual({ ...empty, mail_messages: true });
    expect(await certificateHolds(data, url)).toBe(true);
    const lyceum = commandLine({ LYCEUM_DATA: data, DATABASE_URL: url });
    expect((await lyceum.run('ledger', 'verify', '--json')).json).toMatchObject({ ok: true });
    const db = openDatabase({ url, folder: join(data, 'db') });
    const acts = await db.read.all<{ details: string }>(
      "select details from user_activity_logs where action = 'keys.replaced'",
    );
    const codes = await db.reader('recovery_codes');
    await db.close();
    expect(codes).toHaveLength(1);
    const lost = { settings: 1, user_profiles: 1, authenticators: 1, mail_messages: 1, identity_providers: 1 };
    expect(acts.map(({ details }) => JSON.parse(details).lost)).toEqual([lost]);
    // And from there on, on to the next machine: what it needs are its own keys, and the public ones of before.
    const again = await backUp(data, url);
    expect(secretsFoundIn(join(data, 'backups'), join(data, 'secrets'))).toEqual([]);
    const third = await newMachine(engine);
    const came = await restore(third.data, third.url, join(data, 'backups', 'manual', again), '--without-keys');
    expect(came.code).toBe(0);
    expect(await certificateHolds(third.data, third.url)).toBe(true);
  });
});

test('a backup from before, with keys in the clear, brings them; those of now still open the backup made before it', async () => {
  const { home, backup } = await room('SQLite');
  await asBefore(home, backup);
  const then = secretsOf(home)['sealing-key'];
  const ring = openKeyring(join(home, 'secrets', 'sealing-key'));
  const now = ring.add();
  const latest = await backUp(home);
  expect((await restore(home, undefined, backup)).code).toBe(0);
  expect(secretsOf(home)['sealing-key']).toBe(then);
  expect(await readableIn(home)).toEqual(ALL);
  expect(ring.byId(now)).toBeDefined();
  expect((await restore(home, undefined, latest)).code).toBe(0);
  expect(await readableIn(home)).toEqual(ALL);
});

test('killed in the middle of bringing everything under a new key, it goes on with the next start', async () => {
  const data = join(folder.path, 'rotating');
  await buildKeysRoom(data);
  const sealing = createSealing(loadSecrets(join(data, 'secrets')).sealingKey);
  const db = openDatabase({ url: undefined, folder: join(data, 'db') });
  const [one] = await db.reader('mail_messages').select<{ content: string }[]>();
  for (let n = 0; n < 3000; n += 100)
    await db.writer('mail_messages').insert(
      Array.from({ length: 100 }, (_, i) => ({
        ...one,
        id: 10 + n + i,
        message_id: `m${n + i}`,
        content: sealing.seal(`{"text":"${n + i}","html":""}`, 'mail_messages.content'),
      })),
    );
  await db.close();
  const serve = async () => startServer({ dataFolder: data, port: await freePort(), workers: 1 });
  const lyceum = commandLine({ LYCEUM_DATA: data });
  const leftOf = async () => (await lyceum.run('keys', 'list', '--json')).json as { ids: string[]; left: number };
  const first = await serve();
  expect((await lyceum.run('keys', 'rotate')).code).toBe(0);
  const { ids } = await leftOf();
  expect(ids).toHaveLength(2);
  await first.kill();
  // Wherever it was: what is under the old key opens as well as what is under the new one.
  expect(await readableIn(data)).toEqual(ALL);
  const second = await serve();
  try {
    await eventually('everything is under the new key', async () => (await leftOf()).left === 0, 120_000);
    expect(await readableIn(data)).toEqual(ALL);
    expect((await leftOf()).ids[0]).toBe(ids[0]);
  } finally {
    await second.stop();
  }
});
