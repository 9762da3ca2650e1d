import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InputOf } from '../../platform/api-types.ts';
import { call } from '../../platform/call.ts';

const SCANNING = ['scanning'] as const;

export function useScanning() {
  return useQuery({ queryKey: SCANNING, queryFn: ({ signal }) => call('GET /scanning', {}, { signal }), staleTime: 0 });
}

export function useSaveScanning() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<'PUT /scanning/settings'>['body']) => call('PUT /scanning/settings', { body }),
    onSuccess: stored => queries.setQueryData(SCANNING, stored),
  });
}
