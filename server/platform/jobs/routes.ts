import { may, routes } from '../http/routes.ts';
import { jobEndpoints } from './contract.ts';
import type { Queue } from './queue.ts';

export const jobRoutes = (queue: Queue) =>
  routes(jobEndpoints, {
    list: may('job:read', ({ query }) => queue.list({ ...query, routine: query.routine === 'true' })),
    read: may('job:read', ({ params }) => queue.read(params.id)),
    cancel: may('job:update', ({ params }) => queue.cancel(params.id)),
    retry: may('job:update', ({ params }) => queue.retry(params.id)),
  });
