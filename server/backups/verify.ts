/** Looks whether everything that a backup needs is there, and reads again as much of it as is asked for. */
import type { FileEntry, Header } from './format.ts';
import { damaged, type Manifest, readManifest } from './manifest.ts';
import { readPart } from './parts.ts';
import type { Place } from './places/place.ts';
import { BackupTrouble, troubleOf } from './trouble.ts';

type Part = FileEntry['parts'][number];

export interface VerifyOptions {
  signal?: AbortSignal;
  /** 0 to 1. */
  progress?: (fraction: number) => void;
  /** Which parts are read and hashed again, all unless told; the others must be there. */
  reread?: (part: Part, file: FileEntry) => boolean;
}

export interface Verified {
  header: Header;
  parts: number;
  /** Bytes read and hashed again. */
  bytes: number;
}

/** Throws `incomplete` or `damaged`, naming the file. */
export async function verifyBackup(place: Place, id: string, options: VerifyOptions = {}): Promise<Verified> {
  const manifest = await readManifest(place, id);
  try {
    const { bad, parts, bytes } = await inspectParts(place, manifest, options);
    const [first] = bad;
    if (first?.what === 'missing')
      throw new BackupTrouble(
        'incomplete',
        `Backup ${id} has lost a part of ${first.file.path}.`,
        'Use another backup.',
      );
    if (first) throw damaged(id, `a part of ${first.file.path} is not as it was written`);
    return { header: manifest.header, parts, bytes };
  } catch (error) {
    throw troubleOf(error, place.store.where);
  }
}

export interface Inspected {
  parts: number;
  bytes: number;
  bad: { part: Part; file: FileEntry; what: 'missing' | 'changed' }[];
}

/** Goes through all of it, whatever is found on the way. */
export async function inspectParts(
  { store }: Place,
  { contents, sealer }: Pick<Manifest, 'contents' | 'sealer'>,
  { signal, progress, reread = () => true }: VerifyOptions,
): Promise<Inspected> {
  const there = new Set<string>();
  for await (const { name } of store.list('objects')) there.add(name.split('/').at(-1) ?? '');
  const parts = new Map(contents.files.flatMap(file => file.parts.map(part => [part.object, { part, file }] as const)));
  const found: Inspected = { parts: parts.size, bytes: 0, bad: [] };
  let done = 0;
  for (const { part, file } of parts.values()) {
    signal?.throwIfAborted();
    const content = !there.has(part.object)
      ? 'missing'
      : reread(part, file)
        ? await readPart(store, sealer, part)
        : null;
    if (typeof content === 'string') found.bad.push({ part, file, what: content });
    else found.bytes += content?.length ?? 0;
    progress?.(++done / parts.size);
  }
  return found;
}
