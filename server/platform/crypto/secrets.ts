/** Keys of this academy, one file each in `secrets/` (0600), made at first use. */
import { createHash, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readdirSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type EarlierKeys, readEarlier } from './earlier-keys.ts';
import { type Keyring, openKeyring } from './keyring.ts';

export interface Secrets {
  /** Signs access tokens. */
  accessKey: Uint8Array;
  /** Seals what is stored encrypted. */
  sealingKey: Keyring;
  /** Ed25519 pair that signs certificates, PEM, and public keys that signed before it. */
  signing: KeyPair & { earlier: EarlierKeys['certificates'] };
  /** Ed25519 pair that seals the ledger, PEM: another one, so that nothing signed for one purpose serves the other. */
  ledger: KeyPair & { earlier: EarlierKeys['ledger'] };
}

interface KeyPair {
  privateKey: string;
  publicKey: string;
}

/** What `loadSecrets` makes, and what is beside it. */
export const KEY_FILES = [
  'access-key',
  'sealing-key',
  'retired-keys',
  'signing-key.pem',
  'ledger-key.pem',
  'earlier-keys.json',
];

export function loadSecrets(folder: string): Secrets {
  const keptKey = (name: string) => kept(join(folder, name), () => randomBytes(32).toString('base64'));
  const keptPair = (name: string): KeyPair => {
    const make = () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
    const privateKey = kept(join(folder, name), make);
    return { privateKey, publicKey: publicHalf(privateKey) };
  };
  const earlier = readEarlier(folder);
  return {
    accessKey: Buffer.from(keptKey('access-key'), 'base64'),
    sealingKey: sealingRing(folder, keptKey),
    signing: { ...keptPair('signing-key.pem'), earlier: earlier.certificates },
    ledger: { ...keptPair('ledger-key.pem'), earlier: earlier.ledger },
  };
}

function sealingRing(folder: string, keep: (name: string) => string): Keyring {
  keep('sealing-key');
  return openKeyring(join(folder, 'sealing-key'));
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

export function publicHalf(privateKey: string): string {
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

/** Everything that must never be shown: the contents of the folder of secrets, whole and line by line. */
export function secretTexts(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .flatMap(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8').split('\n'))
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('-----'));
}
