import { z } from 'zod';
import { endpoint, Nothing } from '../platform/http/contract.ts';
import { type OperationOutcome, OperationReport, OperationStateName } from '../supervisor/contract.ts';

/** What everybody may know of an operation that is under way. */
export const Pause = OperationReport.pick({ progress: true, seconds_left: true }).extend({
  /** null when there is no operation: the data are damaged, or looked at. */
  kind: z.string().nullable(),
  state: OperationStateName.nullable(),
  /** What the server as a whole does: `ready` while people still work. */
  server: z.string(),
});
export type Pause = z.output<typeof Pause>;

export const operationEndpoints = {
  pause: endpoint('GET /operation', {
    summary:
      'What keeps the academy from serving, or is about to: for pages that wait for its end; null when nothing does',
    data: Pause.nullable(),
  }),
  last: endpoint('GET /operations/last', {
    summary: 'The operation that is under way, or the last one with its outcome',
    data: OperationReport.nullable(),
  }),
  cancel: endpoint('POST /operations/cancel', {
    summary: 'Calls off the operation that is under way, as long as nothing has been replaced',
    data: Nothing,
  }),
};

declare module '../platform/realtime/contract.ts' {
  interface Messages {
    /** To everybody: the academy is about to pause, or an operation moved. */
    'operation.changed': Pause;
    /** To the staff: one is over, and how. */
    'operation.ended': OperationOutcome;
  }
}
