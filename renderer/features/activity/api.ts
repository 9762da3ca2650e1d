import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call, callPage, download } from '../../platform/call.ts';
import { useNow } from '../../platform/server.ts';
import { useMessage } from '../../platform/socket.ts';
import { type ActivityQuery, PERIODS } from './activity-query.ts';

export const PAGE_SIZE = 25;

/** A page of the jobs, asked again whenever one moves. */
export function useJobs({ state, routine, page }: ActivityQuery) {
  const queries = useQueryClient();
  useMessage(
    'job.changed',
    useCallback(() => void queries.invalidateQueries({ queryKey: ['jobs'] }), [queries]),
  );
  const query = {
    page,
    per_page: PAGE_SIZE,
    routine: routine ? ('true' as const) : ('false' as const),
    ...(state && { state }),
  };
  return useQuery({
    queryKey: ['jobs', query],
    queryFn: ({ signal }) => callPage('GET /jobs', { query }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

export function useJobDeed(deed: 'retry' | 'cancel') {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) =>
      deed === 'retry'
        ? call('POST /jobs/:id/retry', { params: { id } })
        : call('POST /jobs/:id/cancel', { params: { id } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['jobs'] }),
  });
}

/** Which acts the filters leave. */
export function actsWished({ kind, who, text, address, user, about, period }: ActivityQuery, now: number) {
  const cut = about?.lastIndexOf('-') ?? -1;
  return {
    ...(kind && { action: kind }),
    ...(who && { who }),
    ...(text && { text }),
    ...(address && { address }),
    ...(user && { user_id: user }),
    ...(about && { resource_type: about.slice(0, cut), resource_id: Number(about.slice(cut + 1)) }),
    ...(period && { from: new Date(now - PERIODS[period] * 1000).toISOString() }),
  };
}

export function useActs(query: ActivityQuery) {
  // To the minute, so that the same question is the same.
  const minute = Math.floor(useNow(60_000) / 60_000) * 60_000;
  const asked = { page: query.page, per_page: PAGE_SIZE, ...actsWished(query, minute) };
  return useQuery({
    queryKey: ['activity', asked],
    queryFn: ({ signal }) => callPage('GET /activity', { query: asked }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** Acts in a glance at a person. */
const GLANCE = 8;

/** The latest acts of a person and with their account, newest first. */
export function usePersonActs(userId: number, enabled: boolean) {
  return useQuery({
    queryKey: ['activity', 'person', userId],
    async queryFn({ signal }) {
      const ask = (query: { user_id: number } | { resource_type: 'user'; resource_id: number }) =>
        callPage('GET /activity', { query: { ...query, page: 1, per_page: GLANCE } }, { signal });
      const asked = [ask({ user_id: userId }), ask({ resource_type: 'user', resource_id: userId })];
      const found = (await Promise.all(asked)).flatMap(({ items }) => items);
      const acts = [...new Map(found.map(act => [act.id, act])).values()];
      return acts.toSorted((a, b) => b.id - a.id).slice(0, GLANCE);
    },
    enabled,
  });
}

export function useExportActs() {
  return useMutation({
    mutationFn: ({ format, query, now }: { format: 'csv' | 'json'; query: ActivityQuery; now: number }) =>
      download('GET /activity/export', { query: { format, ...actsWished(query, now) } }),
  });
}

export function useLedger() {
  return useQuery({ queryKey: ['ledger'], queryFn: ({ signal }) => call('GET /ledger', {}, { signal }), staleTime: 0 });
}

export function useVerifyLedger() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /ledger/verify', {}),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['ledger'] }),
  });
}

/** How often the record is sealed, minutes. */
export function useSealEvery() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (seal_minutes: number) => call('PUT /ledger/settings', { body: { seal_minutes } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['ledger'] }),
  });
}

export function useDiagnostics() {
  return useQuery({
    queryKey: ['diagnostics'],
    queryFn: ({ signal }) => call('GET /diagnostics', {}, { signal }),
    staleTime: 0,
  });
}

export function useMakeDiagnostics() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /diagnostics', {}),
    onSettled: () => void queries.invalidateQueries({ queryKey: ['diagnostics'] }),
  });
}

/** Text of one part of the bundle; null asks nothing. */
export function useDiagnosticsPart(name: string | null, madeAt: string | undefined) {
  return useQuery({
    queryKey: ['diagnostics', 'part', name, madeAt],
    queryFn: ({ signal }) => call('GET /diagnostics/content', { query: { name: name ?? '' } }, { signal }),
    enabled: name !== null,
  });
}
