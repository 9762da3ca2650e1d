/** An operation from the command line: through the server that runs, or, where none does, in this very process. */
import { join } from 'node:path';
import { systemClock } from './platform/clock.ts';
import { environmentOfCommand } from './platform/config/configuration.ts';
import { foldersIn } from './platform/config/folders.ts';
import { lockFolder } from './platform/db/folder-lock.ts';
import { createLog } from './platform/logging/log.ts';
import { operateFromCommandLine } from './supervisor/command.ts';
import type { OperationPlan, OperationReport, Watch } from './supervisor/contract.ts';
import { givenUp } from './updates/launching.ts';

/** Resolves when the operation has ended, whichever way. Throws an Error in plain words when it cannot begin. */
export const operateNow = (
  dataFolder: string,
  command: { plan: OperationPlan; secret: string | null },
  watch: Watch,
): Promise<OperationReport> =>
  operateFromCommandLine(
    {
      dataFolder,
      clock: systemClock,
      log: createLog({ level: 'error', role: 'command line', to: process.stderr }),
      script: join(import.meta.dirname, `main${import.meta.filename.slice(-3)}`),
      environmentFor: role => environmentOfCommand(dataFolder, role),
      lock: () => lockFolder(foldersIn(dataFolder).db),
      givenUp: one => givenUp(dataFolder, one),
      watch,
    },
    command,
  );
