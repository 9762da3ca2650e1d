import { type keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InactivitySettings } from '../../../server/privacy/contract.ts';
import type { InputOf } from '../../platform/api-types.ts';
import { call, download } from '../../platform/call.ts';

type Who = 'me' | number;

const PRIVACY = ['privacy'] as const;
const pageKey = (id: Who) => [...PRIVACY, 'page', id];
/** An export that is being made is looked at this often. */
const WATCH_MS = 1500;
/** Whether more people were told is looked at this often. */
const TOLD_MS = 5000;

export function usePrivacyPage(id: Who) {
  return useQuery({
    queryKey: pageKey(id),
    queryFn: ({ signal }) => call('GET /users/:id/privacy', { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data?.exports[0]?.state === 'being_made' ? WATCH_MS : false),
  });
}

/** What the person has not answered yet. */
export function useAsked() {
  return useQuery({
    queryKey: [...PRIVACY, 'asked'],
    queryFn: ({ signal }) => call('GET /privacy/asked', {}, { signal }),
  });
}

/** What everybody is asked who registers. */
export function useDocuments() {
  return useQuery({
    queryKey: [...PRIVACY, 'documents'],
    queryFn: ({ signal }) => call('GET /privacy/documents', {}, { signal }),
  });
}

export function useAnswer() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<'POST /privacy/answers'>['body']) => call('POST /privacy/answers', { body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: PRIVACY }),
  });
}

export function useExport(id: Who) {
  const queries = useQueryClient();
  return {
    ask: useMutation({
      mutationFn: () => call('POST /users/:id/privacy/exports', { params: { id } }),
      onSettled: () => queries.invalidateQueries({ queryKey: pageKey(id) }),
    }),
    fetch: useMutation({
      mutationFn: (exportId: number) =>
        download('GET /users/:id/privacy/exports/:exportId', { params: { id, exportId } }),
    }),
  };
}

export function useErasurePreview(id: Who, open: boolean) {
  return useQuery({
    queryKey: [...PRIVACY, 'erasure', id],
    queryFn: ({ signal }) => call('GET /users/:id/privacy/erasure', { params: { id } }, { signal }),
    enabled: open,
    staleTime: 0,
  });
}

export function useErasure(id: Who) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: pageKey(id) });
  return {
    erase: useMutation({
      mutationFn: (body: InputOf<'POST /users/:id/privacy/erasure'>['body']) =>
        call('POST /users/:id/privacy/erasure', { params: { id }, body }),
      onSuccess: async ({ erased }) => {
        // Not waited for: whoever shows the person goes with them, and is told before.
        if (erased) void queries.invalidateQueries({ queryKey: ['users'] });
        else await onSuccess();
      },
    }),
    withdraw: useMutation({
      mutationFn: () => call('DELETE /users/:id/privacy/erasure', { params: { id } }),
      onSuccess,
    }),
  };
}

const CONSENTS = [...PRIVACY, 'consents'];
const KEYS = [...PRIVACY, 'keys'];
const INACTIVITY = [...PRIVACY, 'inactivity'];
const SETTINGS = [...PRIVACY, 'settings'];

export function useConsents() {
  return useQuery({ queryKey: CONSENTS, queryFn: ({ signal }) => call('GET /privacy/consents', {}, { signal }) });
}

export function useConsentDeeds() {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: CONSENTS });
  return {
    add: useMutation({
      mutationFn: (body: InputOf<'POST /privacy/consents'>['body']) => call('POST /privacy/consents', { body }),
      onSuccess,
    }),
    version: useMutation({
      mutationFn: ({ id, body }: { id: number; body: InputOf<'POST /privacy/consents/:id/versions'>['body'] }) =>
        call('POST /privacy/consents/:id/versions', { params: { id }, body }),
      onSuccess,
    }),
    change: useMutation({
      mutationFn: ({ id, retired }: { id: number; retired: boolean }) =>
        call('PUT /privacy/consents/:id', { params: { id }, body: { retired } }),
      onSuccess,
    }),
  };
}

export function usePrivacySettings() {
  return useQuery({ queryKey: SETTINGS, queryFn: ({ signal }) => call('GET /privacy/settings', {}, { signal }) });
}

export function useSavePrivacySettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<'PUT /privacy/settings'>['body']) => call('PUT /privacy/settings', { body }),
    onSuccess: settings => queries.setQueryData(SETTINGS, settings),
  });
}

export function useInactivity() {
  return useQuery({
    queryKey: INACTIVITY,
    queryFn: ({ signal }) => call('GET /privacy/inactivity', {}, { signal }),
    staleTime: 0,
    // People are told in the background.
    refetchInterval: ({ state }) => (state.data?.settings.enabled ? TOLD_MS : false),
  });
}

/** Whom it would concern; while other figures are on their way, the ones before can stay. */
export function useInactivityPreview(
  { months, spare_enrolled: enrolled, spare_certified: certified }: InactivitySettings,
  options: { placeholderData?: typeof keepPreviousData } = {},
) {
  const query = {
    months,
    spare_enrolled: enrolled ? ('true' as const) : ('false' as const),
    spare_certified: certified ? ('true' as const) : ('false' as const),
  };
  return useQuery({
    queryKey: [...INACTIVITY, 'preview', query],
    queryFn: ({ signal }) => call('GET /privacy/inactivity/preview', { query }, { signal }),
    ...options,
  });
}

export function useSaveInactivity() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<'PUT /privacy/inactivity'>['body']) => call('PUT /privacy/inactivity', { body }),
    onSuccess: inactivity => queries.setQueryData(INACTIVITY, inactivity),
  });
}

/** Keeping an account, and letting it go again. */
export function useHold(id: number) {
  const queries = useQueryClient();
  const onSuccess = () => queries.invalidateQueries({ queryKey: PRIVACY });
  return {
    hold: useMutation({
      mutationFn: (reason: string) => call('PUT /users/:id/privacy/hold', { params: { id }, body: { reason } }),
      onSuccess,
    }),
    release: useMutation({
      mutationFn: () => call('DELETE /users/:id/privacy/hold', { params: { id } }),
      onSuccess,
    }),
  };
}

export function useKeys() {
  return useQuery({
    queryKey: KEYS,
    queryFn: ({ signal }) => call('GET /privacy/keys', {}, { signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => ((state.data?.ids.length ?? 1) > 1 ? WATCH_MS : false),
  });
}

export function useRotate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /privacy/keys', {}),
    onSuccess: keys => queries.setQueryData(KEYS, keys),
  });
}
