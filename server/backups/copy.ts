/** Brings a backup from one place to another as it is: the same objects, the same manifest, so that both are the same backup. */
import type { Clock } from '../platform/clock.ts';
import { folderOf, type Header, objectPath } from './format.ts';
import { readManifest } from './manifest.ts';
import { lockPlace } from './places/lock.ts';
import type { Place } from './places/place.ts';
import { BackupTrouble, troubleOf } from './trouble.ts';

export interface CopyOptions {
  clock: Clock;
  signal: AbortSignal;
  /** 0 to 1. */
  progress?: (fraction: number) => void;
}

export async function copyBackup(from: Place, to: Place, id: string, options: CopyOptions): Promise<Header> {
  const { clock, signal, progress } = options;
  const { header, contents } = await readManifest(from, id);
  const lock = await lockPlace(to.store, clock);
  try {
    await to.store.tidy();
    const there = new Set<string>();
    for await (const { name, bytes } of to.store.list('objects')) if (bytes > 0) there.add(name);
    const names = new Set(contents.files.flatMap(file => file.parts.map(part => objectPath(part.object))));
    let done = 0;
    for (const name of names) {
      signal.throwIfAborted();
      if (!there.has(name)) await bring(from, to, name);
      progress?.(++done / names.size);
    }
    await to.store.settle();
    const folder = folderOf(header);
    if (header.key_id !== null) await bring(from, to, `${folder}/key.json`);
    await bring(from, to, `${folder}/contents`);
    await to.store.settle();
    await bring(from, to, `${folder}/backup.json`);
    await to.store.settle();
    return header;
  } catch (error) {
    throw troubleOf(error, to.store.where);
  } finally {
    await lock.release();
  }
}

async function bring(from: Place, to: Place, name: string): Promise<void> {
  const bytes = await from.store.get(name);
  if (!bytes) throw new BackupTrouble('incomplete', `${name} is missing in ${from.store.where}.`, 'Make a new backup.');
  await to.store.put(name, bytes);
}
