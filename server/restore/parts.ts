/** What every step of a restore is given. */
import type { Clock } from '../platform/clock.ts';
import type { SealedColumn } from '../platform/crypto/sealed-columns.ts';
import type { StepContext } from '../supervisor/index.ts';
import { type DatabaseSide, postgresSide, sqliteSide } from './databases.ts';
import type { BackupLibrary } from './library.ts';

export interface RestoreParts {
  library: BackupLibrary;
  clock: Clock;
  version: string;
  /** Names of the migrations that this program knows, in order. */
  migrations: readonly string[];
  /** Everything that is sealed: what is emptied when the keys are lost. */
  sealed: readonly SealedColumn[];
}

export const sideOf = ({ library }: RestoreParts, { configuration, id, folder }: StepContext): DatabaseSide =>
  configuration.databaseUrl
    ? postgresSide({ library, url: configuration.databaseUrl, id })
    : sqliteSide({ library, folder });
