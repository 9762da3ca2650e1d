/** A place opened for work: its store, whose it is, and the keys that open what it holds. */
import { randomUUID } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { makeFolders } from '../../platform/files/folders.ts';
import type { PlaceAddress } from '../contract.ts';
import { KeyEnvelope, PlaceMark } from '../format.ts';
import { type BackupKey, unlockKey } from '../keys.ts';
import { BackupTrouble, troubleOf } from '../trouble.ts';
import { openBucket } from './bucket.ts';
import { openFolder } from './folder.ts';
import { presentAddress } from './mounts.ts';
import type { Store } from './store.ts';

export interface Place {
  store: Store;
  mark: PlaceMark | null;
  /** Envelopes of the keys that were used here. */
  envelopes: KeyEnvelope[];
  /** Keys at hand. */
  keys: ReadonlyMap<string, BackupKey>;
}

export interface OpenOptions {
  /** Keys that this machine knows; backups of other keys stay locked. */
  keys?: readonly BackupKey[];
  /** Opens every key that it fits. Throws `wrong-passphrase` when it fits none. */
  passphrase?: string;
}

/** Reads only. Throws `place-missing` when the place is not there. */
export async function openPlace(address: PlaceAddress, options: OpenOptions = {}): Promise<Place> {
  const store = await openStore(address);
  try {
    const mark = markOf(await store.get('place.json'), store.where);
    const envelopes: KeyEnvelope[] = [];
    for await (const { name } of store.list('keys')) {
      const envelope = parsed(KeyEnvelope, await store.get(name));
      if (envelope) envelopes.push(envelope);
    }
    const keys = new Map((options.keys ?? []).map(key => [key.id, key]));
    if (options.passphrase !== undefined)
      for (const key of await unlockAll(envelopes, options.passphrase)) keys.set(key.id, key);
    return { store, mark, envelopes, keys };
  } catch (error) {
    store.close();
    throw troubleOf(error, store.where);
  }
}

async function openStore(given: PlaceAddress): Promise<Store> {
  const address = await presentAddress(given);
  if (address.kind === 'bucket') return openBucket(address);
  try {
    if (!(await stat(address.path)).isDirectory()) throw new Error('not a folder');
  } catch (cause) {
    throw new BackupTrouble(
      'place-missing',
      `The backup folder ${address.path} is not there.`,
      'Connect it again or choose another place.',
      cause,
    );
  }
  return openFolder(address.path);
}

/** Makes the place ours where it is new. Throws `foreign` when another academy's backups lie there. */
export async function adoptPlace(
  address: PlaceAddress,
  site: PlaceMark['site'],
  at: string,
  options: OpenOptions = {},
): Promise<Place> {
  await makeFolder(address);
  const place = await openPlace(address, options);
  const { mark, store } = place;
  if (mark && mark.site.key !== site.key) {
    store.close();
    throw new BackupTrouble(
      'foreign',
      `${store.where} holds the backups of another academy, ${mark.site.name}.`,
      'Choose another folder; nothing was changed.',
    );
  }
  if (mark) return place;
  const made: PlaceMark = { format: 1, place_id: randomUUID(), site, made_at: at };
  try {
    await store.put('place.json', Buffer.from(JSON.stringify(made, null, 2)));
    await store.settle();
  } catch (error) {
    store.close();
    throw troubleOf(error, store.where);
  }
  return { ...place, mark: made };
}

/** Only where its disk or share is really there; else the system's own disk would fill up in its stead. */
async function makeFolder(given: PlaceAddress): Promise<void> {
  if (given.kind === 'bucket') return;
  const { path } = (await presentAddress(given)) as { path: string };
  try {
    await makeFolders(path, 0o700);
  } catch (error) {
    throw troubleOf(error, path);
  }
}

async function unlockAll(envelopes: readonly KeyEnvelope[], passphrase: string): Promise<BackupKey[]> {
  const opened: BackupKey[] = [];
  let wrong: Error | undefined;
  for (const envelope of envelopes) {
    try {
      opened.push(await unlockKey(envelope, passphrase));
    } catch (error) {
      wrong = error as Error;
    }
  }
  if (opened.length === 0 && wrong) throw wrong;
  return opened;
}

/** Throws `newer` for the mark of a later format: to write it anew would take the place from whoever understands it. */
function markOf(bytes: Buffer | undefined, where: string): PlaceMark | null {
  const any = parsed(z.object({ format: z.number() }), bytes);
  if (any && any.format > 1)
    throw new BackupTrouble(
      'newer',
      `The backups in ${where} were written by a newer Lyceum (format ${any.format}).`,
      'Update Lyceum on this machine first, or choose another folder.',
    );
  return parsed(PlaceMark, bytes);
}

/** undefined where nothing is or where it cannot be understood: then it is written anew. */
function parsed<S extends z.ZodType>(schema: S, bytes: Buffer | undefined): z.output<S> | null {
  if (!bytes) return null;
  try {
    return schema.parse(JSON.parse(bytes.toString()));
  } catch {
    return null;
  }
}
