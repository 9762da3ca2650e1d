import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InsideItem, InsideKind, InsideState } from '../../../../server/backups/inside/contract.ts';
import { notify } from '../../../kit/index.ts';
import { call, callPage } from '../../../platform/call.ts';

const INSIDE = ['backup-inside'] as const;
export const PAGE_SIZE = 20;
/** While it is opened, how far it is. */
const OPENING_MS = 1000;

export function useInside(id: string) {
  return useQuery({
    queryKey: [...INSIDE, id],
    queryFn: ({ signal }) => call('GET /backups/:id/inside', { params: { id } }, { signal }),
    refetchInterval: query => (query.state.data?.state === 'opening' ? OPENING_MS : false),
    refetchOnMount: 'always',
  });
}

export interface Shown {
  kind: InsideKind;
  search: string;
  state: InsideState | undefined;
  page: number;
}

export function useInsideItems(id: string, { kind, search, state, page }: Shown) {
  const query = { page, per_page: PAGE_SIZE, ...(search && { search }), ...(state && { state }) };
  return useQuery({
    queryKey: [...INSIDE, id, kind, query],
    queryFn: ({ signal }) => callPage('GET /backups/:id/inside/:kind', { params: { id, kind }, query }, { signal }),
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
  });
}

function useStale() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: INSIDE });
}

export function useOpen(id: string) {
  return useMutation({
    mutationFn: () => call('POST /backups/:id/inside', { params: { id } }),
    onSettled: useStale(),
  });
}

export function useClose(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('DELETE /backups/:id/inside', { params: { id } }),
    onSettled: () => queries.removeQueries({ queryKey: [...INSIDE, id] }),
    onError: error => notify.error(error.message),
  });
}

export function useTakeBack(id: string, kind: InsideKind) {
  return useMutation({
    mutationFn: (item: InsideItem) =>
      call('POST /backups/:id/inside/:kind/:item/take-back', { params: { id, kind, item: item.id } }),
    onSettled: useStale(),
  });
}
