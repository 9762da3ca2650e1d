import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { DataOf, InputOf } from '../../platform/api-types.ts';
import { bridge } from '../../platform/bridge.ts';
import { call } from '../../platform/call.ts';

export type Provider = DataOf<'GET /sso/providers'>[number];
export type ProviderButton = DataOf<'GET /auth/sso'>[number];
export type NewProvider = InputOf<'POST /sso/providers'>['body'];

const IDENTITIES = ['identities'] as const;
const PROVIDERS = ['sso-providers'] as const;

/** None in the window on the machine itself: a provider sends people back to an address of the academy. */
export function useProviderButtons() {
  return useQuery({
    queryKey: ['sso-buttons'],
    queryFn: () => call('GET /auth/sso', {}),
    enabled: !bridge,
    staleTime: 60_000,
  });
}

/** Leaves the academy for the provider. */
const leaveFor = ({ url }: { url: string }) => window.location.assign(url);

export function useStartSignIn() {
  return useMutation({
    mutationFn: ({ provider, then }: { provider: string; then: string }) =>
      call('POST /auth/sso/:provider/start', { params: { provider }, body: { then } }),
    onSuccess: leaveFor,
  });
}

/** Providers at which the person can prove again who they are; asked only where there are some. */
export function useConfirmers(enabled: boolean) {
  return useQuery({
    queryKey: ['sso-confirmers'],
    queryFn: () => call('GET /auth/sso/confirm', {}),
    enabled: enabled && !bridge,
  });
}

/** Answers where the window that was opened for it goes. */
export function useStartConfirm() {
  return useMutation({
    mutationFn: (provider: string) => call('POST /auth/sso/:provider/confirm', { params: { provider }, body: {} }),
  });
}

export function useJoin() {
  return useMutation({
    mutationFn: ({ provider, then }: { provider: string; then: string }) =>
      call('POST /users/me/identities/:provider', { params: { provider }, body: { then } }),
    onSuccess: leaveFor,
  });
}

export function useIdentities() {
  return useQuery({ queryKey: IDENTITIES, queryFn: () => call('GET /users/me/identities', {}) });
}

export function useClaim() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /users/me/identities', {}),
    onSettled: () => queries.invalidateQueries({ queryKey: IDENTITIES }),
  });
}

export function usePart() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call('DELETE /users/me/identities/:id', { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: IDENTITIES }),
  });
}

export function useProviders() {
  return useQuery({ queryKey: PROVIDERS, queryFn: () => call('GET /sso/providers', {}) });
}

export function useReturnAddresses() {
  return useQuery({ queryKey: [...PROVIDERS, 'addresses'], queryFn: () => call('GET /sso/addresses', {}) });
}

export function useSaveProvider(id: number | null) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ key, ...change }: NewProvider) =>
      id === null
        ? call('POST /sso/providers', { body: { key, ...change } })
        : call('PUT /sso/providers/:id', { params: { id }, body: change }),
    onSuccess: () => queries.invalidateQueries({ queryKey: PROVIDERS }),
  });
}

export function useRemoveProvider() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: number) => call('DELETE /sso/providers/:id', { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: PROVIDERS }),
  });
}

export function useTestProvider() {
  return useMutation({ mutationFn: (id: number) => call('POST /sso/providers/:id/test', { params: { id } }) });
}
