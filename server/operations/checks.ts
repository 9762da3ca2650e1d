/** What health asks of operations: did the last one come to a good end. */
import { type Clock, DAY } from '../platform/clock.ts';
import type { Check } from '../platform/health/contract.ts';
import type { OperationOutcome } from '../supervisor/contract.ts';
import { findingOf, NOTHING_UNDONE } from './finding-rules.ts';

/** An operation that did not work is old news after this time. */
const RECENT_MS = 7 * DAY;
/** Updates bring a check of their own, which knows their versions. */
const TOLD_ELSEWHERE = 'update';

export function operationChecks(last: () => OperationOutcome | null, clock: Clock): Check[] {
  return [
    {
      name: 'operation-outcome',
      title: 'The last restore or move',
      async run() {
        const outcome = last();
        if (!outcome?.ended_at || outcome.kind === TOLD_ELSEWHERE) return NOTHING_UNDONE;
        // What could not be undone stays news until it is.
        const isOld = clock.now() - Date.parse(outcome.ended_at) > RECENT_MS && outcome.state !== 'failed';
        return isOld ? NOTHING_UNDONE : findingOf(outcome);
      },
    },
  ];
}
