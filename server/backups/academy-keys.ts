/** The keys of the academy as backups without them see them: which they need, and whether they are at hand. */
import { existsSync, readFileSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { readEarlier } from '../platform/crypto/earlier-keys.ts';
import { retiredIn, ringIn } from '../platform/crypto/keyring.ts';
import { publicHalf } from '../platform/crypto/secrets.ts';
import type { Header, NeededKeys } from './format.ts';
import { BACKUP_SECRETS, LEDGER_ANCHOR } from './source.ts';
import { BackupTrouble } from './trouble.ts';

/** What a backup of now needs. A file that is missing or cannot be understood names no key: it must not stop a backup. */
export function needsOf(secretsFolder: string): NeededKeys {
  const earlier = orNothing(() => readEarlier(secretsFolder)) ?? { certificates: [], ledger: [] };
  const [signing, ledger] = ['signing-key.pem', 'ledger-key.pem'].map(name => publicKeyIn(join(secretsFolder, name)));
  return {
    sealing: ringIn(secretsFolder).map(({ id }) => id),
    certificates: [...(signing ? [signing] : []), ...earlier.certificates],
    ledger: [...(ledger ? [{ public_key: ledger, last_entry: null }] : []), ...earlier.ledger],
  };
}

/** What is needed at one moment or the other. */
export const bothNeeds = (one: NeededKeys, other: NeededKeys): NeededKeys => ({
  ...other,
  sealing: [...new Set([...other.sealing, ...one.sealing])],
});

function publicKeyIn(path: string): string | null {
  return existsSync(path) ? orNothing(() => publicHalf(readFileSync(path, 'utf8'))) : null;
}

function orNothing<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

/** Where the keys of a backup are: in it, in this folder of secrets, or neither. */
export function whereKeysAre({ keys }: Pick<Header, 'keys'>, secretsFolder: string): 'inside' | 'here' | 'missing' {
  if (keys === null) return 'inside';
  const here = new Set([...ringIn(secretsFolder), ...retiredIn(secretsFolder)].map(({ id }) => id));
  return keys.sealing.every(id => here.has(id)) ? 'here' : 'missing';
}

/** Gives a copy that was taken out the keys of this machine. Throws `keys-missing` when they are not those that it needs. */
export async function lendKeys(header: Pick<Header, 'id' | 'keys'>, dataFolder: string, copy: string): Promise<string> {
  const secrets = join(dataFolder, 'secrets');
  const where = whereKeysAre(header, secrets);
  if (where === 'inside') return 'They are in the backup';
  if (where === 'missing') throw keysMissing(header.id);
  const left = new Set([BACKUP_SECRETS, LEDGER_ANCHOR].map(path => join(dataFolder, ...path.split('/'))));
  await cp(secrets, join(copy, 'secrets'), { recursive: true, filter: path => !left.has(path) });
  return `Not in the backup; those of this machine open it (${header.keys?.sealing.join(', ')})`;
}

export const keysMissing = (id: string) =>
  new BackupTrouble(
    'keys-missing',
    `The keys of the academy are not in backup ${id}, and those of this machine are others.`,
    'Give the key file that was kept apart, with its passphrase.',
  );
