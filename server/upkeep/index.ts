import type { Database } from '../platform/db/database.ts';
import { upkeepChecks } from './checks.ts';
import { upkeepJobs, upkeepSchedules } from './jobs.ts';
import { createUpkeepRepository } from './repository.ts';
import { upkeepRoutes } from './routes.ts';
import { createUpkeepService, type UpkeepDeps } from './service.ts';

export type { UpkeepService } from './service.ts';

interface UpkeepParts extends Omit<UpkeepDeps, 'repository'> {
  db: Database;
}

export function createUpkeep({ db, ...deps }: UpkeepParts) {
  const repository = createUpkeepRepository(db);
  const service = createUpkeepService({ ...deps, repository });
  return {
    service,
    routes: upkeepRoutes(service),
    jobs: upkeepJobs(service),
    schedules: upkeepSchedules,
    checks: upkeepChecks(service),
    /** The last reports, for the diagnostics. */
    reports: async () => (await service.read()).reports,
  };
}
