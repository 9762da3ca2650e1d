import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Updates } from '../../../server/updates/contract.ts';
import { call } from '../../platform/call.ts';
import { useJob } from '../../platform/jobs.ts';
import { useMessage } from '../../platform/socket.ts';

const KEY = ['updates'];

export function useUpdates() {
  const queries = useQueryClient();
  const refresh = useCallback(() => void queries.invalidateQueries({ queryKey: KEY }), [queries]);
  useMessage('update.changed', refresh);
  return useQuery({ queryKey: KEY, queryFn: ({ signal }) => call('GET /updates', {}, { signal }) });
}

/** What answers with the whole page's state puts it in place at once. */
function useChange<Input>(act: (input: Input) => Promise<Updates>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSuccess: updates => queries.setQueryData(KEY, updates) });
}

export const useConfigure = () =>
  useChange((body: { automatic?: boolean; feed_url?: string }) => call('PUT /updates/settings', { body }));
export const useCheck = () => useChange((_: null) => call('POST /updates/check', {}));
export const useTake = () => useChange((path: string) => call('POST /updates/packages', { body: { path } }));
export const useRemove = () =>
  useChange((version: string) => call('DELETE /updates/:version', { params: { version } }));
export const useDecide = () =>
  useChange(({ version, ...body }: { version: string; skipped?: boolean; later?: boolean }) =>
    call('PUT /updates/:version', { params: { version }, body }),
  );

function useBegin<Answer>(act: (version: string) => Promise<Answer>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: KEY });
      void queries.invalidateQueries({ queryKey: ['operations'] });
    },
  });
}

export const useDownload = () => useBegin(version => call('POST /updates/:version/download', { params: { version } }));
export const useRehearse = () => useBegin(version => call('POST /updates/:version/rehearse', { params: { version } }));
export const useApply = () => useBegin(version => call('POST /updates/:version/apply', { params: { version } }));

/** The background job that runs for updates. */
export const useUpdateJob = (id: number) => useJob(id, KEY);

export const useCancelJob = () =>
  useMutation({ mutationFn: (id: number) => call('POST /jobs/:id/cancel', { params: { id } }) });
