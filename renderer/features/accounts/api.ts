import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { InputOf } from '../../platform/api-types.ts';
import { call } from '../../platform/call.ts';
import { credentials } from '../../platform/credentials.ts';
import { useSession } from '../../platform/session.tsx';

type ProfileFields = InputOf<'PUT /users/:id'>['body'];

export function useSignIn() {
  const { enter } = useSession();
  return useMutation({
    mutationFn: (body: { email: string; password: string }) =>
      call('POST /auth/login', { body: { ...body, client: credentials.client } }),
    onSuccess: enter,
  });
}

export function useRegister() {
  const { enter } = useSession();
  return useMutation({
    mutationFn: (body: { first_name: string; last_name: string; email: string; password: string }) =>
      call('POST /auth/register', { body: { ...body, client: credentials.client } }),
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
