/** A file as parts, and parts as objects of a place: what is there already is neither sent nor, when unchanged, read again. */
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import { type FileEntry, objectPath } from './format.ts';
import type { Sealer } from './keys.ts';
import { sha256 } from './manifest.ts';
import type { Store } from './places/store.ts';

type Part = FileEntry['parts'][number];

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/** First byte of an object: how its content is packed. */
const PLAIN = 0;
const GZIP = 1;

export interface PartWriter {
  /** Answers at once how the part is called; the bytes are on their way. `squeeze` packs what packs well. */
  write(bytes: Buffer, squeeze: boolean): Promise<Part>;
  /** Waits for everything on its way; throws what went wrong. */
  finish(): Promise<void>;
  /** Bytes that the place did not have, as the academy counts them. */
  newBytes(): number;
}

/** `known`: objects that the place has, by name; it grows. */
export function createPartWriter(store: Store, sealer: Sealer, known: Set<string>, signal: AbortSignal): PartWriter {
  const underWay = new Set<Promise<void>>();
  let fresh = 0;
  let broken: Error | undefined;
  const store1 = async (name: string, bytes: Buffer, squeeze: boolean) => {
    const body = squeeze ? await pack(bytes, { level: 1 }) : bytes;
    const whole = Buffer.concat([Buffer.of(squeeze ? GZIP : PLAIN), body]);
    await store.put(objectPath(name), sealer.seal(whole, name));
  };
  return {
    async write(bytes, squeeze) {
      signal.throwIfAborted();
      if (broken) throw broken;
      const hash = sha256(bytes);
      const object = sealer.nameOf(hash);
      if (!known.has(object)) {
        known.add(object);
        fresh += bytes.length;
        while (underWay.size >= store.lanes) await Promise.race(underWay);
        const sent: Promise<void> = store1(object, bytes, squeeze)
          .catch((error: unknown) => void (broken ??= error as Error))
          .finally(() => underWay.delete(sent));
        underWay.add(sent);
      }
      return { object, sha256: hash, bytes: bytes.length };
    },
    async finish() {
      await Promise.all(underWay);
      if (broken) throw broken;
    },
    newBytes: () => fresh,
  };
}

/** The part's content, checked. Answers what is wrong with it instead where something is. */
export async function readPart(store: Store, sealer: Sealer, part: Part): Promise<Buffer | 'missing' | 'changed'> {
  const stored = await store.get(objectPath(part.object));
  if (!stored) return 'missing';
  try {
    const whole = sealer.open(stored, part.object);
    const body = whole.subarray(1);
    const bytes = whole[0] === GZIP ? await unpack(body, { maxOutputLength: part.bytes + 1 }) : body;
    return bytes.length === part.bytes && sha256(bytes) === part.sha256 ? bytes : 'changed';
  } catch {
    return 'changed';
  }
}

/** Cuts a stream into pieces of exactly `size` bytes, the last one shorter; holds one piece at a time. */
export async function* pieces(stream: AsyncIterable<Buffer>, size: number): AsyncIterable<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    held.push(chunk);
    length += chunk.length;
    while (length >= size) {
      const whole = Buffer.concat(held);
      yield whole.subarray(0, size);
      held = [whole.subarray(size)];
      length -= size;
    }
  }
  if (length > 0) yield Buffer.concat(held);
}
