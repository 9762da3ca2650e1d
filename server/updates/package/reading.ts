/**
 * Reads an update package: a gzip-compressed tar whose first entry is the manifest, whose second is the signature over the
 * manifest's bytes, and whose others are the files that the manifest lists, in any order. Nothing is believed before it was
 * checked: the signature before the manifest is read, size and hash of each file against the manifest.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, mkdir, open, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import type { z } from 'zod';
import { PackageRefused } from './refused.ts';
import { Signature } from './contract.ts';
import { type TrustedKey, troubleWithSignature } from './keys.ts';
import { LIMITS, Manifest, type PackedFile, unpackedBytes } from './manifest-rules.ts';

export const MANIFEST_ENTRY = 'update.json';
export const SIGNATURE_ENTRY = 'update.sig';

/** The manifest of a package whose signature is good. Throws PackageRefused in plain words; reads no further than it must. */
export async function readManifest(path: string, trusted: readonly TrustedKey[]): Promise<Manifest> {
  const stop = new AbortController();
  return throughEntries(path, stop.signal, async entries => {
    const manifest = await headOf(entries, trusted);
    stop.abort();
    return manifest;
  });
}

export interface Unpacking {
  path: string;
  /** Made here; must not exist. Removed again when the package is refused. */
  folder: string;
  trusted: readonly TrustedKey[];
  signal: AbortSignal;
  /** 0 to 1, and the file that is being written. */
  progress(done: number, file: string): void;
}

/** Unpacks the program and checks every file. What it wrote is on the disk when it answers. Throws PackageRefused. */
export async function unpack({ path, folder, trusted, signal, progress }: Unpacking): Promise<Manifest> {
  await mkdir(folder, { recursive: false, mode: 0o750 });
  try {
    return await throughEntries(path, signal, async entries => {
      const manifest = await headOf(entries, trusted);
      const wanted = new Map(manifest.files.map(file => [file.path, file]));
      const total = Math.max(1, unpackedBytes(manifest));
      let written = 0;
      for await (const entry of entries) {
        signal.throwIfAborted();
        const file = takeWanted(wanted, entry);
        progress(written / total, file.path);
        await writeFile(entry, join(folder, file.path), file);
        written += file.size;
      }
      const missing = wanted.keys().next();
      if (!missing.done) throw new PackageRefused(`${missing.value} is missing: the package was cut off.`);
      await putOnDisk(folder, manifest.files);
      return manifest;
    });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

type Entry = ReturnType<typeof extract> extends AsyncIterable<infer E> ? E : never;
type Entries = AsyncIterator<Entry> & AsyncIterable<Entry>;

async function throughEntries<T>(path: string, signal: AbortSignal, use: (entries: Entries) => Promise<T>): Promise<T> {
  const tar = extract();
  const flowing = pipeline(createReadStream(path), createGunzip(), tar, { signal });
  // The reader below meets every trouble of the stream; this keeps it from being reported twice.
  flowing.catch(() => {});
  try {
    // biome-ignore lint: the package's types know the iterator only as async iterable
    return await use(tar[Symbol.asyncIterator]() as Entries);
  } catch (error) {
    throw readable(error);
  } finally {
    tar.destroy();
  }
}

/** What the libraries say of a damaged file, in people's words. */
function readable(error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof PackageRefused || code === 'ENOSPC' || code === 'ENOENT' || code === 'EACCES') return error;
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR' || /tar|header|premature|unexpected end/i.test(message))
    return new PackageRefused('The file is damaged or no update package.', { cause: error });
  return error;
}

async function headOf(entries: Entries, trusted: readonly TrustedKey[]): Promise<Manifest> {
  const bytes = await small(await next(entries, MANIFEST_ENTRY), LIMITS.manifestBytes);
  const signed = parseAs(
    Signature,
    await small(await next(entries, SIGNATURE_ENTRY), LIMITS.signatureBytes),
    SIGNATURE_ENTRY,
  );
  const trouble = troubleWithSignature(bytes, signed, trusted);
  if (trouble) throw new PackageRefused(`This package is not taken: ${trouble}`);
  return parseAs(Manifest, bytes, MANIFEST_ENTRY);
}

async function next(entries: Entries, name: string): Promise<Entry> {
  const { value, done } = (await entries.next()) as IteratorResult<Entry, undefined>;
  if (done || !value) throw new PackageRefused('The file is empty or no update package.');
  requirePlain(value);
  if (value.header.name !== name)
    throw new PackageRefused(`This is no update package: it begins with ${shown(value.header.name)}.`);
  return value;
}

async function small(entry: Entry, limit: number): Promise<Buffer> {
  if ((entry.header.size ?? 0) > limit) throw new PackageRefused(`${entry.header.name} is larger than it may be.`);
  const pieces: Buffer[] = [];
  for await (const piece of entry as AsyncIterable<Buffer>) pieces.push(piece);
  return Buffer.concat(pieces);
}

function parseAs<T>(schema: z.ZodType<T>, bytes: Buffer, name: string): T {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (cause) {
    throw new PackageRefused(`${name} of the package cannot be read.`, { cause });
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new PackageRefused(
    `${name} of the package is wrong: ${[issue?.path.join('.'), issue?.message].filter(Boolean).join(' ')}.`,
  );
}

function takeWanted(wanted: Map<string, PackedFile>, entry: Entry): PackedFile {
  requirePlain(entry);
  const { name, size } = entry.header;
  const file = wanted.get(name);
  if (!file) throw new PackageRefused(`${shown(name)} is in the package but not in its list.`);
  if (size !== file.size) throw new PackageRefused(`${name} has ${size} bytes instead of ${file.size}.`);
  wanted.delete(name);
  return file;
}

function requirePlain({ header }: Entry): void {
  if (header.type !== 'file')
    throw new PackageRefused(`${shown(header.name)} is a ${header.type}; only plain files may be in a package.`);
}

const shown = (name: string) => JSON.stringify(name.slice(0, 120));

async function writeFile(entry: Entry, path: string, file: PackedFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o750 });
  const handle = await open(path, 'wx', file.executable ? 0o750 : 0o640);
  const hash = createHash('sha256');
  try {
    for await (const piece of entry as AsyncIterable<Buffer>) {
      hash.update(piece);
      await handle.write(piece);
    }
  } finally {
    await handle.close();
  }
  if (file.executable) await chmod(path, 0o750);
  if (hash.digest('hex') !== file.sha256)
    throw new PackageRefused(`${file.path} is not what was signed: its content was changed.`);
}

/** Many at a time: the disk joins what it is told together. */
const SYNCED_AT_ONCE = 32;

async function putOnDisk(folder: string, files: readonly PackedFile[]): Promise<void> {
  for (let from = 0; from < files.length; from += SYNCED_AT_ONCE)
    await Promise.all(files.slice(from, from + SYNCED_AT_ONCE).map(file => sync(join(folder, file.path))));
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r+');
  try {
    await handle.datasync();
  } finally {
    await handle.close();
  }
}
