import { refuse } from '../platform/errors/refusal.ts';
import { anyone, may, routes } from '../platform/http/routes.ts';
import { type Health, healthEndpoints } from './contract.ts';
import type { HealthService } from './service.ts';

interface HealthRoutesDeps {
  service: HealthService;
  probe: () => Promise<Health>;
  isReady: () => boolean;
  mendPermissions: () => Promise<number>;
}

export const healthRoutes = ({ service, probe, isReady, mendPermissions }: HealthRoutesDeps) =>
  routes(healthEndpoints, {
    health: anyone(async ({ reply }) => {
      const report = await probe();
      if (report.state === 'failing') reply.status(503);
      return report;
    }),
    live: anyone(async () => ({ state: 'ok' as const })),
    ready: anyone(async () => {
      if (!isReady()) refuse('NOT_READY', 'The server is starting or stopping.');
      return { state: 'ok' as const };
    }),
    report: may('health:read', () => service.report()),
    check: may('health:read', async () => service.checkNow()),
    silence: may('health:update', ({ params, body, actor }) => service.silence(params.name, body.days, actor)),
    listen: may('health:update', ({ params, actor }) => service.listen(params.name, actor)),
    recording: may('health:read', async ({ query }) => service.recording(query.hours)),
    advice: may('health:read', () => service.advice()),
    mendPermissions: may('system:operate', async () => ({ changed: await mendPermissions() })),
    alerts: may('settings:read', () => service.alerts()),
    changeAlerts: may('settings:update', ({ body, actor }) => service.changeAlerts(body, actor), { fresh: true }),
    testAlert: may('settings:update', ({ body, actor }) => service.testAlert(body.channel, actor)),
  });
