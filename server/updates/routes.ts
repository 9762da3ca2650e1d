import { may, routes } from '../platform/http/routes.ts';
import { updateEndpoints } from './contract.ts';
import type { UpdatesService } from './service.ts';

export const updateRoutes = (updates: UpdatesService) =>
  routes(updateEndpoints, {
    read: may('update:read', () => updates.read()),
    configure: may('update:apply', ({ body, actor }) => updates.configure(body, actor)),
    check: may('update:read', () => updates.check()),
    take: may('update:apply', ({ body, actor }) => updates.take(body.path, 'file', actor), { fresh: true }),
    remove: may('update:apply', ({ params, actor }) => updates.remove(params.version, actor)),
    decide: may('update:apply', ({ params, body, actor }) => updates.decide(params.version, body, actor)),
    download: may('update:apply', ({ params }) => updates.download(params.version)),
    rehearse: may('update:apply', ({ params }) => updates.rehearse(params.version)),
    apply: may('update:apply', ({ params, actor }) => updates.apply(params.version, actor), { fresh: true }),
  });
