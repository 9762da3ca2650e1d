import { may, routes } from '../platform/http/routes.ts';
import { scanningEndpoints } from './contract.ts';
import type { ScanningService } from './service.ts';

export const scanningRoutes = (scanning: ScanningService) =>
  routes(scanningEndpoints, {
    read: may('settings:read', () => scanning.read()),
    // Switching it off takes a protection away.
    update: may('settings:update', ({ body, actor }) => scanning.update(body, actor), { fresh: true }),
  });
