export { probeServer } from './probe.ts';
/** The only door. The kind of operation and the list of backups run outside an academy as well. */
import type { Settings } from '../platform/settings/settings.ts';
import { lostCheck } from './checks.ts';
import { restoreRoutes } from './routes.ts';
import { createRestoreService, type RestoreDeps } from './service.ts';

export type { KnownGroup } from './differences-rules.ts';
export type { Restorable } from './contract.ts';
export { restoreKind } from './kind.ts';
export { packSecret } from './secret.ts';
export { titleOf } from './estimate-rules.ts';
export { listRestorable } from './listing.ts';

export const createRestore = (deps: RestoreDeps & { settings: Settings }) => ({
  routes: restoreRoutes(createRestoreService(deps)),
  checks: [lostCheck(deps.settings, deps.clock)],
});
