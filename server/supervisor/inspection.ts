/** Decides how closely the data are looked at before they are served. The looking itself happens in a process of its own. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Configuration } from '../platform/config/configuration.ts';
import type { Offer } from './contract.ts';
import type { Damage } from './index.ts';
import { readLastRun } from './last-run.ts';
import type { StepProcesses } from './operations/step-process.ts';

/** Keys that are made once; an academy that lost one cannot open its secrets or prove its certificates. */
const KEYS = ['access-key', 'sealing-key', 'signing-key.pem'];

interface InspectionParts {
  configuration: Configuration;
  processes: StepProcesses;
  /** A process met damage: every index is compared with its table. */
  suspected: boolean;
  onProgress(done: number): void;
  signal: AbortSignal;
}

export async function inspect(parts: InspectionParts): Promise<Damage | null> {
  const { configuration, suspected } = parts;
  const { dataFolder, databaseUrl } = configuration;
  const last = readLastRun(dataFolder);
  const missing = last?.set_up ? missingFile(dataFolder, databaseUrl === undefined) : null;
  if (missing) return { file: missing, reason: `${missing} is missing, though this academy was set up.` };
  if (!suspected && last?.state !== 'running') return null;
  return (await orderOf(parts, 'verify')) as Damage | null;
}

function missingFile(dataFolder: string, onSqlite: boolean): string | null {
  const wanted = [...(onSqlite ? [join('db', 'lyceum.db')] : []), ...KEYS.map(key => join('secrets', key))];
  const found = wanted.map(name => join(dataFolder, name)).find(path => !existsSync(path));
  return found ?? null;
}

/** What could be restored instead; none when the places cannot be reached. */
export const offers = (parts: InspectionParts): Promise<Offer[]> =>
  orderOf(parts, 'save').then(
    found => found as Offer[],
    () => [],
  );

function orderOf({ processes, suspected, onProgress, signal }: InspectionParts, step: 'verify' | 'save') {
  const order = { lyceum: 'step', kind: 'boot-check', id: 'boot-check', secret: null, origin: null } as const;
  return processes.run({ ...order, step, values: { thorough: suspected } }, onProgress, signal);
}
