/** What people and screens learn of the supervisor's operations. */
import { refuse } from '../platform/errors/refusal.ts';
import type { Appliance, OperationReport } from '../supervisor/contract.ts';
import type { Pause } from './contract.ts';

export interface OperationsService {
  /** null when none is under way. */
  pause(): Promise<Pause | null>;
  last(): Promise<OperationReport | null>;
  cancel(): Promise<Record<string, never>>;
}

export function createOperationsService(appliance: Appliance): OperationsService {
  /** An academy that nobody supervises has no operations. */
  const last = async () =>
    appliance.report().then(
      report => report.operation,
      () => null,
    );
  return {
    last,
    async pause() {
      const report = await last();
      return report && report.ended_at === null ? pauseOf(report) : null;
    },
    cancel: () =>
      appliance.cancel().then(
        () => ({}),
        (error: unknown) => refuse('CONFLICT', (error as Error).message),
      ),
  };
}

export const pauseOf = ({ kind, state, progress, seconds_left }: OperationReport): Pause => ({
  kind,
  state,
  progress,
  seconds_left,
  server: 'ready',
});
