import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InputOf } from '../../platform/api-types.ts';
import { call } from '../../platform/call.ts';
import { useJob } from '../../platform/jobs.ts';

const UPKEEP = ['upkeep'] as const;

export function useUpkeep() {
  return useQuery({ queryKey: UPKEEP, queryFn: ({ signal }) => call('GET /upkeep', {}, { signal }), staleTime: 0 });
}

/** The run that is under way. */
export const useRun = (jobId: number) => useJob(jobId, UPKEEP);

export function useUpkeepDeeds() {
  const queries = useQueryClient();
  const onSettled = () => void queries.invalidateQueries({ queryKey: UPKEEP });
  return {
    run: useMutation({ mutationFn: () => call('POST /upkeep', {}), onSettled }),
    cancel: useMutation({ mutationFn: (id: number) => call('POST /jobs/:id/cancel', { params: { id } }), onSettled }),
    save: useMutation({
      mutationFn: (body: InputOf<'PUT /upkeep/settings'>['body']) => call('PUT /upkeep/settings', { body }),
      onSettled,
    }),
  };
}
