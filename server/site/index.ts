import { type HealthDeps, checkHealth } from './health.ts';
import { siteRoutes } from './routes.ts';
import { createSiteService, type SiteDeps } from './service.ts';

export { diskSpace } from './health.ts';
export { createSettings, type Settings } from './repository.ts';

export function createSite(deps: SiteDeps & HealthDeps & { isReady: () => boolean }) {
  const service = createSiteService(deps);
  const health = () => checkHealth(deps);
  return { service, health, routes: siteRoutes(service, health, deps.isReady) };
}
