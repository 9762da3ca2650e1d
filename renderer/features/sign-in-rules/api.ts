import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { RulesChange } from '../../../server/sign-in-rules/contract.ts';
import { call } from '../../platform/call.ts';

const RULES = ['sign-in-rules'] as const;

export function useSignInRules() {
  return useQuery({ queryKey: RULES, queryFn: ({ signal }) => call('GET /sign-in-rules', {}, { signal }) });
}

/** They never change while the program runs. */
export function usePresets() {
  return useQuery({
    queryKey: [...RULES, 'presets'],
    queryFn: ({ signal }) => call('GET /sign-in-rules/presets', {}, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useSaveRules() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: RulesChange) => call('PUT /sign-in-rules', { body }),
    onSuccess: rules => queries.setQueryData(RULES, rules),
  });
}

export function useLock(userId: number) {
  return useQuery({
    queryKey: ['users', userId, 'lock'],
    queryFn: ({ signal }) => call('GET /users/:id/lock', { params: { id: userId } }, { signal }),
    staleTime: 0,
  });
}

export function useUnlock(userId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /users/:id/unlock', { params: { id: userId } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['users', userId, 'lock'] }),
  });
}
