/** What a restore needs of the backups, handed over by the composition root: see server/operation-kinds.ts. */
import type { backupLibrary, Manifest, Place } from '../backups/index.ts';

export type BackupLibrary = typeof backupLibrary;
export type DatabaseFacts = Parameters<BackupLibrary['compareFacts']>[0];
export type { Manifest, Place };

export type Notes = NonNullable<Manifest['contents']['notes']>;
