import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { InputOf } from '../../platform/api-types.ts';
import { call, callPage } from '../../platform/call.ts';

type CatalogueInput = InputOf<'GET /courses'>['query'];

/** A page of the catalogue; the page before stays while the next is fetched. */
export function useCatalogue(query: CatalogueInput) {
  return useQuery({
    queryKey: ['courses', 'list', query],
    queryFn: ({ signal }) => callPage('GET /courses', { query }, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useCategories() {
  return useQuery({
    queryKey: ['courses', 'categories'],
    queryFn: ({ signal }) => call('GET /courses/categories', {}, { signal }),
    staleTime: 60_000,
  });
}

export function useCourse(courseId: number) {
  return useQuery({
    queryKey: ['courses', courseId],
    queryFn: ({ signal }) => call('GET /courses/:id', { params: { id: courseId } }, { signal }),
  });
}

/** The outline in order, with the caller's own progress. */
export function useModules(courseId: number) {
  return useQuery({
    queryKey: ['courses', courseId, 'modules'],
    queryFn: ({ signal }) => call('GET /courses/:id/modules', { params: { id: courseId } }, { signal }),
  });
}
