import { useQuery } from '@tanstack/react-query';
import { call } from '../../platform/call.ts';
import { parseCaptions } from './vtt.ts';

/** A module with its content, fetched anew on every opening: another device may have moved its place. */
export function useLesson(courseId: number, moduleId: number) {
  return useQuery({
    queryKey: ['lessons', courseId, moduleId],
    queryFn: ({ signal }) =>
      call('GET /courses/:id/modules/:moduleId', { params: { id: courseId, moduleId } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

/** Captions as text; null asks nothing. */
export function useTranscript(fileId: number | null) {
  return useQuery({
    queryKey: ['captions', fileId],
    queryFn: async ({ signal }) => {
      const response = await fetch(`/api/v1/files/${fileId}`, { signal });
      if (!response.ok) throw new Error(response.statusText);
      return parseCaptions(await response.text());
    },
    enabled: fileId !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
