import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InputOf } from '../../../../platform/api-types.ts';
import { call, callPage } from '../../../../platform/call.ts';

const INVITATIONS = ['registration-invitations'] as const;

export function useInvitations() {
  return useQuery({
    queryKey: INVITATIONS,
    queryFn: ({ signal }) => call('GET /registration-invitations', {}, { signal }),
  });
}

export function useMakeInvitation() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<'POST /registration-invitations'>['body']) =>
      call('POST /registration-invitations', { body }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: INVITATIONS }),
  });
}

export function useTakeBack() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call('DELETE /registration-invitations/:id', { params: { id } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: INVITATIONS }),
  });
}

export function useUses(id: number) {
  return useQuery({
    queryKey: [...INVITATIONS, id],
    queryFn: ({ signal }) => call('GET /registration-invitations/:id/uses', { params: { id } }, { signal }),
  });
}

/** Published courses by part of their title; the ones before stay while others are fetched. */
export function useCourseChoice(search: string) {
  const query = { per_page: 20, status: 'published' as const, ...(search && { search }) };
  return useQuery({
    queryKey: ['courses', 'choice', query],
    queryFn: ({ signal }) => callPage('GET /courses', { query }, { signal }),
    placeholderData: keepPreviousData,
  });
}
