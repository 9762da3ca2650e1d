/** An academy on the disk that can be backed up without a server: database, media, secrets. */
import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBackup } from '../../server/backups/create.ts';
import type { PlaceAddress } from '../../server/backups/contract.ts';
import { type BackupKey, lockKey } from '../../server/backups/keys.ts';
import { adoptPlace, type Place } from '../../server/backups/places/place.ts';
import { instant, systemClock } from '../../server/platform/clock.ts';
import { prepareFolders } from '../../server/platform/config/folders.ts';
import { knownMigrations, migrate } from '../../server/platform/db/migrate.ts';
import { openDatabase } from '../../server/platform/db/database.ts';
import { createSiteSettings } from '../../server/site/repository.ts';
import { insertPerson } from './people.ts';

export const SITE = { key: 'northgate', name: 'Northgate Academy' };
export const HERE = { siteKey: SITE.key, version: '1.0.0', migrations: knownMigrations };
export const PASSPHRASE = 'harbour-lantern-olive-42';

/** Content that packs badly and differs from file to file. */
export function noise(bytes: number, seed: number): Buffer {
  const made = Buffer.alloc(bytes);
  let value = seed + 1;
  for (let i = 0; i < bytes; i += 4) {
    value = (Math.imul(value, 1_664_525) + 1_013_904_223) >>> 0;
    made.writeUInt32LE(value, Math.min(i, bytes - 4));
  }
  return made;
}

/** Makes the folders and the database with one person, and files that the database does not know. */
export async function makeAcademy(dataFolder: string, files: Record<string, Buffer> = {}): Promise<void> {
  const db = openDatabase({ url: undefined, folder: prepareFolders(dataFolder).db });
  await migrate(db.writer);
  await db.writer.transaction(tx => createSiteSettings(db).write(tx, { ...SITE }, instant(systemClock.now())));
  await insertPerson(db, { email: 'ada@example.org', roles: ['administrator'] });
  await db.close();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(dataFolder, 'media', name), content);
  writeFileSync(join(dataFolder, 'secrets', 'sealing-key'), 'sealing key of the academy');
}

export function folderPlace(path: string): PlaceAddress {
  return { kind: 'folder', path, mount: null, volume: null, label: null };
}

/** The place, ours, and where a key is given with its envelope. */
export async function openTestPlace(address: PlaceAddress, key: BackupKey | null = null): Promise<Place> {
  if (address.kind !== 'bucket') mkdirSync(address.path, { recursive: true });
  const at = instant(systemClock.now());
  const place = await adoptPlace(address, SITE, at, { keys: key ? [key] : [] });
  if (!key || place.envelopes.length > 0) return place;
  const envelope = await lockKey(key, PASSPHRASE, at);
  await place.store.put(`keys/${key.id}.json`, Buffer.from(JSON.stringify(envelope)));
  return { ...place, envelopes: [envelope] };
}

export function backUpTo(
  place: Place,
  dataFolder: string,
  key: BackupKey | null = null,
  signal = new AbortController().signal,
) {
  const about = { dataFolder, databaseUrl: undefined, kind: 'manual', reason: null, version: '1.0.0' } as const;
  return createBackup({ ...about, place, keyId: key?.id ?? null, clock: systemClock, signal });
}

/** Files below a folder, relative, with `/`. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => statSync(join(folder, name)).isFile())
    .map(name => name.replaceAll('\\', '/'));
}
