/**
 * What this machine must know to reach and open its backups even when its database is gone: places and keys, in
 * `secrets/backups.json` (0600). It is in no backup and is kept when one is restored, so that an old copy brings back neither an old
 * place nor a wrong key.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../platform/files/durable.ts';
import { PlaceAddress } from './contract.ts';
import { KeyEnvelope } from './format.ts';
import { type BackupKey, keyFrom } from './keys.ts';
import { adoptPlace, openPlace, type OpenOptions, type Place } from './places/place.ts';
import { BACKUP_SECRETS } from './source.ts';

const Machine = z.object({
  /** The first, and perhaps a second one. Empty until somebody chose: then backups lie in the data folder. */
  places: z.array(PlaceAddress).max(2).default([]),
  /** Keys of 32 bytes, base64url, the newest last. */
  keys: z.array(z.string()).default([]),
  /** With the passphrase; goes into every place. */
  envelopes: z.array(KeyEnvelope).default([]),
  /** The key of new backups; null leaves them in the clear. */
  key_id: z.string().nullable().default(null),
  /** When the admin said that the passphrase is written down (UTC instant). */
  written_down_at: z.string().nullable().default(null),
  /** When a file of the academy's keys was saved last, and which sealing keys are in it. */
  keys_kept: z
    .object({ at: z.string(), sealing: z.array(z.string()) })
    .nullable()
    .default(null),
});
export type Machine = z.output<typeof Machine>;

/** Throws an Error that names the file when it cannot be understood. */
export function readMachine(dataFolder: string): Machine {
  const path = join(dataFolder, BACKUP_SECRETS);
  try {
    return Machine.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return Machine.parse({});
    throw new Error(`${path} cannot be read. Choose the place of the backups again.`, { cause });
  }
}

export function writeMachine(dataFolder: string, machine: Machine): void {
  const path = join(dataFolder, BACKUP_SECRETS);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  writeDurably(path, JSON.stringify(machine, null, 2));
}

/** Where backups go as long as nobody chose. */
export function placesOf(machine: Machine, dataFolder: string): PlaceAddress[] {
  if (machine.places.length > 0) return machine.places;
  return [{ kind: 'folder', path: join(dataFolder, 'backups'), mount: null, volume: null, label: null }];
}

export function keysOf({ keys }: Machine): BackupKey[] {
  return keys.map(key => keyFrom(Buffer.from(key, 'base64url')));
}

/** One of this machine's places, for reading. Throws `place-missing`. */
export async function openOwnPlace(dataFolder: string, which = 0, options: OpenOptions = {}): Promise<Place> {
  const machine = readMachine(dataFolder);
  const address = placesOf(machine, dataFolder)[which];
  if (!address) throw new Error(`There is no place number ${which + 1} for backups.`);
  return openPlace(address, { keys: keysOf(machine), ...options });
}

/** The same for writing: made ours where it is new, with the envelopes of our keys in it. */
export async function openOwnPlaceToWrite(
  dataFolder: string,
  which: number,
  site: { key: string; name: string },
  at: string,
): Promise<{ place: Place; keyId: string | null }> {
  const machine = readMachine(dataFolder);
  const address = placesOf(machine, dataFolder)[which];
  if (!address) throw new Error(`There is no place number ${which + 1} for backups.`);
  const place = await adoptPlace(address, site, at, { keys: keysOf(machine) });
  await bringEnvelopes(place, machine.envelopes);
  return { place: { ...place, envelopes: machine.envelopes }, keyId: machine.key_id };
}

/** A changed passphrase reaches the place with the next backup. */
async function bringEnvelopes({ store, envelopes }: Place, ours: readonly KeyEnvelope[]): Promise<void> {
  for (const envelope of ours) {
    const there = envelopes.find(each => each.key_id === envelope.key_id);
    if (there?.locked !== envelope.locked)
      await store.put(`keys/${envelope.key_id}.json`, Buffer.from(JSON.stringify(envelope, null, 2)));
  }
  await store.settle();
}
