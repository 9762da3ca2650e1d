/** Makes an update package of a program's folder: for the build, and for the tests, which make bad ones as well. */
import { createHash, type KeyObject } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { signBytes } from './keys.ts';
import { Manifest, type PackedFile } from './manifest-rules.ts';
import { MANIFEST_ENTRY, SIGNATURE_ENTRY } from './reading.ts';

type About = Omit<Manifest, 'format' | 'product' | 'files'>;

interface Making {
  /** Where the files are: their path inside the program, and on this disk. */
  files: ReadonlyMap<string, string>;
  about: About;
  privateKey: KeyObject;
  /** The package. */
  output: string;
}

/** Writes the package; answers its manifest. Throws when a file is none, or when the manifest would be refused. */
export async function writePackage({ files, about, privateKey, output }: Making): Promise<Manifest> {
  const listed: PackedFile[] = [];
  for (const [path, source] of [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    listed.push(await describeFile(path, source));
  const manifest = Manifest.parse({ format: 1, product: 'lyceum', ...about, files: listed });
  const tar = pack();
  const written = pipeline(tar, createGzip({ level: 6 }), createWriteStream(output));
  const bytes = Buffer.from(JSON.stringify(manifest));
  tar.entry({ name: MANIFEST_ENTRY }, bytes);
  tar.entry({ name: SIGNATURE_ENTRY }, JSON.stringify(signBytes(bytes, privateKey)));
  for (const file of manifest.files) await addFile(tar, file, files.get(file.path) ?? '');
  tar.finalize();
  await written;
  return manifest;
}

async function describeFile(path: string, source: string): Promise<PackedFile> {
  const { size, mode } = await lstat(source);
  const hash = createHash('sha256');
  await pipeline(createReadStream(source), hash);
  return { path, size, sha256: hash.digest('hex'), executable: (mode & 0o100) !== 0 };
}

async function addFile(tar: Pack, { path, size, executable }: PackedFile, source: string): Promise<void> {
  const entry = tar.entry({ name: path, size, mode: executable ? 0o755 : 0o644, mtime: new Date(0) });
  await pipeline(createReadStream(source), entry);
}

/** Every file below a folder, as `writePackage` takes it; names that `skip` knows are left out. Links are refused. */
export async function filesBelow(
  folder: string,
  prefix = '',
  skip = (_path: string) => false,
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const item of await readdir(folder, { withFileTypes: true })) {
    const path = prefix === '' ? item.name : `${prefix}/${item.name}`;
    if (skip(path)) continue;
    if (item.isDirectory())
      for (const [name, source] of await filesBelow(join(folder, item.name), path, skip)) found.set(name, source);
    else if (item.isFile()) found.set(path, join(folder, item.name));
    else throw new Error(`${join(folder, item.name)} is neither a file nor a folder.`);
  }
  return found;
}
