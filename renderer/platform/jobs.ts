import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Job } from '../../server/platform/jobs/contract.ts';
import { call } from './call.ts';
import { useMessage } from './socket.ts';

/** A job is asked about this often, because its progress is not told step by step. */
const EVERY_MS = 1000;

const hasEnded = ({ state }: Pick<Job, 'state'>) => state !== 'queued' && state !== 'running';

/**
 * How far the background job with this number is, followed until it ends; nothing is asked without one. `page` is the key of what shows
 * it as running: that is asked anew once the job has ended, also when it ended before anybody listened.
 */
export function useJob(id: number | null, page?: QueryKey) {
  const queries = useQueryClient();
  useMessage(
    'job.changed',
    useCallback(
      ({ job_id }) => {
        if (job_id === id) void queries.invalidateQueries({ queryKey: ['jobs', 'one', id] });
      },
      [queries, id],
    ),
  );
  return useQuery({
    queryKey: ['jobs', 'one', id],
    queryFn: async ({ signal }) => {
      const job = await call('GET /jobs/:id', { params: { id: id ?? 0 } }, { signal });
      if (page && hasEnded(job)) void queries.invalidateQueries({ queryKey: page });
      return job;
    },
    enabled: id !== null,
    staleTime: 0,
    // A page that still shows an ended job as running is asked again and again.
    refetchInterval: ({ state: { data } }) => (data && hasEnded(data) && !page ? false : EVERY_MS),
  });
}
