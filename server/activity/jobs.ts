import type { JobHandlers } from '../platform/jobs/runner.ts';
import type { DiagnosticsService } from './diagnostics.ts';

declare module '../platform/jobs/contract.ts' {
  interface Jobs {
    'activity.diagnostics': Record<string, never>;
  }
}

export const diagnosticsJobs = (diagnostics: DiagnosticsService): JobHandlers => ({
  'activity.diagnostics': {
    lane: 'long',
    run: (_, { signal, progress }) => diagnostics.make({ signal, progress }).then(() => {}),
  },
});
