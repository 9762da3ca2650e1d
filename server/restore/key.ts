/** The key of an encrypted backup comes along to a new machine: its next backups are encrypted as the academy's always were. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BackupLibrary, Manifest, Place } from './library.ts';

type Machine = ReturnType<BackupLibrary['readMachine']>;
type Carried = Pick<Machine, 'keys' | 'envelopes' | 'key_id' | 'written_down_at'>;

const fileOf = (folder: string) => join(folder, 'key.json');

/** Keeps it in the operation's folder until the restore has succeeded. `at`: whoever typed the passphrase has it written down. */
export function carryKey(folder: string, place: Place, { header: { key_id } }: Manifest, at: string): void {
  const key = key_id === null ? undefined : place.keys.get(key_id);
  const envelope = place.envelopes.find(each => each.key_id === key_id);
  if (!key || !envelope) return;
  const keys = [key.key.toString('base64url')];
  const carried: Carried = { keys, envelopes: [envelope], key_id, written_down_at: at };
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeFileSync(fileOf(folder), JSON.stringify(carried), { mode: 0o600 });
}

/** Gives it to a machine that has none. May run again after it was cut off. */
export function takeKey(library: BackupLibrary, dataFolder: string, folder: string): void {
  if (!existsSync(fileOf(folder))) return;
  const machine = library.readMachine(dataFolder);
  if (machine.keys.length > 0) return;
  const carried = JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Carried;
  library.writeMachine(dataFolder, { ...machine, ...carried });
}
