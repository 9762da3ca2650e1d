import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Answer } from '../../../server/assessments/contract.ts';
import { call } from '../../platform/call.ts';

const assessmentKey = (id: number) => ['assessments', id] as const;

export function useAssessment(id: number) {
  return useQuery({ queryKey: assessmentKey(id), queryFn: () => call('GET /assessments/:id', { params: { id } }) });
}

export function useStart(assessmentId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /assessments/:id/attempts', { params: { id: assessmentId } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: assessmentKey(assessmentId) }),
  });
}

/** An attempt as it was when its page was opened; answers given since live in the page. */
export function useAttempt(attemptId: number) {
  return useQuery({
    queryKey: ['attempts', attemptId],
    queryFn: async () => {
      const attempt = await call('GET /attempts/:attemptId', { params: { attemptId } });
      return { ...attempt, receivedAt: Date.now() };
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
}

export type OpenAttempt = NonNullable<ReturnType<typeof useAttempt>['data']>;

export function useSubmit(assessmentId: number, attemptId: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (answers: Record<string, Answer>) =>
      call('POST /assessments/:id/submit', {
        params: { id: assessmentId },
        body: { attempt_id: attemptId, answers },
      }),
    onSuccess: result => {
      queries.setQueryData(['attempts', attemptId, 'result'], result);
      void queries.invalidateQueries({ queryKey: assessmentKey(assessmentId) });
      // A passed quiz completes its module, and maybe the course.
      void queries.invalidateQueries({ queryKey: ['courses', result.assessment.course_id] });
    },
  });
}

export function useResult(attemptId: number) {
  return useQuery({
    queryKey: ['attempts', attemptId, 'result'],
    queryFn: () => call('GET /attempts/:attemptId/result', { params: { attemptId } }),
  });
}
