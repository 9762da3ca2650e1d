import { may, routes } from '../../platform/http/routes.ts';
import { insideEndpoints } from './contract.ts';
import type { InsideService } from './service.ts';

export const insideRoutes = (inside: InsideService) =>
  routes(insideEndpoints, {
    open: may('backup:restore', ({ params, actor }) => inside.open(params.id, actor), { fresh: true }),
    read: may('backup:restore', ({ params }) => inside.read(params.id)),
    list: may('backup:restore', ({ params, query }) => inside.list(params.id, params.kind, query)),
    takeBack: may(
      'backup:restore',
      ({ params, actor }) => inside.takeBack(params.id, params.kind, params.item, actor),
      { fresh: true },
    ),
    close: may('backup:restore', async ({ params }) => {
      await inside.close(params.id);
      return {};
    }),
  });
