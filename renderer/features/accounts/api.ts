import { useDebouncedValue } from '@mantine/hooks';
import type { SignedIn, SignInStep } from '../../../server/accounts/contract.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { InputOf } from '../../platform/api-types.ts';
import { call } from '../../platform/call.ts';
import { acceptedNotice } from '../../platform/accepted-notice.ts';
import { credentials } from '../../platform/credentials.ts';
import { useSession } from '../../platform/session.tsx';

type ProfileFields = InputOf<'PUT /users/:id'>['body'];

/** The session of somebody who is in; null while a second factor is still to be shown. */
const signedInOf = (step: SignInStep): SignedIn | null => (step.user ? { ...step, user: step.user } : null);

/** Enters as soon as nothing more is asked. */
function useEnterWhenIn() {
  const { enter } = useSession();
  return async (step: SignInStep) => {
    const signedIn = signedInOf(step);
    if (signedIn) await enter(signedIn);
  };
}

export function useSignIn() {
  const enter = useEnterWhenIn();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      call('POST /auth/login', { body: { ...body, client: credentials.client, ...acceptedNotice() } }),
    onSuccess: enter,
  });
}

export function useNotice() {
  return useQuery({ queryKey: ['notice'], queryFn: ({ signal }) => call('GET /auth/notice', {}, { signal }) });
}

/** Whether a new password would be taken; asked while it is chosen. */
function usePasswordHint(password: string, about: { email?: string; first_name?: string; last_name?: string }) {
  return useQuery({
    queryKey: ['password-hint', password, about],
    queryFn: ({ signal }) => call('POST /auth/check-password', { body: { password, ...about } }, { signal }),
    enabled: password !== '',
    // A password is not kept longer than it is looked at.
    gcTime: 0,
  });
}

const PAUSE_MS = 500;

/** What is wrong with this very password; undefined while that is not known. It is asked when the typing pauses. */
export function usePasswordTrouble(password: string, about: Parameters<typeof usePasswordHint>[1]) {
  const [asked] = useDebouncedValue(password, PAUSE_MS);
  // One that is being changed, or was taken, is not asked about any more.
  const { data } = usePasswordHint(asked === password ? password : '', about);
  return asked === password && password !== '' ? data?.trouble : undefined;
}

/** Characters that the academy asks for; its standard until it has answered. */
export function usePasswordMin(): number {
  const { data } = useQuery({
    queryKey: ['password-min'],
    queryFn: ({ signal }) => call('POST /auth/check-password', { body: { password: '' } }, { signal }),
  });
  return data?.min_length ?? STANDARD_MIN;
}
const STANDARD_MIN = 10;

export function useForgotten() {
  return useMutation({ mutationFn: (email: string) => call('POST /auth/forgot-password', { body: { email } }) });
}

/** For whom a one-time link is. Asked once: wrong ones are counted. */
export function useLinkFacts(token: string) {
  return useQuery({
    queryKey: ['link', token],
    queryFn: () => call('POST /auth/links/check', { body: { token } }),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

export function useChoosePassword() {
  const enter = useEnterWhenIn();
  return useMutation({
    mutationFn: (body: { token: string; password: string; first_name?: string; last_name?: string }) =>
      call('POST /auth/reset-password', { body: { ...body, client: credentials.client, ...acceptedNotice() } }),
    onSuccess: enter,
  });
}

export function useSaveProfile() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ProfileFields) => call('PUT /users/:id', { params: { id: 'me' }, body }),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
}
