import { may, routes } from '../../platform/http/routes.ts';
import { importEndpoints } from './contract.ts';
import type { ImportsService } from './service.ts';

export const importRoutes = (imports: ImportsService) =>
  routes(importEndpoints, {
    listImports: may('user:create', ({ query }) => imports.list(query.page, query.per_page)),
    startImport: may('user:create', ({ body, actor, from }) => imports.start(body, actor, from)),
    readImport: may('user:create', ({ params }) => imports.read(params.id)),
    changeImport: may('user:create', ({ params, body }) => imports.change(params.id, body)),
    importRows: may('user:create', ({ params, query }) =>
      imports.rows(params.id, { ...query, noted: query.noted === 'true' }),
    ),
    changeImportRow: may('user:create', ({ params: { id, rowId }, body }) =>
      'cells' in body ? imports.correct(id, rowId, body.cells) : imports.skip(id, rowId, body.skip),
    ),
    // A file may make administrators.
    applyImport: may('user:create', ({ params, actor }) => imports.apply(params.id, actor), { fresh: true }),
    undoPreview: may('user:create', ({ params }) => imports.undoPreview(params.id)),
    undoImport: may('user:create', ({ params, actor }) => imports.undo(params.id, actor)),
    importResult: may('user:create', async ({ params }) => {
      const body = await imports.result(params.id);
      return { body, type: 'text/csv; charset=utf-8', name: 'import-result.csv', inline: false, cache: 'no-store' };
    }),
    removeImport: may('user:create', async ({ params }) => {
      await imports.remove(params.id);
      return {};
    }),
  });
