import type { Command } from './command.ts';
import { backupCommands } from './commands/backups.ts';
import { databaseCommands } from './commands/database.ts';
import { doctorCommands } from './commands/doctor.ts';
import { activityCommands } from './commands/logs.ts';
import { jobCommands } from './commands/jobs.ts';
import { keyCommands } from './commands/keys.ts';
import { ledgerCommands } from './commands/ledger.ts';
import { serverCommands } from './commands/server.ts';
import { serviceCommands } from './commands/service.ts';
import { updateCommands } from './commands/updates.ts';
import { userImportCommands } from './commands/user-import.ts';
import { userCommands } from './commands/users.ts';

export { guide } from './guide.ts';
export { runCommandLine } from './run.ts';
export { createScreen } from './screen.ts';
export type { AcademyTools, Tools } from './tools.ts';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  ...serverCommands,
  ...doctorCommands,
  ...backupCommands,
  ...updateCommands,
  ...databaseCommands,
  ...userCommands,
  ...userImportCommands,
  ...keyCommands,
  ...jobCommands,
  ...activityCommands,
  ...ledgerCommands,
  ...serviceCommands,
];
