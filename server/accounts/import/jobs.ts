import type { JobHandlers } from '../../platform/jobs/runner.ts';
import { type ApplyingDeps, apply } from './applying.ts';
import { type LookingDeps, look } from './looking.ts';
import type { ImportsService } from './service.ts';
import { undo, type UndoingDeps } from './undoing.ts';

declare module '../../platform/jobs/contract.ts' {
  interface Jobs {
    /** Reads a file of people and says what would happen. */
    'accounts.import-read': { importId: number };
    'accounts.import-apply': { importId: number };
    'accounts.import-undo': { importId: number };
    /** Forgets files and rows of imports that are over. */
    'accounts.clean-imports': Record<string, never>;
  }
}

export const importJobs = (deps: LookingDeps & ApplyingDeps & UndoingDeps, service: ImportsService): JobHandlers => ({
  'accounts.import-read': ({ importId }, running) => look(deps, importId, running),
  'accounts.import-apply': ({ importId }, running) => apply(deps, importId, running),
  'accounts.import-undo': ({ importId }, running) => undo(deps, importId, running),
  'accounts.clean-imports': () => service.removeOld(),
});

export const importSchedules = [{ cron: '27 3 * * *', name: 'accounts.clean-imports', payload: {} }] as const;
