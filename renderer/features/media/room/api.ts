import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MediaItem } from '../../../../server/media/contract.ts';
import { call, callPage } from '../../../platform/call.ts';
import { type MediaQuery, PAGE_SIZE } from './media-query.ts';

const MEDIA = ['media'] as const;
/** Files come and go by other rooms and other people: whoever comes in sees what is there now. */
const fresh = { refetchOnMount: 'always' } as const;

/** A page of the files; the page before stays while the next is fetched. */
export function useMedia({ search, kind, use, course, sort, order, page }: MediaQuery) {
  const query = {
    sort,
    order,
    page,
    per_page: PAGE_SIZE,
    ...(search && { search }),
    ...(kind && { kind }),
    ...(use && { use }),
    ...(course !== undefined && { course_id: course }),
  };
  return useQuery({
    queryKey: [...MEDIA, 'list', query],
    queryFn: ({ signal }) => callPage('GET /media', { query }, { signal }),
    placeholderData: keepPreviousData,
    ...fresh,
  });
}

export function useSummary() {
  return useQuery({
    queryKey: [...MEDIA, 'summary'],
    queryFn: ({ signal }) => call('GET /media/summary', {}, { signal }),
    ...fresh,
  });
}

/** Where a file is shown. Not one of the keys of the list: that is asked for again after the file was deleted. */
export function useUses(id: number) {
  return useQuery({
    queryKey: ['media-uses', id],
    queryFn: ({ signal }) => call('GET /media/:id/uses', { params: { id } }, { signal }),
    ...fresh,
  });
}

function useStale() {
  const queries = useQueryClient();
  return () => void queries.invalidateQueries({ queryKey: MEDIA });
}

/** Puts the content of `next` under `id`; doing it again with the same two takes it back. */
export function useReplace() {
  const stale = useStale();
  return useMutation({
    mutationFn: ({ id, next }: { id: number; next: number }) =>
      call('POST /media/:id/replace', { params: { id }, body: { file_id: next } }),
    onSettled: stale,
  });
}

/** Removes a file that was uploaded for nothing. */
export function useDiscard() {
  const stale = useStale();
  return useMutation({
    mutationFn: (id: number) => call('DELETE /files/:id', { params: { id } }),
    onSettled: stale,
  });
}

/** What became of one file. */
export interface Outcome {
  file: MediaItem;
  /** Why it stayed, in the server's words; null when it is gone. */
  refused: string | null;
}

/** Deletes files one after the other; one that is refused does not keep the others. */
export function useDelete() {
  const stale = useStale();
  return useMutation({
    async mutationFn(files: readonly MediaItem[]): Promise<Outcome[]> {
      const outcomes: Outcome[] = [];
      for (const file of files) {
        const refused = await call('DELETE /files/:id', { params: { id: file.id } }).then(
          () => null,
          (error: unknown) => (error instanceof Error ? error.message : String(error)),
        );
        outcomes.push({ file, refused });
      }
      return outcomes;
    },
    onSettled: stale,
  });
}
