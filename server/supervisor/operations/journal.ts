/** `operation.json` of the data folder: what an operation is about and how far it came, on the disk before anything is done. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeDurably } from '../../platform/files/durable.ts';
import { type OperationOutcome, OperationPlan, OperationStateName } from './contract.ts';
import { causeOf, type OperationState } from './states.ts';

export const JOURNAL_FILE = 'operation.json';
/** Folder below the data folder where operations keep what they stage and what they put aside. */
export const WORK_FOLDER = '.operation';

const Journal = z.object({
  version: z.literal(1),
  id: z.string().regex(/^[\w-]+$/),
  plan: OperationPlan,
  state: z.object({ name: OperationStateName, reason: z.string().optional() }),
  started_at: z.string(),
  ended_at: z.string().nullable(),
  /** Whether the program that takes over has been called, and whether it has answered. */
  handed_over: z.enum(['no', 'called', 'answered']).default('no'),
});
export type Journal = Omit<z.output<typeof Journal>, 'state'> & { state: OperationState };

/** null when there is none. Throws in plain words when it cannot be read: nobody may then guess what was done. */
export function readJournal(dataFolder: string): Journal | null {
  const path = join(dataFolder, JOURNAL_FILE);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
  try {
    return Journal.parse(JSON.parse(text)) as Journal;
  } catch (cause) {
    throw new Error(`The journal of the last operation cannot be read: ${path}.`, { cause });
  }
}

/** On the disk, whole, when this returns. */
export function writeJournal(dataFolder: string, journal: Journal): void {
  writeDurably(join(dataFolder, JOURNAL_FILE), JSON.stringify(journal, null, 1));
}

/** The operation as everybody may know it. */
export const outcomeOf = ({ id, plan, state, started_at, ended_at }: Journal): OperationOutcome => ({
  id,
  kind: plan.kind,
  title: plan.title,
  state: state.name,
  reason: 'reason' in state ? state.reason : null,
  cause: causeOf(state),
  started_at,
  ended_at,
});

/** The last operation of a data folder, whether a server runs or not; null when there was none. Throws like readJournal. */
export function lastOperation(dataFolder: string): OperationOutcome | null {
  const journal = readJournal(dataFolder);
  return journal && outcomeOf(journal);
}

/** Where this operation keeps its things. */
export const workFolderOf = (dataFolder: string, id: string) => join(dataFolder, WORK_FOLDER, id);
