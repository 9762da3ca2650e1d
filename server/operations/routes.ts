import { anyone, may, routes } from '../platform/http/routes.ts';
import { operationEndpoints } from './contract.ts';
import type { OperationsService } from './service.ts';

export const operationRoutes = (operations: OperationsService) =>
  routes(operationEndpoints, {
    pause: anyone(() => operations.pause()),
    last: may('system:operate', () => operations.last()),
    cancel: may('system:operate', () => operations.cancel()),
  });
