/** Reading and writing what a backup says of itself. Every sentence here names the backup and what is wrong with it. */
import { createHash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Contents, FORMAT, folderOf, Header, KINDS, type Proof, Proof as ProofShape } from './format.ts';
import { createSealer, type Sealer, sameCheck } from './keys.ts';
import type { Place } from './places/place.ts';
import type { Stored } from './places/store.ts';
import { BackupTrouble } from './trouble.ts';

export interface Manifest {
  header: Header;
  contents: Contents;
  proof: Proof | null;
  sealer: Sealer;
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** A backup as the list of a place shows it: its header, or why it cannot be read. */
export type Listed =
  | { id: string; header: Header; proof: Proof | null; trouble: null }
  | { id: string; header: null; proof: null; trouble: string };

/** Every finished backup of the place, newest first. Interrupted ones do not appear. */
export async function listBackups(place: Place): Promise<Listed[]> {
  const found: Listed[] = [];
  for (const kind of KINDS) {
    const names: Stored[] = [];
    for await (const stored of place.store.list(kind)) names.push(stored);
    for (const { name } of names.filter(each => each.name.endsWith('/backup.json'))) {
      const id = name.split('/')[1] ?? '';
      try {
        const header = await readHeader(place, folderOf({ kind, id }), id);
        found.push({ id, header, proof: await readProof(place, header), trouble: null });
      } catch (error) {
        if (!(error instanceof BackupTrouble) || error.code === 'place-missing') throw error;
        found.push({ id, header: null, proof: null, trouble: error.message });
      }
    }
  }
  return found.toSorted((one, other) => (momentOf(one) < momentOf(other) ? 1 : -1));
}

/** Two backups of one second are told apart by their headers; an id alone knows the second only. */
const momentOf = ({ id, header }: Listed): string =>
  header ? header.made_at.replace(/[-:]/g, '').replace('T', '-') : id;

/** Throws `not-found`, `newer`, `damaged`. Without its key an encrypted header can be read but not checked. */
export async function findHeader(place: Place, id: string): Promise<Header> {
  for (const kind of KINDS) {
    const folder = folderOf({ kind, id });
    if (await place.store.get(`${folder}/backup.json`)) return readHeader(place, folder, id);
  }
  throw new BackupTrouble('not-found', `There is no backup ${id} in ${place.store.where}.`, 'Choose another backup.');
}

async function readHeader(place: Place, folder: string, id: string): Promise<Header> {
  const bytes = await place.store.get(`${folder}/backup.json`);
  const raw = parse(bytes, id);
  const format = (raw as { format?: unknown } | null)?.format;
  if (typeof format === 'number' && format > FORMAT)
    throw new BackupTrouble(
      'newer',
      `Backup ${id} was written by a newer Lyceum (format ${format}); this one reads up to ${FORMAT}.`,
      'Update Lyceum on this machine first.',
    );
  if (!isOurs(raw))
    throw new BackupTrouble(
      'foreign',
      `${id} in ${place.store.where} was not written by Lyceum.`,
      'Choose another backup, or the folder in which Lyceum’s backups lie.',
    );
  const { success, data: header } = Header.safeParse(raw);
  if (!success) throw damaged(id, 'its description is not as it was written');
  if (header.id !== id || folderOf(header) !== folder) throw damaged(id, `it is another backup's (${header.id})`);
  const key = header.key_id === null ? null : place.keys.get(header.key_id);
  if (key !== undefined) {
    const { check, ...rest } = header;
    if (!sameCheck(createSealer(key).checkOf(rest), check)) throw damaged(id, 'its description was changed');
  }
  return header;
}

/** Every version of the format has these three; another product’s description has not. */
const isOurs = (raw: unknown): boolean =>
  typeof raw === 'object' && raw !== null && 'format' in raw && 'id' in raw && 'check' in raw;

function parse(bytes: Buffer | undefined, id: string): unknown {
  try {
    return JSON.parse((bytes ?? Buffer.alloc(0)).toString());
  } catch (cause) {
    throw damaged(id, 'its description is cut short', cause);
  }
}

export function damaged(id: string, what: string, cause?: unknown): BackupTrouble {
  return new BackupTrouble(
    'damaged',
    `Backup ${id} is damaged: ${what}.`,
    'Use another backup; this one is kept as it is.',
    cause,
  );
}

async function readProof(place: Place, { id, kind, check }: Header): Promise<Proof | null> {
  const bytes = await place.store.get(`${folderOf({ id, kind })}/proof.json`);
  try {
    const proof = bytes ? ProofShape.parse(JSON.parse(bytes.toString())) : null;
    return proof && proof.id === id && sameCheck(proof.check, check) ? proof : null;
  } catch {
    // What cannot be read proves nothing.
    return null;
  }
}

export async function writeProof(place: Place, { kind, id }: Header, proof: Proof): Promise<void> {
  await place.store.put(`${folderOf({ id, kind })}/proof.json`, Buffer.from(JSON.stringify(proof, null, 2)));
  await place.store.settle();
}

/** Everything about a backup. Throws `locked` without its key, `damaged` when bytes are not what was written. */
export async function readManifest(place: Place, id: string): Promise<Manifest> {
  const header = await findHeader(place, id);
  const sealer = sealerFor(place, header);
  const name = `${folderOf(header)}/contents`;
  const bytes = await place.store.get(name);
  if (!bytes)
    throw new BackupTrouble('incomplete', `Backup ${id} has lost its list of contents.`, 'Use another backup.');
  if (bytes.length !== header.contents.bytes) throw damaged(id, 'its list of contents is cut short');
  if (sha256(bytes) !== header.contents.sha256) throw damaged(id, 'its list of contents was changed');
  try {
    const contents = Contents.parse(JSON.parse(gunzipSync(sealer.open(bytes, name)).toString()));
    if (contents.id === id) return { header, contents, proof: await readProof(place, header), sealer };
  } catch (cause) {
    throw damaged(id, 'its list of contents cannot be opened', cause);
  }
  throw damaged(id, "its list of contents is another backup's");
}

export function sealerFor(place: Place, { id, key_id }: Pick<Header, 'id' | 'key_id'>): Sealer {
  if (key_id === null) return createSealer(null);
  const key = place.keys.get(key_id);
  if (key) return createSealer(key);
  throw new BackupTrouble(
    'locked',
    `Backup ${id} is encrypted, and its passphrase has not been given on this machine.`,
    'Enter the passphrase of the emergency sheet.',
  );
}

/** The list of contents as it is stored, and what the header says of it. */
export function packContents(
  contents: Contents,
  sealer: Sealer,
  name: string,
): { bytes: Buffer; facts: Header['contents'] } {
  const bytes = sealer.seal(gzipSync(JSON.stringify(contents), { level: 6 }), name);
  return { bytes, facts: { bytes: bytes.length, sha256: sha256(bytes) } };
}
