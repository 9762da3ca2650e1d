import { may, routes } from '../platform/http/routes.ts';
import { upkeepEndpoints } from './contract.ts';
import type { UpkeepService } from './service.ts';

export const upkeepRoutes = (upkeep: UpkeepService) =>
  routes(upkeepEndpoints, {
    read: may('settings:read', () => upkeep.read()),
    update: may('settings:update', ({ body, actor }) => upkeep.update(body, actor)),
    run: may('system:operate', ({ actor }) => upkeep.request(actor)),
  });
