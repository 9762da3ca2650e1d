import type { Database } from '../platform/db/database.ts';
import { may, routes } from '../platform/http/routes.ts';
import type { Schedule } from '../platform/jobs/schedules.ts';
import { overviewEndpoints } from './contract.ts';
import { overviewJobs } from './jobs.ts';
import { createOverviewRepository } from './repository.ts';
import { createOverviewService, type OverviewDeps } from './service.ts';

const schedules: Schedule[] = [{ cron: '* * * * *', name: 'overview.sample-presence', payload: {} }];

export function createOverview({ db, ...deps }: Omit<OverviewDeps, 'overview'> & { db: Database }) {
  const service = createOverviewService({ ...deps, overview: createOverviewRepository(db) });
  return {
    routes: routes(overviewEndpoints, { read: may('overview:read', () => service.read()) }),
    jobs: overviewJobs(service),
    schedules,
  };
}
