import { databaseRoutes } from './routes.ts';
import { createDatabaseService, type DatabaseDeps } from './service.ts';

export { moveKind } from './kind.ts';
export type { DatabaseService } from './service.ts';

export function createDatabase(deps: DatabaseDeps) {
  const service = createDatabaseService(deps);
  return { service, routes: databaseRoutes(service) };
}
