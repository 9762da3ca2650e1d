import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import type { Folders } from '../platform/config/folders.ts';
import type { Secrets } from '../platform/crypto/secrets.ts';
import type { Database } from '../platform/db/database.ts';
import type { Work } from '../platform/db/work.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { ledgerChecks } from './checks.ts';
import { ledgerJobs, ledgerSchedules } from './jobs.ts';
import { createEntries } from './repository/entries.ts';
import { createSearch } from './repository/search.ts';
import { createVerdicts } from './repository/verdicts.ts';
import { ledgerRoutes } from './routes.ts';
import { createAnchor } from './seals.ts';
import { createLedgerService } from './service.ts';

export type { Format } from './exporting.ts';
export type { LedgerService } from './service.ts';

interface LedgerParts {
  db: Database;
  work: Work;
  clock: Clock;
  settings: Settings;
  folders: Folders;
  secrets: Pick<Secrets, 'ledger'>;
}

export function createLedger({ db, work, clock, settings, folders, secrets }: LedgerParts) {
  const service = createLedgerService({
    work,
    clock,
    settings,
    entries: createEntries(db),
    search: createSearch(db),
    verdicts: createVerdicts(db),
    key: secrets.ledger,
    anchor: createAnchor(folders.secrets),
    folder: join(folders.data, 'exports'),
  });
  return {
    service,
    routes: ledgerRoutes(service),
    jobs: ledgerJobs(service),
    schedules: ledgerSchedules,
    checks: ledgerChecks(service, clock),
  };
}
