/** Keys of this academy, one file each in `secrets/` (0600), made at first use. */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

export interface Secrets {
  /** Signs access tokens. */
  accessKey: Uint8Array;
  /** Ed25519 pair that signs certificates, PEM. */
  signing: { privateKey: string; publicKey: string };
}

export function loadSecrets(folder: string): Secrets {
  const accessKey = Buffer.from(
    kept(join(folder, 'access-key'), () => randomBytes(32).toString('base64')),
    'base64',
  );
  const privateKey = kept(
    join(folder, 'signing-key.pem'),
    () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string,
  );
  return { accessKey, signing: { privateKey, publicKey: publicHalf(privateKey) } };
}

/** Content of the file; made when missing. Of two processes that make it at once, both read the first one's. */
function kept(path: string, make: () => string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const draft = `${path}.${process.pid}`;
  const file = openSync(draft, 'w', 0o600);
  writeSync(file, make());
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(path, 'utf8');
}

function publicHalf(privateKey: string): string {
  return createPublicKey(privateKey).export({ type: 'spki', format: 'pem' }) as string;
}

/** Hex SHA-256, for tokens that are stored only as their hash and for file contents. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Unguessable text, 256 bits, safe in addresses. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}
