import { anyone, routes, signedIn } from '../platform/http/routes.ts';
import { mediaEndpoints } from './contract.ts';
import type { MediaService } from './service.ts';

export const mediaRoutes = (media: MediaService) =>
  routes(mediaEndpoints, {
    uploaded: signedIn(({ params, actor }) => media.uploaded(params.id, actor)),
    describe: anyone(({ params, actor }) => media.describe(params.id, actor)),
    read: anyone(({ params, query, actor }) =>
      media.read(params.id, { width: query.width, download: query.download === '1' }, actor),
    ),
    remove: signedIn(async ({ params, actor }) => {
      await media.remove(params.id, actor);
      return {};
    }),
  });
