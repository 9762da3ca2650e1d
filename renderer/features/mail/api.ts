import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { MailLanguage, MailMessage, MessageState, Template } from '../../../server/mail/contract.ts';
import type { InputOf } from '../../platform/api-types.ts';
import { call, callPage } from '../../platform/call.ts';
import { useMessage as useNews } from '../../platform/socket.ts';

const MAIL = ['mail'] as const;
export const PAGE_SIZE = 20;
/** A message that is on its way is looked at this often. */
const WATCH_MS = 700;

export function useMailSettings() {
  return useQuery({
    queryKey: [...MAIL, 'settings'],
    queryFn: ({ signal }) => call('GET /mail/settings', {}, { signal }),
  });
}

export function useSaveMailSettings() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: InputOf<'PUT /mail/settings'>['body']) => call('PUT /mail/settings', { body }),
    onSuccess: settings => {
      queries.setQueryData([...MAIL, 'settings'], settings);
      void queries.invalidateQueries({ queryKey: [...MAIL, 'messages'] });
    },
  });
}

export function useSendTest() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { to: string; language: MailLanguage }) => call('POST /mail/test', { body }),
    onSettled: () => void queries.invalidateQueries({ queryKey: [...MAIL, 'messages'] }),
  });
}

const isUnderway = (message: Pick<MailMessage, 'state'> | undefined) =>
  message?.state === 'queued' || message?.state === 'sending';

/** One message; looked at again and again while it is on its way. */
export function useMessage(id: number | null) {
  return useQuery({
    queryKey: [...MAIL, 'messages', id],
    queryFn: ({ signal }) => call('GET /mail/messages/:id', { params: { id: id ?? 0 } }, { signal }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (isUnderway(state.data) ? WATCH_MS : false),
  });
}

export interface OutboxQuery {
  state: MessageState | undefined;
  search: string;
  page: number;
}

export function useOutbox({ state, search, page }: OutboxQuery) {
  const query = { page, per_page: PAGE_SIZE, ...(state && { state }), ...(search && { search }) };
  return useQuery({
    queryKey: [...MAIL, 'messages', query],
    queryFn: ({ signal }) => callPage('GET /mail/messages', { query }, { signal }),
    placeholderData: keepPreviousData,
  });
}

/** The last message that was tried: whether mail works. Brings everything about messages up to date when one moves. */
export function useLastTried() {
  const queries = useQueryClient();
  const look = useCallback(() => void queries.invalidateQueries({ queryKey: [...MAIL, 'messages'] }), [queries]);
  useNews('job.changed', look);
  return useQuery({
    queryKey: [...MAIL, 'messages', 'last'],
    queryFn: async ({ signal }) => {
      const { items } = await callPage('GET /mail/messages', { query: { per_page: 20 } }, { signal });
      return items.find(message => message.outcome !== null) ?? null;
    },
  });
}

export function usePreview(id: number) {
  return useQuery({
    queryKey: [...MAIL, 'preview', id],
    queryFn: ({ signal }) => call('GET /mail/messages/:id/preview', { params: { id } }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useDealWith() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, deed }: { id: number; deed: 'resend' | 'cancel' }) =>
      deed === 'resend'
        ? call('POST /mail/messages/:id/resend', { params: { id } })
        : call('POST /mail/messages/:id/cancel', { params: { id } }),
    onSettled: () => void queries.invalidateQueries({ queryKey: [...MAIL, 'messages'] }),
  });
}

export function useTemplates() {
  return useQuery({
    queryKey: [...MAIL, 'templates'],
    queryFn: ({ signal }) => call('GET /mail/templates', {}, { signal }),
  });
}

type Ref = Pick<Template, 'template' | 'language'>;
type Wording = Pick<Template, 'subject' | 'body'>;

export function useSaveTemplate() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ params, body }: { params: Ref; body: Wording | null }) =>
      body
        ? call('PUT /mail/templates/:template/:language', { params, body })
        : call('DELETE /mail/templates/:template/:language', { params }),
    onSuccess: () => queries.invalidateQueries({ queryKey: [...MAIL, 'templates'] }),
  });
}

/** How a text looks with sample values; the picture before stays while the next one is made. */
export function useTemplatePreview(params: Ref, body: Wording) {
  return useQuery({
    queryKey: [...MAIL, 'template-preview', params.template, params.language, body.subject, body.body],
    queryFn: ({ signal }) => call('POST /mail/templates/:template/:language/preview', { params, body }, { signal }),
    placeholderData: keepPreviousData,
    enabled: body.subject.trim() !== '',
    retry: false,
  });
}
