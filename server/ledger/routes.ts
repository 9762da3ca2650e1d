import { may, routes } from '../platform/http/routes.ts';
import { ledgerEndpoints } from './contract.ts';
import type { LedgerService } from './service.ts';

export const ledgerRoutes = (ledger: LedgerService) =>
  routes(ledgerEndpoints, {
    list: may('log:read', ({ query }) => ledger.list(query)),
    export: may('log:read', ({ query, actor }) => ledger.export(query, actor)),
    read: may('log:read', () => ledger.read()),
    verify: may('log:read', ({ actor }) => ledger.request(actor)),
    update: may('settings:update', ({ body, actor }) => ledger.update(body, actor)),
  });
