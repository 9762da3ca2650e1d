import type { OperationOutcome } from '../supervisor/contract.ts';

declare module '../platform/events/events.ts' {
  interface Facts {
    /** A restore, an update or a move is over: done, undone or worse. Announced once, by the process that looks after the health. */
    'operation.ended': OperationOutcome;
  }
}
