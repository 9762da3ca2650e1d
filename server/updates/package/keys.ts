/** Publishers' keys: Ed25519 (RFC 8032). Packages and feed entries are taken only when one of the trusted keys signed them. */
import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Signature } from './contract.ts';

export interface TrustedKey {
  id: string;
  /** File that it is from, for people. */
  name: string;
  key: KeyObject;
}

/** Folders with public keys as PEM files: those shipped with the product, those that the owner of the machine put there. */
export const publisherFolders = (resources: string, secrets: string) => [
  join(resources, 'publishers'),
  join(secrets, 'publishers'),
];

/** Throws an Error that names the file when one is no Ed25519 public key; folders that are not there hold none. */
export function trustedKeys(folders: readonly string[]): TrustedKey[] {
  return folders.flatMap(folder =>
    pemFilesIn(folder).map(name => {
      const path = join(folder, name);
      try {
        const key = createPublicKey(readFileSync(path));
        if (key.asymmetricKeyType !== 'ed25519') throw new Error(`it is ${key.asymmetricKeyType}`);
        return { id: keyId(key), name, key };
      } catch (cause) {
        throw new Error(`${path} is not the public key of a publisher (Ed25519, PEM).`, { cause });
      }
    }),
  );
}

function pemFilesIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter(name => name.endsWith('.pem'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

export function keyId(key: KeyObject): string {
  const raw = key.export({ format: 'jwk' }).x ?? '';
  return createHash('sha256').update(Buffer.from(raw, 'base64url')).digest('hex').slice(0, 32);
}

export function signBytes(bytes: Uint8Array, privateKey: KeyObject): Signature {
  return { key: keyId(createPublicKey(privateKey)), signature: sign(null, bytes, privateKey).toString('base64') };
}

/** Whether these are exactly the bytes that a trusted publisher signed; the sentence says why not. */
export function troubleWithSignature(
  bytes: Uint8Array,
  signature: Signature,
  trusted: readonly TrustedKey[],
): string | null {
  if (trusted.length === 0) return 'this Lyceum knows no publisher’s key, so it can trust no update.';
  const publisher = trusted.find(({ id }) => id === signature.key);
  if (!publisher) return 'it is signed by somebody whom this Lyceum does not know.';
  const isGood = verify(null, bytes, publisher.key, Buffer.from(signature.signature, 'base64'));
  return isGood ? null : 'its signature does not fit: it was changed after it was signed.';
}
