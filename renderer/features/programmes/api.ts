import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { call, callPage } from '../../platform/call.ts';
import { PAGE_SIZE, type PeopleQuery, type Source } from './people-query.ts';

const PEOPLE = ['my-people'] as const;

export function useOwnOrganisations() {
  return useQuery({
    queryKey: [...PEOPLE, 'organisations'],
    queryFn: ({ signal }) => call('GET /organisations/own', {}, { signal }),
  });
}

/** A page of one's people; the page before stays while the next is fetched. */
export function usePeople(of: Source, { search, show, page }: Omit<PeopleQuery, 'of'>) {
  const paging = { page, per_page: PAGE_SIZE, ...(search && { search }) };
  return useQuery({
    queryKey: [...PEOPLE, of, show, paging],
    queryFn: ({ signal }) =>
      of === 'mentees'
        ? callPage('GET /mentees', { query: { ...paging, show: show === 'quiet' ? 'quiet' : 'all' } }, { signal })
        : callPage('GET /organisations/:id/people', { params: { id: of }, query: { ...paging, show } }, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useMentee(id: number) {
  return useQuery({
    queryKey: [...PEOPLE, 'mentees', id],
    queryFn: ({ signal }) => call('GET /mentees/:id', { params: { id } }, { signal }),
  });
}

export function useMember(id: number, userId: number) {
  return useQuery({
    queryKey: [...PEOPLE, id, userId],
    queryFn: ({ signal }) => call('GET /organisations/:id/people/:userId', { params: { id, userId } }, { signal }),
  });
}

/** Who guides a person and to which organisations they belong; `me` for oneself. */
export function useGuidance(id: 'me' | number) {
  return useQuery({
    queryKey: ['programmes', 'mentoring', id],
    queryFn: ({ signal }) => call('GET /users/:id/mentoring', { params: { id } }, { signal }),
  });
}

export function useMemberships(id: 'me' | number) {
  return useQuery({
    queryKey: ['programmes', 'organisations', id],
    queryFn: ({ signal }) => call('GET /users/:id/organisations', { params: { id } }, { signal }),
  });
}
