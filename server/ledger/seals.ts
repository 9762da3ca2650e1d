/** Seals: what they say, signed with Ed25519 (RFC 8032) by a key that lies beside the database, not in it. */
import { createHash, createPublicKey, sign, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '../platform/db/act-rules.ts';
import { writeDurably } from '../platform/files/durable.ts';
import { Seal } from './contract.ts';
import type { LookedAt } from './verifying-rules.ts';

export interface SealKey {
  /** PEM. */
  privateKey: string;
  publicKey: string;
  /** Keys that sealed before this one, each up to an entry. */
  earlier?: readonly { public_key: string; last_entry: number }[];
}

type Said = Pick<Seal, 'kind' | 'entry_id' | 'entry_hash' | 'removed' | 'created_at'>;

/** SHA-256 of the public key as DER (SubjectPublicKeyInfo), hex. */
export const keyIdOf = (publicKey: string): string =>
  createHash('sha256')
    .update(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }))
    .digest('hex');

/** What is signed; docs/formats/ledger.md. */
const signed = ({ kind, entry_id, entry_hash, removed, created_at }: Said): Buffer =>
  Buffer.from(canonical({ created_at, entry_hash, entry_id, format: 'lyceum-ledger-1', kind, removed }));

export function makeSeal(said: Said, { privateKey, publicKey }: SealKey): Seal {
  return { ...said, key_id: keyIdOf(publicKey), signature: sign(null, signed(said), privateKey).toString('base64') };
}

export function lookAt(seal: Seal, { publicKey, earlier = [] }: Pick<SealKey, 'publicKey' | 'earlier'>): LookedAt {
  const { kind, entry_id, entry_hash, created_at } = seal;
  const good = (key: string) => verify(null, signed(seal), key, Buffer.from(seal.signature, 'base64'));
  const ours = good(publicKey) || earlier.some(key => entry_id <= key.last_entry && good(key.public_key));
  return { kind, entry_id, entry_hash, created_at, ours };
}

/**
 * The last seal is kept beside the key as well: who cuts off the end of the ledger together with the seals on it is found by that.
 * It belongs to this machine: no backup holds it, and a restore takes it away, for the ledger then ends where the backup ended.
 */
export function createAnchor(secretsFolder: string) {
  const path = join(secretsFolder, 'ledger-anchor.json');
  return {
    /** null when there is none, or it cannot be read any more. */
    read(): Seal | null {
      if (!existsSync(path)) return null;
      return sealIn(readFileSync(path, 'utf8'));
    },
    write: (seal: Seal) => writeDurably(path, JSON.stringify(seal)),
  };
}

function sealIn(text: string): Seal | null {
  try {
    return Seal.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

export type Anchor = ReturnType<typeof createAnchor>;
