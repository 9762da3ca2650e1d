/** Opens and closes the maintenance server, whoever asks in whatever order. */
import type { Clock } from '../../platform/clock.ts';
import { type Door, type MaintenanceServer, openMaintenanceServer } from './maintenance-server.ts';
import type { Situation } from './maintenance-words.ts';

export interface StandIn {
  /** Resolves when the port is held. */
  open(): Promise<void>;
  /** Resolves when the port is free. */
  close(): Promise<void>;
}

interface StandInParts {
  doors(): readonly Door[];
  clock: Clock;
  situation(): Situation;
}

export function createStandIn({ doors, clock, situation }: StandInParts): StandIn {
  let server: MaintenanceServer | null = null;
  let last: Promise<void> = Promise.resolve();
  /** One after the other; what failed before does not stop what comes after. */
  const inTurn = (change: () => Promise<void>) => {
    last = last.catch(() => {}).then(change);
    return last;
  };
  return {
    open: () =>
      inTurn(async () => {
        server ??= await openMaintenanceServer({ doors: doors(), clock, situation });
      }),
    close: () =>
      inTurn(async () => {
        await server?.close();
        server = null;
      }),
  };
}
