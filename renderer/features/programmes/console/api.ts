import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InputOf } from '../../../platform/api-types.ts';
import { call, callPage } from '../../../platform/call.ts';

const PROGRAMMES = ['programmes'] as const;
export const PAGE_SIZE = 50;

export interface AssignmentsQuery {
  search: string;
  /** Number of the mentor; null for every one. */
  mentor: number | null;
  state: 'open' | 'over';
  /** From 1. */
  page: number;
}

export function useMentors() {
  return useQuery({
    queryKey: [...PROGRAMMES, 'mentors'],
    queryFn: ({ signal }) => call('GET /mentoring/mentors', {}, { signal }),
  });
}

export function useAssignments({ search, mentor, state, page }: AssignmentsQuery) {
  const query = {
    state,
    page,
    per_page: PAGE_SIZE,
    ...(search && { search }),
    ...(mentor !== null && { mentor_id: mentor }),
  };
  return useQuery({
    queryKey: [...PROGRAMMES, 'assignments', query],
    queryFn: ({ signal }) => callPage('GET /mentoring/assignments', { query }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Everything here shows the same people: what changed is fetched again wherever it stands. */
function useStale() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: PROGRAMMES });
}

export function useAssign() {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: InputOf<'POST /mentoring/assignments'>['body']) => call('POST /mentoring/assignments', { body }),
    onSuccess: stale,
  });
}

export function useEnd() {
  const stale = useStale();
  return useMutation({
    mutationFn: (ids: number[]) => call('POST /mentoring/assignments/end', { body: { ids } }),
    onSettled: stale,
  });
}

export function useOrganisations() {
  return useQuery({
    queryKey: [...PROGRAMMES, 'organisations', 'all'],
    queryFn: ({ signal }) => call('GET /organisations', {}, { signal }),
  });
}

type Wish = { name: string; note: string | null };

/** Adds an organisation, or changes the one with this number. */
export function useSaveOrganisation() {
  const stale = useStale();
  return useMutation({
    mutationFn: ({ id, ...body }: Wish & { id: number | null }) =>
      id === null ? call('POST /organisations', { body }) : call('PUT /organisations/:id', { params: { id }, body }),
    onSuccess: stale,
  });
}

export function useArchive() {
  const stale = useStale();
  return useMutation({
    mutationFn: ({ id, archived }: { id: number; archived: boolean }) =>
      call('PUT /organisations/:id', { params: { id }, body: { archived } }),
    onSettled: stale,
  });
}

export function useMembers(id: number, search: string, page: number) {
  const query = { page, per_page: PAGE_SIZE, ...(search && { search }) };
  return useQuery({
    queryKey: [...PROGRAMMES, 'members', id, query],
    queryFn: ({ signal }) => callPage('GET /organisations/:id/members', { params: { id }, query }, { signal }),
    placeholderData: keepPreviousData,
  });
}

type Adding = { user_ids: number[]; is_representative: boolean };

export function useAddMembers(id: number) {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: Adding) => call('POST /organisations/:id/members', { params: { id }, body }),
    onSettled: stale,
  });
}

export function useRemoveMembers(id: number) {
  const stale = useStale();
  return useMutation({
    mutationFn: (userIds: number[]) =>
      call('POST /organisations/:id/members/remove', { params: { id }, body: { user_ids: userIds } }),
    onSettled: stale,
  });
}

/** People by part of their name or address; the ones before stay while others are fetched. */
export function usePeopleChoice(search: string) {
  const query = { per_page: 20, ...(search && { search }) };
  return useQuery({
    queryKey: ['users', 'choice', query],
    queryFn: ({ signal }) => callPage('GET /users', { query }, { signal }),
    placeholderData: keepPreviousData,
  });
}
