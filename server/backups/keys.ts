/**
 * Encryption of backups. One random key of 256 bits encrypts them; a passphrase locks that key (argon2id, RFC 9106), so that a
 * new passphrase needs no backup written again. Objects: AES-256-GCM (NIST SP 800-38D) with a nonce of its own each; the name of
 * an encrypted object is an HMAC of its content, so that the place does not tell what it holds.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { hashRaw } from '@node-rs/argon2';
import { FORMAT, type Header, type KeyEnvelope } from './format.ts';
import { BackupTrouble } from './trouble.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const ARGON2ID = 2;
/** RFC 9106, second recommended option: 64 MiB, three passes, four lanes. */
const STRENGTH = { memory: 65_536, passes: 3, lanes: 4 };

export interface BackupKey {
  id: string;
  key: Buffer;
}

export function newKey(): BackupKey {
  return keyFrom(randomBytes(32));
}

export function keyFrom(key: Buffer): BackupKey {
  return { id: createHash('sha256').update('lyceum-backup-key').update(key).digest('hex').slice(0, 16), key };
}

/** Locks the key with the passphrase. `at`: UTC instant. */
export async function lockKey({ id, key }: BackupKey, passphrase: string, at: string): Promise<KeyEnvelope> {
  const kdf = newStretching();
  const wrapping = await stretch(passphrase, kdf);
  return { format: 1, key_id: id, kdf, locked: encrypt(wrapping, key, id).toString('base64url'), made_at: at };
}

/** Throws `wrong-passphrase` when it does not open the envelope. */
export async function unlockKey(envelope: KeyEnvelope, passphrase: string): Promise<BackupKey> {
  const wrapping = await stretch(passphrase, envelope.kdf);
  try {
    const found = keyFrom(decrypt(wrapping, Buffer.from(envelope.locked, 'base64url'), envelope.key_id));
    if (found.id === envelope.key_id) return found;
  } catch {
    // The tag does not fit: said below.
  }
  throw new BackupTrouble(
    'wrong-passphrase',
    'This passphrase does not open the backups.',
    'Look at the emergency sheet: words and digits, with hyphens between them.',
  );
}

/** Accents written in two ways and stray spaces must not lock anybody out. */
function normalised(passphrase: string): string {
  return passphrase.normalize('NFKC').trim().replace(/\s+/g, ' ');
}

/** How a passphrase chosen today is stretched. */
export const newStretching = (): KeyEnvelope['kdf'] => ({
  name: 'argon2id',
  ...STRENGTH,
  salt: randomBytes(16).toString('base64url'),
});

export function stretch(passphrase: string, kdf: KeyEnvelope['kdf']): Promise<Buffer> {
  return hashRaw(normalised(passphrase), {
    algorithm: ARGON2ID,
    memoryCost: kdf.memory,
    timeCost: kdf.passes,
    parallelism: kdf.lanes,
    outputLen: 32,
    salt: Buffer.from(kdf.salt, 'base64url'),
  });
}

/** `place` is authenticated with the bytes: they cannot be put in another one's place. */
export function encrypt(key: Uint8Array, bytes: Uint8Array, place: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place));
  const data = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), data]);
}

/** Throws when the bytes were changed, cut short or meant for another place. */
export function decrypt(key: Uint8Array, bytes: Uint8Array, place: string): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(place))
    .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]);
}

const derived = (key: BackupKey, use: string) =>
  Buffer.from(hkdfSync('sha256', key.key, '', `lyceum-backup ${use}`, 32));

/** What one backup's bytes go through on their way to the place and back. */
export interface Sealer {
  keyId: string | null;
  /** Name of the object with this content. */
  nameOf(sha256: string): string;
  seal(bytes: Uint8Array, place: string): Buffer;
  open(bytes: Uint8Array, place: string): Buffer;
  /** Over the header's other fields. */
  checkOf(header: Omit<Header, 'check'>): string;
}

/** In the clear with null. */
export function createSealer(key: BackupKey | null): Sealer {
  if (!key) {
    return {
      keyId: null,
      nameOf: sha256 => sha256,
      seal: bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      open: bytes => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
      checkOf: header => createHash('sha256').update(canonical(header)).digest('hex'),
    };
  }
  const [naming, sealing, checking] = ['names', 'objects', 'headers'].map(use => derived(key, use)) as [
    Buffer,
    Buffer,
    Buffer,
  ];
  return {
    keyId: key.id,
    nameOf: sha256 => createHmac('sha256', naming).update(sha256).digest('hex'),
    seal: (bytes, place) => encrypt(sealing, bytes, place),
    open: (bytes, place) => decrypt(sealing, bytes, place),
    checkOf: header => createHmac('sha256', checking).update(canonical(header)).digest('hex'),
  };
}

export function sameCheck(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** The header's fields in a fixed order, so that the same header gives the same bytes. */
function canonical(header: Omit<Header, 'check'>): string {
  const { id, kind, reason, made_at, site, version, engine, migrations, key_id, people, files, bytes, new_bytes } =
    header;
  const { contents } = header;
  const { keys } = header;
  const format = header.format ?? FORMAT;
  return JSON.stringify([
    format,
    [id, kind, reason, made_at, site.key, site.name, version, engine, migrations, key_id],
    [people, files, bytes, new_bytes, contents.bytes, contents.sha256],
    ...(format < 2 ? [] : [keys && [keys.sealing, keys.certificates, keys.ledger.map(Object.values)]]),
  ]);
}
