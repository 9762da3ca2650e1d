import { type SiteRoutesDeps, siteRoutes } from './routes.ts';
import { createSiteService, type SiteDeps } from './service.ts';

export { createSiteSettings, SITE_DEFAULTS, type SiteSettingsStore } from './repository.ts';

export function createSite(deps: SiteDeps & Pick<SiteRoutesDeps, 'answerSignedIn'>) {
  const site = createSiteService(deps);
  return { requireSetupCode: site.requireCode, routes: siteRoutes({ ...deps, site }) };
}
