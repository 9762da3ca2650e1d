/** What the supervisor and the launcher tell each other about a new program, through the files beside the programs. */
import { confirmProgram, forgetFallen, readFallen } from '../platform/programs/pointer.ts';
import { UPDATE, UpdateValues } from './plan.ts';

/** Why the program that an operation brought was given up by the launcher; null when it was not. */
export function givenUp(dataFolder: string, { kind, values }: { kind: string; values: unknown }): string | null {
  if (kind !== UPDATE) return null;
  const wanted = UpdateValues.safeParse(values);
  const fallen = readFallen(dataFolder);
  if (!wanted.success || fallen?.version !== wanted.data.version) return null;
  return `Lyceum ${fallen.version} did not come up: ${fallen.reason}`;
}

/** The program serves: the launcher leaves it where it is, and what it gave up before is history. */
export function hasServed(dataFolder: string, version: string): void {
  confirmProgram(dataFolder, version);
  forgetFallen(dataFolder);
}
