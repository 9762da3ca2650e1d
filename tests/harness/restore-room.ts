/**
 * A data folder with a backup in it and with changes made since, servers that run on it, and what is compared afterwards: every
 * row and every file of the academy.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { migrations } from '../../migrations/index.ts';
import { createBackup } from '../../server/backups/create.ts';
import { lockKey, newKey } from '../../server/backups/keys.ts';
import { keysOf, openOwnPlaceToWrite, readMachine, writeMachine } from '../../server/backups/machine.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { productVersion } from '../../server/platform/config/places.ts';
import { loadSecrets } from '../../server/platform/crypto/secrets.ts';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';
import { migrate } from '../../server/platform/db/migrate.ts';
import type { OperationReport } from '../../server/supervisor/contract.ts';
import { ServerReport } from '../../server/supervisor/contract.ts';
import { readControlFile } from '../../server/supervisor/control-file.ts';
import { insertCourse } from '../factories/courses.ts';
import { insertPerson } from '../factories/people.ts';
import { eventually } from './eventually.ts';

export interface RestoreRoom {
  /** Kept as it is; tests work on copies. */
  template: string;
  backup: string;
  /** The academy as it was when the backup was made, and as it is now. */
  then: string;
  now: string;
}

const open = (dataFolder: string, url?: string): Database => openDatabase({ url, folder: join(dataFolder, 'db') });

/** Builds the template: an academy, a backup of it, and then more people, other files. `then` knows these migrations only. */
export async function buildRestoreRoom(template: string, url?: string, known = migrations): Promise<RestoreRoom> {
  const folders = prepareFolders(template);
  loadSecrets(folders.secrets);
  const db = open(template, url);
  await migrate(db.writer, known);
  for (const name of ['ada', 'ben', 'cleo']) await insertPerson(db, { email: `${name}@example.org` });
  const instructor_id = await insertPerson(db, { email: 'teacher@example.org', roles: ['instructor'] });
  await insertCourse(db, { instructor_id });
  await db.writer('settings').insert([...siteRows('Northgate'), ...quietRows()]);
  for (const name of ['kept.bin', 'changed.bin', 'removed.bin']) writeMedia(template, name, name);
  await db.close();
  const backup = await backUp(template, url);
  const later = open(template, url);
  await migrate(later.writer);
  const then = await digestOf(template, url);
  await insertPerson(later, { email: 'dina@example.org' });
  await later.writer('settings').where({ key: 'site.name' }).update({ value: '"Southgate"' });
  await later.close();
  writeMedia(template, 'changed.bin', 'something else');
  writeMedia(template, 'added.bin', 'new');
  rmSync(mediaPath(template, 'removed.bin'));
  return { template, backup, then, now: await digestOf(template, url) };
}

const at = '2026-11-20T09:00:00.000Z';
const siteRows = (name: string) =>
  Object.entries({ name, registration: 'open' }).map(([key, value]) => ({
    key: `site.${key}`,
    value: JSON.stringify(value),
    updated_at: at,
  }));

const HOUR = 3_600_000;

/** Every five minutes the academy looks whether a night's backup is to be made up for, or the night's upkeep is due: neither is here. */
function quietRows() {
  const timeIn = (hours: number) => new Date(systemClock.now() + hours * HOUR).toISOString().slice(11, 16);
  const values = { 'backups.enabled': false, 'upkeep.window_start': timeIn(12), 'upkeep.window_end': timeIn(13) };
  return Object.entries(values).map(([key, value]) => ({ key, value: JSON.stringify(value), updated_at: at }));
}

const mediaPath = (dataFolder: string, name: string) => join(dataFolder, 'media', 'courses', 'documents', name);
function writeMedia(dataFolder: string, name: string, text: string): void {
  writeFileSync(mediaPath(dataFolder, name), text.repeat(2000));
}

export async function backUp(dataFolder: string, url?: string): Promise<string> {
  const site = { key: 'lyceum', name: 'Northgate' };
  const { place, keyId } = await openOwnPlaceToWrite(dataFolder, 0, site, at);
  const signal = new AbortController().signal;
  const options = { kind: 'manual', reason: null, version: productVersion(), clock: systemClock, signal } as const;
  const { id } = await createBackup({ ...options, place, keyId, dataFolder, databaseUrl: url });
  place.store.close();
  return id;
}

/** From now on backups of this folder are encrypted. */
export async function encryptBackups(dataFolder: string, passphrase: string): Promise<void> {
  const key = newKey();
  const machine = readMachine(dataFolder);
  const envelopes = [await lockKey(key, passphrase, at)];
  const keys = [Buffer.from(key.key).toString('base64url')];
  writeMachine(dataFolder, { ...machine, keys, envelopes, key_id: key.id });
  if (keysOf(readMachine(dataFolder))[0]?.id !== key.id) throw new Error('The key was not kept.');
}

/** Overwrites pages in the middle of the database: tables and indexes, not the head. */
export function spoilDatabase(dataFolder: string): void {
  const path = join(dataFolder, 'db', 'lyceum.db');
  const file = openSync(path, 'r+');
  const { size } = statSync(path);
  for (let from = 4096 * 2; from < size; from += 4096 * 3) writeSync(file, Buffer.alloc(2048, 0xa5), 0, 2048, from);
  closeSync(file);
}

/** A fresh copy of the template. */
export function copyOf(room: RestoreRoom, target: string): string {
  mkdirSync(target, { recursive: true });
  cpSync(room.template, target, { recursive: true, preserveTimestamps: true });
  return target;
}

/**
 * What the background does by itself does not count: jobs, its list of backups, samples of who is on now, and seals of the record,
 * which it makes every few minutes and the templates have none of.
 */
const IGNORED = new Set([
  'backup_runs',
  'backups',
  'jobs',
  'ledger_seals',
  'presence_samples',
  'rate_limits',
  'schema_migrations_lock',
  'sqlite_sequence',
]);

/** Beside the keys, so that nobody takes the last seals out of the database unnoticed. */
const SEALED_LAST = 'ledger-anchor.json';

/** One value for every row and file of the academy. */
export async function digestOf(dataFolder: string, url?: string): Promise<string> {
  const hash = createHash('sha256');
  const db = open(dataFolder, url);
  try {
    const names = await db.reader.raw(
      url
        ? `select tablename as name from pg_tables where schemaname = 'public' order by 1`
        : `select name from sqlite_master where type = 'table' order by name`,
    );
    for (const { name } of (url ? names.rows : names) as { name: string }[]) {
      if (IGNORED.has(name)) continue;
      const rows = (await db.reader(name).select()) as Record<string, unknown>[];
      // When a migration ran is another moment on every copy; which ones ran is not.
      if (name === 'schema_migrations')
        for (const row of rows) for (const key of ['id', 'batch', 'migration_time']) delete row[key];
      const kept = rows.filter(
        row => row['action'] !== 'backup.restored' && !/^(health|network-found)\./.test(`${row['key'] as string}`),
      );
      hash.update(
        `${name}\n${kept
          .map(row => JSON.stringify(row))
          .toSorted()
          .join('\n')}\n`,
      );
    }
  } finally {
    await db.close();
  }
  for (const unit of ['media', 'secrets'])
    for (const path of filesBelow(join(dataFolder, unit)).filter(name => name !== SEALED_LAST)) {
      const content = readFileSync(join(dataFolder, unit, path));
      hash.update(`${unit}/${path} ${createHash('sha256').update(content).digest('hex')}\n`);
    }
  return hash.digest('hex');
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();
}

/** The control server of a running server. */
export function controlOf(dataFolder: string) {
  const file = readControlFile(dataFolder);
  const ask = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${file?.port}${path}`, {
      method,
      headers: { authorization: `Bearer ${file?.token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  return {
    report: async () => ServerReport.parse((await ask('GET', '/state')).body),
    restore: (backup: string, place: unknown = { kind: 'own', number: 0 }, secret: string | null = null) =>
      ask('POST', '/operations', {
        plan: { kind: 'restore', title: 'Restore', academy: 'Northgate', values: { backup, place } },
        secret,
      }),
    operate: (plan: unknown) => ask('POST', '/operations', { plan }),
    cancel: () => ask('POST', '/operations/cancel'),
    restart: () => ask('POST', '/restart'),
  };
}

/** Waits until the operation of this folder has ended and the server serves again; answers its report. */
export function untilEnded(dataFolder: string): Promise<OperationReport> {
  return eventually(
    'the operation ends',
    async () => {
      const { operation, state } = await controlOf(dataFolder).report();
      const isOver =
        operation?.ended_at && (state.name === 'ready' || state.name === 'failed' || state.name === 'damaged');
      return isOver ? operation : false;
    },
    120_000,
  );
}
