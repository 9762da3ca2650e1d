/**
 * Who was erased, kept beside the database and in no backup: a backup that is restored brings people back, and they are erased again.
 * Only hashes, which tell nothing to whoever does not have the account that they are of.
 */
import { existsSync, readFileSync } from 'node:fs';
import { sha256 } from '../platform/crypto/secrets.ts';
import { writeDurably } from '../platform/files/durable.ts';

export interface Account {
  id: number;
  created_at: string;
}

export interface Tombstones {
  any(): boolean;
  has(siteKey: string, account: Account): boolean;
  /** Must be on the disk before the erasure is committed: one too many does no harm, as it names nobody else. */
  add(siteKey: string, account: Account): void;
}

const hashOf = (siteKey: string, { id, created_at }: Account) => sha256(`erased\n${siteKey}\n${id}\n${created_at}`);

export function openTombstones(path: string): Tombstones {
  const read = () => new Set(existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []);
  return {
    any: () => read().size > 0,
    has: (siteKey, account) => read().has(hashOf(siteKey, account)),
    add(siteKey, account) {
      const all = read();
      const hash = hashOf(siteKey, account);
      if (!all.has(hash)) writeDurably(path, [...all, hash].map(one => `${one}\n`).join(''));
    },
  };
}
