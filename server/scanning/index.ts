import type { Clock } from '../platform/clock.ts';
import type { Work } from '../platform/db/work.ts';
import type { Log } from '../platform/logging/log.ts';
import type { Settings } from '../platform/settings/settings.ts';
import { scanningChecks } from './checks.ts';
import { createDoor } from './door.ts';
import { scanningRoutes } from './routes.ts';
import { createScannerFinder } from './scanner.ts';
import { createScanningService } from './service.ts';
import { scanningSettings } from './settings.ts';

export type { Door, Scanned } from './door.ts';

interface ScanningParts {
  work: Work;
  clock: Clock;
  log: Log;
  settings: Settings;
}

export function createScanning(parts: ScanningParts) {
  const finder = createScannerFinder();
  const service = createScanningService({ ...parts, finder });
  return {
    /** What every file passes before it is kept. */
    door: createDoor({ ...parts, finder, settings: () => parts.settings.read(scanningSettings) }),
    routes: scanningRoutes(service),
    checks: scanningChecks(service, parts.clock),
  };
}
