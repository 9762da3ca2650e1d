/** The bundle on disk: one ZIP file, kept until the next one is made. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import * as yauzl from 'yauzl';
import { ZipFile } from 'yazl';

export interface BundleFile {
  name: string;
  text: string;
}

const NAME = /^lyceum-diagnostics-[\d-]+\.zip$/;

/** Writes it in one piece and removes those before it. */
export async function writeBundle(
  folder: string,
  name: string,
  files: readonly BundleFile[],
  mtime: Date,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, 'draft.tmp');
  const zip = new ZipFile();
  for (const file of files) zip.addBuffer(Buffer.from(file.text), file.name, { mtime, mode: 0o100600 });
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(draft, { mode: 0o600 }));
  await rename(draft, join(folder, name));
  for (const other of await readdir(folder)) if (NAME.test(other) && other !== name) await rm(join(folder, other));
}

/** The bundle that is there; null without one. */
export async function lastBundle(folder: string) {
  const name = (await readdir(folder).catch(() => []))
    .filter(one => NAME.test(one))
    .toSorted()
    .at(-1);
  if (!name) return null;
  const path = join(folder, name);
  const { size, mtimeMs } = await stat(path);
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    const files: { name: string; bytes: number }[] = [];
    for await (const entry of entriesOf(zip)) files.push({ name: entry.fileName, bytes: entry.uncompressedSize });
    return { name, path, bytes: size, madeAt: mtimeMs, files };
  } finally {
    zip.close();
  }
}

/** Text of one file in the bundle; null when it has none of that name. */
export async function readFromBundle(path: string, name: string): Promise<string | null> {
  const zip = await yauzl.openPromise(path, { lazyEntries: true, autoClose: false });
  try {
    for await (const entry of entriesOf(zip))
      if (entry.fileName === name) return await text(await zip.openReadStreamPromise(entry));
    return null;
  } finally {
    zip.close();
  }
}

async function* entriesOf(zip: yauzl.ZipFile): AsyncGenerator<yauzl.Entry> {
  for await (const entry of zip.eachEntry()) yield entry;
}
