import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SignedIn, SignInStep } from '../../../../server/accounts/contract.ts';
import type { OwnEmail } from '../../../../server/registration/contract.ts';
import { call } from '../../../platform/call.ts';
import { credentials } from '../../../platform/credentials.ts';
import { useSession } from '../../../platform/session.tsx';

const asked = { staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, refetchOnReconnect: false };

/** What an invitation is for; nothing is asked without a code. Asked once: wrong ones are counted. */
export function useInvitation(code: string) {
  return useQuery({
    queryKey: ['invitation', code],
    queryFn: () => call('POST /auth/invitation', { body: { code } }),
    enabled: code !== '',
    retry: false,
    ...asked,
  });
}

interface NewPerson {
  first_name: string;
  last_name: string;
  email: string;
  password: string;
  invitation?: string;
}

/** Enters where nobody has to look into the mail first. */
export function useRegister() {
  const { enter } = useSession();
  return useMutation({
    mutationFn: (body: NewPerson) => call('POST /auth/register', { body: { ...body, client: credentials.client } }),
    onSuccess: async ({ verify_email: _, ...step }) => {
      if (step.user) await enter({ ...step, user: step.user } satisfies SignedIn);
    },
  });
}

export function useSendAgain() {
  return useMutation({ mutationFn: (email: string) => call('POST /auth/verify-email/resend', { body: { email } }) });
}

export function useVerify() {
  const { enter } = useSession();
  return useMutation({
    mutationFn: (token: string) => call('POST /auth/verify-email', { body: { token, client: credentials.client } }),
    onSuccess: enter,
  });
}

export function useChangeFacts(token: string) {
  return useQuery({
    queryKey: ['email-change', token],
    queryFn: () => call('POST /auth/email-change/check', { body: { token } }),
    retry: false,
    ...asked,
  });
}

export function useConfirmChange() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (token: string) => call('POST /auth/email-change/confirm', { body: { token } }),
    // The person may be signed in here, with the old address on the screen.
    onSuccess: () => queries.invalidateQueries({ queryKey: ['me'] }),
  });
}

export function useRefuseChange() {
  return useMutation({
    mutationFn: (body: { token: string; sign_out: boolean }) => call('POST /auth/email-change/cancel', { body }),
  });
}

export function useReturn() {
  const { enter } = useSession();
  return useMutation({
    mutationFn: (token: string) => call('POST /auth/return', { body: { token, client: credentials.client } }),
    onSuccess: async ({ second_factor: _, ...step }: SignInStep) => {
      if (step.user) await enter({ ...step, user: step.user });
    },
  });
}

const OWN = ['own-email'] as const;

export function useOwnEmail() {
  return useQuery({ queryKey: OWN, queryFn: ({ signal }) => call('GET /users/me/email', {}, { signal }) });
}

function useOwnEmailChange<V>(send: (given: V) => Promise<OwnEmail>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: send, onSuccess: own => queries.setQueryData(OWN, own) });
}

export const useAskForChange = () =>
  useOwnEmailChange((email: string) => call('PUT /users/me/email', { body: { email } }));
export const useSendChangeAgain = () => useOwnEmailChange(() => call('POST /users/me/email/resend', {}));
export const useCallChangeOff = () => useOwnEmailChange(() => call('DELETE /users/me/email', {}));

export const useLeave = (onLeft: () => Promise<unknown>) =>
  useMutation({ mutationFn: (email: string) => call('POST /users/me/leave', { body: { email } }), onSuccess: onLeft });
