/** What somebody gave towards the keys of a backup that has none, tried before anything begins. */
import { join } from 'node:path';
import type { BackupLibrary, Manifest } from './library.ts';
import type { RestoreSecret } from './secret.ts';

export interface KeysGiven {
  passphrase?: string | undefined;
  key_file?: string | undefined;
  without_keys?: true | undefined;
}

/** That of a key file opens no backup: backups with keys of their own need no file. */
export const forBackup = ({ passphrase, key_file }: KeysGiven): string | undefined =>
  key_file === undefined ? passphrase : undefined;

export const secretOf = ({ passphrase, key_file }: KeysGiven): RestoreSecret => ({
  passphrase: passphrase ?? null,
  keys: key_file ?? null,
});

/** Throws `keys-missing`, `keys-refused` or `wrong-passphrase`. */
export async function requireKeys(
  { library, dataFolder }: { library: BackupLibrary; dataFolder: string },
  header: Pick<Manifest['header'], 'id' | 'site' | 'keys'>,
  { passphrase, key_file, without_keys }: KeysGiven,
): Promise<void> {
  if (library.whereKeysAre(header, join(dataFolder, 'secrets')) !== 'missing') return;
  if (key_file !== undefined) library.requireKeysOf(header, await library.openKeys(key_file, passphrase ?? ''));
  else if (!without_keys) throw library.keysMissing(header.id);
}
