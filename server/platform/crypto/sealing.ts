/**
 * Sealed text: what is stored encrypted in the database. AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce; the place
 * where the text is stored is authenticated with it, so that a sealed value cannot be moved to another place.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type Keyring, ringOf } from './keyring.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface Sealing {
  /** `place` names where the result is kept, for example `mail.password`. */
  seal(text: string, place: string): string;
  /** Throws an Error in plain words when the text was sealed with another key, for another place, or was changed. */
  open(sealed: string, place: string): string;
  /** Whether the text was sealed with the key in use. */
  isCurrent(sealed: string): boolean;
}

/** What begins every text that a key sealed. */
export const sealedWith = (keyId: string) => `1.${keyId}.`;

/** Whether the text is a sealed one; what people write never looks like it. */
export const isSealed = (text: string) => /^1\.[0-9a-f]{8}\.[\w-]{38,}$/.test(text);

/**
 * `keys`: a ring, or 32 bytes. Sealed text is `1.<key id>.<nonce, tag and data in base64url>`; the key id is the start of its
 * SHA-256. Everything is sealed with the key in use, and opened with the one that sealed it.
 */
export function createSealing(keys: Keyring | Uint8Array): Sealing {
  const ring = keys instanceof Uint8Array ? ringOf(keys) : keys;
  return {
    isCurrent: sealed => sealed.startsWith(sealedWith(ring.current().id)),
    seal(text, place) {
      const { id, bytes } = ring.current();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(place));
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${sealedWith(id)}${Buffer.concat([nonce, cipher.getAuthTag(), data]).toString('base64url')}`;
    },
    open(sealed, place) {
      const [version, id = '', content = ''] = sealed.split('.');
      const key = ring.byId(id);
      if (version !== '1' || !key)
        throw new Error(`${place} was encrypted with another key than the one in the folder secrets. Enter it again.`);
      const bytes = Buffer.from(content, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, NONCE_BYTES))
        .setAAD(Buffer.from(place))
        .setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      const data = bytes.subarray(NONCE_BYTES + TAG_BYTES);
      try {
        return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
      } catch (cause) {
        throw new Error(`${place} is damaged in the database. Enter it again.`, { cause });
      }
    },
  };
}
