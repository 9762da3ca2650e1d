/** Reads the whole database once a night, in a process of its own with low priority, and remembers what was found. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Clock } from '../platform/clock.ts';
import { SQLITE_FILE } from '../platform/db/database.ts';
import type { Integrity } from './rules/service-findings.ts';

const SCRIPT = join(import.meta.dirname, 'repository', `integrity-process${import.meta.filename.slice(-3)}`);

/** Name of the note in the recorder. */
export const INTEGRITY = 'integrity';

export async function readWhole(dbFolder: string, clock: Clock, signal: AbortSignal): Promise<Integrity> {
  const begun = clock.now();
  const troubles = await new Promise<string[]>((resolve, reject) => {
    const child = fork(SCRIPT, [join(dbFolder, SQLITE_FILE)], {
      signal,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    let told: string[] | undefined;
    child.on('message', message => {
      ({ troubles: told } = message as { troubles: string[] });
    });
    child.on('error', reject);
    child.on('close', () => (told ? resolve(told) : reject(new Error('the check of the database ended too early'))));
  });
  return { at: clock.now(), seconds: (clock.now() - begun) / 1000, troubles };
}
