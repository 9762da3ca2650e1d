import './events.ts';
import type { Clock } from '../platform/clock.ts';
import type { Events } from '../platform/events/events.ts';
import type { Hub } from '../platform/realtime/hub.ts';
import type { Appliance, OperationOutcome, OperationReport } from '../supervisor/contract.ts';
import { operationChecks } from './checks.ts';
import { operationRoutes } from './routes.ts';
import { createOperationsService, pauseOf } from './service.ts';

interface OperationsParts {
  appliance: Appliance;
  hub: Hub;
  events: Events;
  clock: Clock;
  /** As the data folder tells it, also when the server was not there to see it end. */
  lastOperation(): OperationOutcome | null;
}

export function createOperations({ appliance, hub, events, clock, lastOperation }: OperationsParts) {
  return {
    routes: operationRoutes(createOperationsService(appliance)),
    checks: operationChecks(lastOperation, clock),
    lastOperation,
    /** The supervisor tells every process; each passes it on to its own sockets. */
    changed: (report: OperationReport) => hub.tellEverybodyHere('operation.changed', pauseOf(report)),
    /** One is over, and nobody has been told yet. */
    async announceEnd(outcome: OperationOutcome) {
      hub.tell('staff', 'operation.ended', outcome);
      await events.deliver([{ name: 'operation.ended', data: outcome }]);
    },
  };
}
