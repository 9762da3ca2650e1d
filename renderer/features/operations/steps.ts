/** The steps of an operation as people see them. Pure. */
import type { OperationStateName } from '../../../server/supervisor/contract.ts';

/** Several of the machine's states are one thing to a person. */
const SHOWN = [
  { key: 'check', states: ['verifying'] },
  { key: 'save', states: ['saving'] },
  { key: 'pause', states: ['draining', 'stopping'] },
  { key: 'replace', states: ['replacing', 'migrating'] },
  { key: 'try', states: ['starting', 'probing'] },
] as const satisfies readonly { key: string; states: readonly OperationStateName[] }[];

export const stepKeys = SHOWN.map(({ key }) => key);

/** Index of the step that is under way; past the last one when all are done. */
export function currentStep(state: OperationStateName): number {
  const index = SHOWN.findIndex(({ states }) => (states as readonly string[]).includes(state));
  return index < 0 ? SHOWN.length : index;
}

/** While people still work, and it can be called off. */
export const mayCancel = (state: OperationStateName): boolean =>
  state === 'verifying' || state === 'saving' || state === 'draining';

/** Kinds that have words of their own. */
export function wordsOf(kind: string): 'restore' | 'update' | 'move-database' | 'other' {
  return kind === 'restore' || kind === 'update' || kind === 'move-database' ? kind : 'other';
}

/** "2 min": whole minutes once it is more than one, for a promise that is kept. */
export const roughly = (seconds: number): number =>
  seconds < 60 ? Math.max(10, Math.ceil(seconds / 10) * 10) : Math.ceil(seconds / 60) * 60;
