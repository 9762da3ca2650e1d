import { may, routes } from '../platform/http/routes.ts';
import { backupEndpoints } from './contract.ts';
import type { BackupsService } from './service.ts';

export const backupRoutes = (backups: BackupsService) =>
  routes(backupEndpoints, {
    list: may('backup:read', ({ query }) => backups.list(query)),
    state: may('backup:read', () => backups.state()),
    create: may('backup:create', ({ body, actor }) => backups.create(body.reason, actor)),
    prove: may('backup:create', ({ params, actor }) => backups.prove(params.id, actor)),
    remove: may('backup:create', ({ params, actor }) => backups.remove(params.id, actor), { fresh: true }),
    settings: may('settings:update', ({ body, actor }) => backups.change(body, actor), { fresh: true }),
    readSettings: may('settings:read', () => backups.state()),
    candidates: may('settings:read', () => backups.candidates()),
    test: may('settings:update', ({ body }) => backups.test(body.place)),
    passphrase: may('settings:update', async () => backups.passphrase(), { fresh: true }),
    keys: may('backup:restore', ({ body, actor }) => backups.saveKeys(body.passphrase, actor.userId), { fresh: true }),
    sheet: may('settings:update', ({ body }) => backups.sheet(body), { fresh: true }),
  });
