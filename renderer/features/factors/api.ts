import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SignedIn } from '../../../server/accounts/contract.ts';
import type { Factors } from '../../../server/factors/contract.ts';
import { acceptedNotice } from '../../platform/accepted-notice.ts';
import { call } from '../../platform/call.ts';
import { credentials } from '../../platform/credentials.ts';
import { useSession } from '../../platform/session.tsx';
import { answerWithPasskey, createPasskey } from './passkey-browser.ts';

const key = (id: 'me' | number) => ['factors', id];

/** What a person has to prove who they are. */
export function useFactors(id: 'me' | number) {
  return useQuery({ queryKey: key(id), queryFn: () => call('GET /users/:id/factors', { params: { id } }) });
}

/** Takes over what the server answered. */
function useTold() {
  const queries = useQueryClient();
  return (factors: Factors) => queries.setQueryData(key('me'), factors);
}

/** Whoever had to set up a factor may go on from here. */
export function useSettled() {
  const queries = useQueryClient();
  return () => queries.invalidateQueries({ queryKey: ['me'] });
}

export function useBeginApp() {
  return useMutation({ mutationFn: () => call('POST /factors/authenticators', {}) });
}

export function useConfirmApp() {
  const told = useTold();
  return useMutation({
    mutationFn: ({ id, ...body }: { id: number; code: string; name: string }) =>
      call('POST /factors/authenticators/:id/confirm', { params: { id }, body }),
    onSuccess: ({ factors }) => told(factors),
  });
}

export function useAddPasskey() {
  const told = useTold();
  return useMutation({
    mutationFn: async (name: string) => {
      const passkey = await createPasskey(await call('POST /factors/passkeys/options', {}));
      return call('POST /factors/passkeys', { body: { name, passkey } });
    },
    onSuccess: ({ factors }) => told(factors),
  });
}

export type Removable = { kind: 'app' | 'passkey'; id: number; name: string };

export function useRemoveFactor() {
  const told = useTold();
  const settled = useSettled();
  return useMutation({
    mutationFn: ({ kind, id }: Removable) =>
      kind === 'app'
        ? call('DELETE /factors/authenticators/:id', { params: { id } })
        : call('DELETE /factors/passkeys/:id', { params: { id } }),
    onSuccess: factors => {
      told(factors);
      void settled();
    },
  });
}

export function useRenameFactor() {
  const told = useTold();
  return useMutation({
    mutationFn: ({ kind, id, name }: Removable) =>
      kind === 'app'
        ? call('PUT /factors/authenticators/:id', { params: { id }, body: { name } })
        : call('PUT /factors/passkeys/:id', { params: { id }, body: { name } }),
    onSuccess: told,
  });
}

export function useNewCodes() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /factors/recovery-codes', {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: key('me') }),
  });
}

export function useRemovePassword() {
  const told = useTold();
  return useMutation({ mutationFn: () => call('POST /factors/passkey-only', {}), onSuccess: told });
}

export function useResetFactors(id: number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => call('POST /users/:id/factors/reset', { params: { id } }),
    onSuccess: () => queries.invalidateQueries({ queryKey: key(id) }),
  });
}

/** Asks the browser for a passkey of the academy; null where it offers none here. */
export async function askForPasskey({ autofill }: { autofill: boolean }) {
  const { options } = await call('POST /auth/passkey/options', {});
  return options && answerWithPasskey(options, { autofill });
}

/** Signs in by a passkey alone. */
export function usePasskeySignIn() {
  const { enter } = useSession();
  return useMutation({
    mutationFn: async ({ autofill }: { autofill: boolean }): Promise<SignedIn | null> => {
      const passkey = await askForPasskey({ autofill });
      return (
        passkey && call('POST /auth/passkey', { body: { passkey, client: credentials.client, ...acceptedNotice() } })
      );
    },
    onSuccess: async signedIn => {
      if (signedIn) await enter(signedIn);
    },
  });
}

type Second = { challenge: string } & ({ method: 'totp' | 'recovery'; code: string } | { method: 'passkey' });

/** The second step of signing in. */
export function useSecondFactor() {
  const { enter } = useSession();
  return useMutation({
    mutationFn: async (second: Second) => {
      if (second.method !== 'passkey') return call('POST /auth/second-factor', { body: second });
      const passkey = await askForPasskey({ autofill: false });
      return call('POST /auth/second-factor', { body: { ...second, ...(passkey ? { passkey } : {}) } });
    },
    onSuccess: enter,
  });
}
