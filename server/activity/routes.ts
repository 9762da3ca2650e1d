import { may, routes } from '../platform/http/routes.ts';
import type { LogPage, Reading } from '../platform/logging/reader.ts';
import { activityEndpoints } from './contract.ts';
import type { DiagnosticsService } from './diagnostics.ts';

interface ActivityRoutesDeps {
  log: (reading: Reading) => Promise<LogPage>;
  diagnostics: DiagnosticsService;
}

export const activityRoutes = ({ log, diagnostics }: ActivityRoutesDeps) =>
  routes(activityEndpoints, {
    logs: may('log:read', ({ query }) => log(query)),
    diagnostics: may('log:read', () => diagnostics.last()),
    makeDiagnostics: may('system:operate', ({ actor }) => diagnostics.request(actor)),
    readDiagnostics: may('log:read', ({ query }) => diagnostics.content(query.name), { fresh: true }),
    downloadDiagnostics: may('log:read', ({ actor }) => diagnostics.download(actor), { fresh: true }),
  });
