/** Every kind of operation, for the processes that carry out their steps. */
import { bootCheck } from './boot-check.ts';
import { backupLibrary } from './backups/index.ts';
import { moveKind } from './database/index.ts';
import { systemClock } from './platform/clock.ts';
import { productVersion } from './platform/config/places.ts';
import { knownMigrations } from './platform/db/migrate.ts';
import { probeServer, restoreKind } from './restore/index.ts';
import { sealedColumns } from './sealed-columns.ts';
import type { OperationKind } from './supervisor/index.ts';
import { updateLibrary } from './update-library.ts';
import { rehearsalOperation, updateOperation } from './updates/operation.ts';

export const operationKinds: readonly OperationKind[] = [
  bootCheck(backupLibrary),
  restoreKind({
    library: backupLibrary,
    clock: systemClock,
    version: productVersion(),
    migrations: knownMigrations,
    sealed: sealedColumns,
  }),
  updateOperation(updateLibrary()),
  rehearsalOperation(updateLibrary()),
  moveKind({ clock: systemClock, probe: probeServer }),
];
