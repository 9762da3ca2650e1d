import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { InputOf } from '../../platform/api-types.ts';
import { bridge } from '../../platform/bridge.ts';
import { addressOf, call } from '../../platform/call.ts';
import { credentials } from '../../platform/credentials.ts';
import { useMessage } from '../../platform/socket.ts';

const NETWORK = ['network'] as const;
const HTTPS = ['https'] as const;
const REACH = ['reach'] as const;

const stale = (queries: QueryClient) =>
  Promise.all([NETWORK, HTTPS, ['overview']].map(queryKey => queries.invalidateQueries({ queryKey })));

export function useNetwork() {
  const queries = useQueryClient();
  useMessage(
    'network.changed',
    useCallback(() => void stale(queries), [queries]),
  );
  return useQuery({
    queryKey: NETWORK,
    queryFn: ({ signal }) => call('GET /network', {}, { signal }),
    refetchOnMount: 'always',
    // A name is announced within seconds of being chosen.
    refetchInterval: ({ state }) => (state.data?.short_name.state === 'waiting' ? 1500 : 15_000),
  });
}

export function useUpdateNetwork() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<'PUT /network/settings'>['body']) => call('PUT /network/settings', { body }),
    onSuccess: network => queries.setQueryData(NETWORK, network),
  });
}

export function useHttps() {
  return useQuery({
    queryKey: HTTPS,
    queryFn: ({ signal }) => call('GET /https', {}, { signal }),
    refetchOnMount: 'always',
    // While a trial runs, a certificate is on its way, or the port opens, every second counts.
    refetchInterval: ({ state: { data } }) =>
      data && (data.redirect.state === 'trial' || data.public?.job_id || data.listening?.ok === false) ? 1000 : 15_000,
  });
}

/** Every step on the ladder answers the new state. */
export function useHttpsStep<A, R>(step: (argument: A) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: step, onSettled: () => stale(queries) });
}

export function useReachTests() {
  const queries = useQueryClient();
  useMessage(
    'reach.changed',
    useCallback(() => void queries.invalidateQueries({ queryKey: REACH }), [queries]),
  );
  return useQuery({
    queryKey: REACH,
    queryFn: ({ signal }) => call('GET /reach/tests', {}, { signal }),
    refetchOnMount: 'always',
    refetchInterval: ({ state }) =>
      state.data?.some(test => test.state === 'waiting' || test.state === 'running') ? 2000 : false,
  });
}

export function useStartReach() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /reach/tests', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: REACH }),
  });
}

/** Opens the poster beside the console, ready to print; the window on the machine itself saves it. */
export async function openPoster(paper: 'a4' | 'letter', lang: 'en' | 'es'): Promise<void> {
  await credentials.freshen();
  const address = addressOf('/network/poster', { query: { paper, lang } });
  if (!bridge) {
    window.open(address, '_blank', 'noopener');
    return;
  }
  const response = await fetch(address, { headers: credentials.headers() });
  if (!response.ok) throw new Error(String(response.status));
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = `poster-${paper}.pdf`;
  link.click();
  URL.revokeObjectURL(url);
}

/** Opens one of the academy's addresses in a browser. */
export function openOutside(url: string): void {
  if (bridge) void bridge.openAddress(url);
  else window.open(url, '_blank', 'noopener');
}
