import { may, routes } from '../platform/http/routes.ts';
import { databaseEndpoints } from './contract.ts';
import type { DatabaseService } from './service.ts';

export const databaseRoutes = (database: DatabaseService) =>
  routes(databaseEndpoints, {
    read: may('settings:read', () => database.read()),
    test: may('system:operate', ({ body }) => database.test(body.url)),
    move: may('system:operate', ({ body, actor }) => database.move(body, actor), { fresh: true }),
  });
