import { may, routes } from '../../platform/http/routes.ts';
import { mergeEndpoints } from './contract.ts';
import type { MergingService } from './service.ts';

export const mergeRoutes = (merging: MergingService) =>
  routes(mergeEndpoints, {
    pairs: may('user:update', () => merging.pairs()),
    mergePreview: may('user:update', ({ params }) => merging.preview(params.id, params.otherId)),
    merge: may('user:update', ({ params, body, actor }) => merging.merge(params.id, body, actor), { fresh: true }),
  });
