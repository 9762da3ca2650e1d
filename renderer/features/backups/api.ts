import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { GivenPlace } from '../../../server/backups/contract.ts';
import type { InputOf } from '../../platform/api-types.ts';
import { call, callPage } from '../../platform/call.ts';
import { useMessage } from '../../platform/socket.ts';

const BACKUPS = ['backups'] as const;
export const PAGE_SIZE = 9;
/** Also without news over the socket, a disk that is plugged in shows soon. */
const REFRESH_MS = 30_000;

export function useBackupState() {
  useNews();
  return useQuery({
    queryKey: [...BACKUPS, 'state'],
    queryFn: ({ signal }) => call('GET /backups/state', {}, { signal }),
    refetchInterval: REFRESH_MS,
    refetchOnMount: 'always',
  });
}

export function useBackups(page: number) {
  return useQuery({
    queryKey: [...BACKUPS, 'list', page],
    queryFn: ({ signal }) => callPage('GET /backups', { query: { page, per_page: PAGE_SIZE } }, { signal }),
    placeholderData: keepPreviousData,
    refetchOnMount: 'always',
  });
}

export function useCandidates() {
  return useQuery({
    queryKey: [...BACKUPS, 'candidates'],
    queryFn: ({ signal }) => call('GET /backups/places', {}, { signal }),
    refetchInterval: REFRESH_MS / 3,
    refetchOnMount: 'always',
  });
}

function useStale() {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries({ queryKey: BACKUPS }), [queries]);
}

/** Whatever the server says of backups or jobs, the room looks again. */
function useNews() {
  const stale = useStale();
  useMessage('backup.changed', stale);
  useMessage('job.changed', stale);
}

export function useBackUpNow() {
  return useMutation({ mutationFn: () => call('POST /backups', { body: {} }), onSettled: useStale() });
}

export function useProve() {
  return useMutation({
    mutationFn: (id: string) => call('POST /backups/:id/prove', { params: { id } }),
    onSettled: useStale(),
  });
}

export function useRemove() {
  return useMutation({
    mutationFn: (id: string) => call('DELETE /backups/:id', { params: { id } }),
    onSettled: useStale(),
  });
}

export function useCancel() {
  return useMutation({
    mutationFn: (id: number) => call('POST /jobs/:id/cancel', { params: { id } }),
    onSettled: useStale(),
  });
}

export type Change = InputOf<'PUT /backups/settings'>['body'];

export function useChange() {
  return useMutation({
    mutationFn: (body: Change) => call('PUT /backups/settings', { body }),
    onSettled: useStale(),
  });
}

export function useTestPlace() {
  return useMutation({
    mutationFn: (place: GivenPlace) => call('POST /backups/places/test', { body: { place } }),
  });
}

export function useSuggestion() {
  return useQuery({
    queryKey: ['backup-passphrase'],
    queryFn: ({ signal }) => call('GET /backups/passphrase', {}, { signal }),
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Hands bytes to the browser as a file to save. */
function handOver(name: string, content: Blob) {
  const address = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

/** Saves the key file; answers its name. */
export function useSaveKeys() {
  const queries = useQueryClient();
  return useMutation({
    async mutationFn(passphrase: string) {
      const { name, content } = await call('POST /backups/keys', { body: { passphrase } });
      handOver(name, new Blob([content], { type: 'application/json' }));
      return name;
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: BACKUPS }),
  });
}

export function useSheet() {
  return useMutation({
    async mutationFn(passphrase: string | undefined) {
      const { name, pdf_base64 } = await call('POST /backups/emergency-sheet', {
        body: passphrase ? { passphrase } : {},
      });
      const bytes = Uint8Array.from(atob(pdf_base64), letter => letter.charCodeAt(0));
      handOver(name, new Blob([bytes], { type: 'application/pdf' }));
    },
  });
}
