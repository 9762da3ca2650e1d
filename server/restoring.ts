/** Restoring from the command line. */
import { backupLibrary } from './backups/index.ts';
import type { GivenKeys } from './cli/tools.ts';
import { operateNow } from './operating.ts';
import { listRestorable, packSecret, type Restorable, titleOf } from './restore/index.ts';
import type { OperationReport, Watch } from './supervisor/contract.ts';

/** Folders in which the academy's backups lie; a bucket has none. */
export function ownPlaces(dataFolder: string): string[] {
  const { placesOf, readMachine } = backupLibrary;
  return placesOf(readMachine(dataFolder), dataFolder).flatMap(place => (place.kind === 'bucket' ? [] : [place.path]));
}

/** Needs no database: a damaged academy is restored as well. */
export const restorable = (dataFolder: string, folder: string | null): Promise<Restorable[]> =>
  listRestorable(backupLibrary, { dataFolder, folder });

export const restoreNow = (
  dataFolder: string,
  { id, place, made_at, academy }: Restorable,
  { passphrase, keys, withoutKeys }: GivenKeys,
  watch: Watch,
): Promise<OperationReport> => {
  const values = { backup: id, place, user_id: null, without_keys: withoutKeys };
  const plan = { kind: 'restore', title: titleOf(made_at), academy, values, relaunch: false };
  return operateNow(dataFolder, { plan, secret: packSecret({ passphrase, keys }) }, watch);
};
