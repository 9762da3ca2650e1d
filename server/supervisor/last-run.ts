/** `last-run.json` of the data folder: how the server ended last, and whether there was an academy to find again. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../platform/files/durable.ts';

const LastRun = z.object({
  /** `running` in a file that an earlier process left means that it was not stopped but ended: a kill, a power cut. */
  state: z.enum(['running', 'stopped']),
  set_up: z.boolean(),
});
export type LastRun = z.output<typeof LastRun>;

const fileIn = (dataFolder: string) => join(dataFolder, 'last-run.json');

/** null for a folder without a past, and for a file that cannot be understood: both call for a look. */
export function readLastRun(dataFolder: string): LastRun | null {
  try {
    return LastRun.parse(JSON.parse(readFileSync(fileIn(dataFolder), 'utf8')));
  } catch {
    return null;
  }
}

export const writeLastRun = (dataFolder: string, run: LastRun) => writeDurably(fileIn(dataFolder), JSON.stringify(run));
