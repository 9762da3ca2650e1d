import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Course } from '../../../server/courses/contract.ts';
import { call } from '../../platform/call.ts';
import { useMessage } from '../../platform/socket.ts';

export const HOME = ['home'] as const;
export const progressKey = (courseId: number) => ['courses', courseId, 'progress'] as const;

export function useHome() {
  return useQuery({ queryKey: HOME, queryFn: ({ signal }) => call('GET /home', {}, { signal }) });
}

/** The caller's progress; only asked for when they are enrolled. */
export function useProgress(courseId: number, enrolled: boolean) {
  return useQuery({
    queryKey: progressKey(courseId),
    queryFn: ({ signal }) => call('GET /courses/:id/progress', { params: { id: courseId } }, { signal }),
    enabled: enrolled,
  });
}

/** Everything that shows where the learner stands in a course. */
function useStale() {
  const queries = useQueryClient();
  return useCallback(
    async (courseId: number) => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: HOME }),
        queries.invalidateQueries({ queryKey: ['courses', courseId] }),
        queries.invalidateQueries({ queryKey: ['courses', 'list'] }),
      ]);
    },
    [queries],
  );
}

export function useEnrol(courseId: number) {
  const stale = useStale();
  return useMutation({
    mutationFn: () => call('POST /courses/:id/enroll', { params: { id: courseId } }),
    onSettled: () => stale(courseId),
  });
}

/** The page shows the course as left at once; progress is not asked for any more, the server would refuse it. */
export function useWithdraw(courseId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('DELETE /courses/:id/enroll', { params: { id: courseId } }),
    onSuccess: async () => {
      queries.setQueryData<Course>(
        ['courses', courseId],
        course => course && { ...course, standing: { ...course.standing, enrolment: null } },
      );
      await Promise.all([
        queries.invalidateQueries({ queryKey: HOME }),
        queries.invalidateQueries({ queryKey: ['courses'], predicate: ({ queryKey }) => queryKey[2] !== 'progress' }),
      ]);
      queries.removeQueries({ queryKey: progressKey(courseId) });
    },
  });
}

/** Keeps home, courses and certificates as they are on the server, whichever device or page moved them. */
export function useProgressNews(): void {
  const queries = useQueryClient();
  const stale = useStale();
  useMessage(
    'progress.changed',
    useCallback(({ course_id: courseId }) => void stale(courseId), [stale]),
  );
  useMessage(
    'certificate.issued',
    useCallback(
      ({ course_id: courseId }) => {
        void stale(courseId);
        void queries.invalidateQueries({ queryKey: ['certificates'] });
      },
      [queries, stale],
    ),
  );
}
