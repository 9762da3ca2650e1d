import { anyone, may, routes } from '../platform/http/routes.ts';
import { restoreEndpoints } from './contract.ts';
import type { RestoreService } from './service.ts';

export const restoreRoutes = (restore: RestoreService) =>
  routes(restoreEndpoints, {
    preview: may('backup:restore', ({ params, body, actor }) =>
      restore.preview(params.backupId, body.passphrase, actor),
    ),
    restore: may('backup:restore', ({ params, body, actor }) => restore.restore(params.backupId, body, actor), {
      fresh: true,
    }),
    firstList: anyone(({ body, from }) => restore.firstList(body.code, body.folder, from)),
    firstOutcome: anyone(({ body, from }) => restore.firstOutcome(body.code, from)),
    firstRestore: anyone(({ body, from }) => restore.firstRestore(body, from)),
  });
