/** Takes away what the retention no longer asks for: first the backups, then the objects that none of the others needs. */
import { type Clock, DAY } from '../platform/clock.ts';
import { backupId, folderOf, type Header } from './format.ts';
import { findHeader, listBackups, readManifest } from './manifest.ts';
import { lockPlace } from './places/lock.ts';
import type { Place } from './places/place.ts';
import { type Retention, toRemove } from './retention-rules.ts';
import { troubleOf } from './trouble.ts';

export interface Pruned {
  backups: string[];
  objects: number;
  bytes: number;
  /** Why no object was removed; null when the sweep ran. */
  held: string | null;
}

export interface PruneOptions {
  clock: Clock;
  signal: AbortSignal;
  /** Keeps to it; without one only `remove` goes. */
  retention?: Retention;
  remove?: readonly string[];
}

export async function prune(place: Place, { clock, signal, retention, remove = [] }: PruneOptions): Promise<Pruned> {
  const lock = await lockPlace(place.store, clock);
  try {
    const backups = [...remove];
    if (retention) {
      const readable = (await listBackups(place)).flatMap(({ header, proof }) =>
        header ? [{ id: header.id, kind: header.kind, proved: proof?.ok ?? false }] : [],
      );
      backups.push(...toRemove(readable, retention, backupId(clock.now() + DAY, 'ffff')));
    }
    for (const id of new Set(backups)) {
      signal.throwIfAborted();
      await removeBackup(place, await findHeader(place, id));
    }
    return { backups, ...(await sweep(place, signal)) };
  } catch (error) {
    throw troubleOf(error, place.store.where);
  } finally {
    await lock.release();
  }
}

/** The header goes first, and is gone for good before anything else is: from then on it is no backup. */
async function removeBackup({ store }: Place, header: Header): Promise<void> {
  const folder = folderOf(header);
  await store.remove(`${folder}/backup.json`);
  await store.settle();
  for (const name of ['proof.json', 'key.json', 'contents']) await store.remove(`${folder}/${name}`);
}

async function sweep(place: Place, signal: AbortSignal): Promise<Omit<Pruned, 'backups'>> {
  const needed = new Set<string>();
  for (const { id, trouble } of await listBackups(place)) {
    try {
      if (trouble !== null) throw new Error(trouble);
      const { contents } = await readManifest(place, id);
      for (const file of contents.files) for (const part of file.parts) needed.add(part.object);
    } catch (error) {
      // What it needs is not known: then nothing may go.
      return { objects: 0, bytes: 0, held: (error as Error).message };
    }
  }
  let [objects, bytes] = [0, 0];
  for await (const stored of place.store.list('objects')) {
    signal.throwIfAborted();
    if (needed.has(stored.name.split('/').at(-1) ?? '')) continue;
    await place.store.remove(stored.name);
    objects++;
    bytes += stored.bytes;
  }
  return { objects, bytes, held: null };
}
