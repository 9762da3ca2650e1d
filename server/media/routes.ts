import { anyone, may, routes, signedIn } from '../platform/http/routes.ts';
import { mediaEndpoints } from './contract.ts';
import type { MediaRoom } from './room.ts';
import type { MediaService } from './service.ts';

export const mediaRoutes = (media: MediaService, room: MediaRoom) =>
  routes(mediaEndpoints, {
    uploaded: signedIn(({ params, actor }) => media.uploaded(params.id, actor)),
    describe: anyone(({ params, actor }) => media.describe(params.id, actor)),
    read: anyone(({ params, query, actor }) =>
      media.read(params.id, { ...query, download: query.download === '1' }, actor),
    ),
    remove: signedIn(async ({ params, actor }) => {
      await media.remove(params.id, actor);
      return {};
    }),
    list: may('media:read', ({ query }) => room.list(query)),
    summary: may('media:read', () => room.summary()),
    uses: may('media:read', ({ params, actor }) => room.uses(params.id, actor)),
    replace: may('media:update', ({ params, body, actor }) => room.replace(params.id, body.file_id, actor)),
  });
