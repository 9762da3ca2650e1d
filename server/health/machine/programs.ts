/** Programs of the system that know more than we can read: disks, batteries, time servers. */
import { execFile } from 'node:child_process';
import { environmentOfProgram } from '../../platform/config/configuration.ts';

export interface Said {
  /** Exit status. */
  status: number;
  text: string;
}

const PATIENCE_MS = 5000;
const MOST_BYTES = 1_000_000;

/** What the program printed; null when there is none of this name, or it did not answer in five seconds. */
export function ask(program: string, args: readonly string[]): Promise<Said | null> {
  return new Promise(resolve => {
    const options = { timeout: PATIENCE_MS, maxBuffer: MOST_BYTES, env: environmentOfProgram() };
    execFile(program, [...args], options, (error, stdout) => {
      const { code, killed } = (error ?? {}) as { code?: string | number; killed?: boolean };
      if (killed || typeof code === 'string') return resolve(null);
      resolve({ status: typeof code === 'number' ? code : 0, text: stdout });
    });
  });
}
