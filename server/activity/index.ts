import type { Hub } from '../platform/realtime/hub.ts';
import type { JobHandlers } from '../platform/jobs/runner.ts';
import { readLog } from '../platform/logging/reader.ts';
import { type DiagnosticsDeps, createDiagnostics } from './diagnostics.ts';
import { diagnosticsJobs } from './jobs.ts';
import { watchLog } from './log-watch.ts';
import { createActivityRepository } from './repository.ts';
import { activityRoutes } from './routes.ts';
import { activityPersonal } from './personal.ts';

export type { DiagnosticsService } from './diagnostics.ts';

interface ActivityParts extends Omit<DiagnosticsDeps, 'repository'> {
  tell: Hub['tell'];
}

export function createActivity({ tell, ...deps }: ActivityParts) {
  const repository = createActivityRepository(deps.db);
  const diagnostics = createDiagnostics({ ...deps, repository });
  const jobs: JobHandlers = diagnosticsJobs(diagnostics);
  return {
    personal: activityPersonal,
    routes: activityRoutes({ log: reading => readLog(deps.folders.logs, reading), diagnostics }),
    jobs,
    /** Runs in one process for all of them. */
    watchers: [() => watchLog(deps.folders.logs, () => tell('staff', 'log.changed', {}))],
    diagnostics,
  };
}
