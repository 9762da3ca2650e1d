/** Keeping the keys of the academy apart from the backups: the key file, and whether there is one of the keys of now. */
import { join } from 'node:path';
import { type Clock, instant } from '../platform/clock.ts';
import { ringIn } from '../platform/crypto/keyring.ts';
import type { Work } from '../platform/db/work.ts';
import type { BackupState } from './contract.ts';
import { packKeys } from './key-file.ts';
import { type Machine, readMachine, writeMachine } from './machine.ts';

export interface KeepingDeps {
  work: Work;
  clock: Clock;
  dataFolder: string;
  site: () => Promise<{ key: string; name: string } | null>;
}

const idsNow = (dataFolder: string) => ringIn(join(dataFolder, 'secrets')).map(({ id }) => id);

/** A new key makes keeping them due again. Encrypted backups hold the keys: then nothing is due. */
export function keepingOf(machine: Machine, dataFolder: string): BackupState['keys'] {
  const ids = idsNow(dataFolder);
  const { keys_kept: kept } = machine;
  const isKept = kept !== null && ids.every(id => kept.sealing.includes(id));
  return { id: ids[0] ?? '', kept_at: isKept ? kept.at : null, due: machine.key_id === null && !isKept };
}

/** Answers the file, which opens with this passphrase and is kept nowhere here. */
export async function saveKeys(
  { work, clock, dataFolder, site }: KeepingDeps,
  passphrase: string,
  userId: number | null,
): Promise<{ name: string; content: string }> {
  const at = instant(clock.now());
  const { key, name } = (await site()) ?? { key: 'lyceum', name: 'Lyceum' };
  const sealing = idsNow(dataFolder);
  const content = await packKeys(dataFolder, { site: { key, name }, passphrase, at });
  const details = { keys: sealing };
  await work.run(({ record }) =>
    record({ userId, action: 'backup.keys', resourceType: 'backup', resourceId: null, details }),
  );
  writeMachine(dataFolder, { ...readMachine(dataFolder), keys_kept: { at, sealing } });
  return { name: `keys-${fileName(name)}-${at.slice(0, 10)}.json`, content };
}

/** A name of the academy as a part of a file's name. */
export const fileName = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/[^a-zA-Z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .toLowerCase() || 'lyceum';
