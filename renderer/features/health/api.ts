import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Remedy } from '../../../server/platform/health/contract.ts';
import { call } from '../../platform/call.ts';
import { useMessage } from '../../platform/socket.ts';

const CALM_MS = 60_000;
const BUSY_MS = 500;

const REPORT = ['health', 'report'] as const;

/** Every check with what it found; asked again when the server says that it changed, often while a check runs. */
export function useHealthReport(enabled = true) {
  const queries = useQueryClient();
  useMessage(
    'health.changed',
    useCallback(() => {
      void queries.invalidateQueries({ queryKey: REPORT });
      void queries.invalidateQueries({ queryKey: ['overview'] });
    }, [queries]),
  );
  return useQuery({
    queryKey: REPORT,
    queryFn: ({ signal }) => call('GET /health/report', {}, { signal }),
    refetchInterval: ({ state }) => (state.data?.running ? BUSY_MS : CALM_MS),
    enabled,
  });
}

export function useCheckNow() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /health/check', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: REPORT }),
  });
}

/** Keeps quiet about an issue for so many days; null speaks of it again. */
export function useSilence() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ name, days }: { name: string; days: 1 | 7 | null }) => {
      if (days === null) await call('DELETE /health/checks/:name/silence', { params: { name } });
      else await call('POST /health/checks/:name/silence', { params: { name }, body: { days } });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: REPORT });
      await queries.invalidateQueries({ queryKey: ['overview'] });
    },
  });
}

type CallAction = Extract<Remedy['action'], { kind: 'call' }>;

/** Does what a remedy offers, then has everything checked again. */
export function useRemedy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ method, path, body }: CallAction) => {
      // The server names the call; it is one of its own endpoints without parameters.
      await call(
        `${method} ${path}` as 'POST /health/remedies/permissions',
        (body === undefined ? {} : { body }) as never,
      );
      await call('POST /health/check', {});
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: REPORT }),
  });
}

const RECORDING_MS = 30_000;

export function useRecording(hours: number) {
  return useQuery({
    queryKey: ['health', 'recording', hours],
    queryFn: ({ signal }) => call('GET /health/recording', { query: { hours } }, { signal }),
    refetchInterval: RECORDING_MS,
    placeholderData: before => before,
  });
}

export function useAdvice() {
  return useQuery({
    queryKey: ['health', 'advice'],
    queryFn: ({ signal }) => call('GET /health/advice', {}, { signal }),
    staleTime: 5 * 60_000,
  });
}

export function useAlerts() {
  return useQuery({
    queryKey: ['alerts'],
    queryFn: ({ signal }) => call('GET /alerts/settings', {}, { signal }),
    refetchOnWindowFocus: false,
  });
}
