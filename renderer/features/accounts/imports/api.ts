import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Import, RowEdits } from '../../../../server/accounts/import/contract.ts';
import type { InputOf } from '../../../platform/api-types.ts';
import { call, callPage, download } from '../../../platform/call.ts';

const IMPORTS = ['imports'] as const;
const ROWS_SHOWN = 50;
const EARLIER_SHOWN = 20;
/** Milliseconds between looks at an import that is under way. */
const LOOK_MS = 500;

export const isWorking = ({ state }: Pick<Import, 'state'>): boolean =>
  state === 'reading' || state === 'applying' || state === 'undoing';

export function useImports(page: number) {
  return useQuery({
    queryKey: [...IMPORTS, 'list', page],
    queryFn: ({ signal }) => callPage('GET /users/imports', { query: { page, per_page: EARLIER_SHOWN } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function useImport(id: number) {
  return useQuery({
    queryKey: [...IMPORTS, 'one', id],
    queryFn: ({ signal }) => call('GET /users/imports/:id', { params: { id } }, { signal }),
    staleTime: 0,
    refetchInterval: query => (query.state.data && isWorking(query.state.data) ? LOOK_MS : false),
  });
}

export type RowsQuery = Omit<InputOf<'GET /users/imports/:id/rows'>['query'], 'per_page'>;

/** `revision` changes when the rows did. */
export function useRows(id: number, query: RowsQuery, revision: string) {
  return useQuery({
    queryKey: [...IMPORTS, 'rows', id, query, revision],
    queryFn: ({ signal }) =>
      callPage(
        'GET /users/imports/:id/rows',
        { params: { id }, query: { ...query, per_page: ROWS_SHOWN } },
        { signal },
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}
export const PAGE_OF_ROWS = ROWS_SHOWN;

export function useStart() {
  return useMutation({
    mutationFn: async ({ name, file }: { name: string; file: Blob }) =>
      call('POST /users/imports', { body: { name, content: await base64(file) } }),
  });
}

/** What is asked of one import; each answers the import as it is then. */
export function useDeeds(id: number) {
  const queries = useQueryClient();
  const onSuccess = (made: Import) => {
    queries.setQueryData([...IMPORTS, 'one', id], made);
    void queries.invalidateQueries({ queryKey: ['users'] });
  };
  const params = { id };
  return {
    change: useMutation({
      mutationFn: (body: InputOf<'PUT /users/imports/:id'>['body']) => call('PUT /users/imports/:id', { params, body }),
      onSuccess,
    }),
    apply: useMutation({ mutationFn: () => call('POST /users/imports/:id/apply', { params }), onSuccess }),
    undo: useMutation({ mutationFn: () => call('POST /users/imports/:id/undo', { params }), onSuccess }),
    remove: useMutation({ mutationFn: () => call('DELETE /users/imports/:id', { params }) }),
    skip: useMutation({
      mutationFn: ({ rowId, skip }: { rowId: number; skip: boolean }) =>
        call('PUT /users/imports/:id/rows/:rowId', { params: { id, rowId }, body: { skip } }),
      onSuccess: () => void queries.invalidateQueries({ queryKey: IMPORTS }),
    }),
    correct: useMutation({
      mutationFn: ({ rowId, cells }: { rowId: number; cells: RowEdits }) =>
        call('PUT /users/imports/:id/rows/:rowId', { params: { id, rowId }, body: { cells } }),
      onSuccess: () => void queries.invalidateQueries({ queryKey: IMPORTS }),
    }),
    result: useMutation({ mutationFn: () => download('GET /users/imports/:id/result', { params }) }),
  };
}

export function useUndoPreview(id: number) {
  return useQuery({
    queryKey: [...IMPORTS, 'undo', id],
    queryFn: ({ signal }) => call('GET /users/imports/:id/undo', { params: { id } }, { signal }),
    staleTime: 0,
    gcTime: 0,
  });
}

/** Everybody whom the import made, for their slips. */
export async function createdBy(id: number): Promise<number[]> {
  const ids: number[] = [];
  for (let page = 1; ; page++) {
    const query = { outcome: 'created' as const, page, per_page: 100 };
    const { items, pagination } = await callPage('GET /users/imports/:id/rows', { params: { id }, query });
    ids.push(...items.flatMap(({ user_id }) => user_id ?? []));
    if (page >= pagination.pages) return ids;
  }
}

function base64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve((reader.result as string).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}
