/** The ledger of a folder, as a process has it that keeps it: entries, key, and the note of the last seal. */
import { mkdirSync } from 'node:fs';
import { createEntries } from '../../server/ledger/repository/entries.ts';
import { createAnchor } from '../../server/ledger/seals.ts';
import type { VerifyingDeps } from '../../server/ledger/verifying.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { loadSecrets } from '../../server/platform/crypto/secrets.ts';
import { type Database, openDatabase } from '../../server/platform/db/database.ts';

export interface LedgerRoom extends VerifyingDeps {
  db: Database;
  anchor: ReturnType<typeof createAnchor>;
}

export function openLedgerRoom(folder: string, url: string | undefined): LedgerRoom {
  mkdirSync(folder, { recursive: true });
  const db = openDatabase({ url, folder });
  return {
    db,
    entries: createEntries(db),
    clock: systemClock,
    key: loadSecrets(folder).ledger,
    anchor: createAnchor(folder),
  };
}
