import { type HealthDeps, checkHealth } from './health.ts';
import { type SiteRoutesDeps, siteRoutes } from './routes.ts';
import { createSiteService, type SiteDeps } from './service.ts';

export { diskSpace } from './health.ts';
export { createSettings, type Settings } from './repository.ts';

type SiteParts = SiteDeps & HealthDeps & Pick<SiteRoutesDeps, 'isReady' | 'answerSignedIn'>;

export function createSite(deps: SiteParts) {
  const site = createSiteService(deps);
  const health = () => checkHealth(deps);
  return { health, routes: siteRoutes({ ...deps, site, health }) };
}
