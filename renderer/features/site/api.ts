import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { bridge } from '../../platform/bridge.ts';
import { call } from '../../platform/call.ts';
import { credentials } from '../../platform/credentials.ts';
import { useSession } from '../../platform/session.tsx';
import type { Answers } from './answers.ts';

const LOOK_AGAIN_MS = 500;

/** The one-time code of this machine's own data folder; the server writes it a moment after its first start. */
export function useOwnCode(wanted: boolean) {
  return useQuery({
    queryKey: ['setup', 'own-code'],
    queryFn: async () => (await bridge?.appliance.setupCode()) ?? null,
    enabled: wanted && bridge !== null,
    refetchInterval: ({ state }) => (state.data ? false : LOOK_AGAIN_MS),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** Checks a code and tells where data will live. Each code is asked about once: wrong ones are counted. */
export function useSetupFacts(code: string | null, done: boolean) {
  return useQuery({
    queryKey: ['setup', 'facts', code],
    queryFn: () => call('POST /setup/check', { body: { code: code ?? '' } }),
    enabled: code !== null && !done,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
}

/** Sets the academy up and signs its first administrator in. `onBegun` is told before anybody is signed in. */
export function useSetUp(onBegun: () => void) {
  const { enter } = useSession();
  return useMutation({
    mutationFn: ({ code, answers, password }: { code: string; answers: Answers; password: string }) =>
      call('POST /setup', {
        body: {
          code,
          site_name: answers.site_name.trim(),
          admin: {
            first_name: answers.first_name.trim(),
            last_name: answers.last_name.trim(),
            email: answers.email.trim(),
            password,
          },
          client: credentials.client,
        },
      }),
    onSuccess: async (signedIn, { answers }) => {
      onBegun();
      await enter(signedIn);
      // A logo that the server cannot read must not stop anybody here: the name stands in its place.
      if (answers.logo) await saveLogo(answers.logo).catch(() => {});
    },
  });
}

/** Where learners reach the new academy; only asked for by its administrator. */
export function useAddresses() {
  return useQuery({ queryKey: ['overview'], queryFn: ({ signal }) => call('GET /overview', {}, { signal }) });
}

/** Asks the machine for another folder; the server moves there, and its code is a new one. */
export function useChooseFolder() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async () => bridge?.appliance.chooseDataFolder(),
    onSuccess: choice => {
      if (choice?.outcome !== 'chosen') return;
      void queries.resetQueries({ queryKey: ['setup'] });
      void queries.invalidateQueries({ queryKey: ['site'] });
    },
  });
}

export async function saveLogo(picture: string): Promise<void> {
  const image = picture.slice(picture.indexOf(',') + 1);
  await call('POST /site/logo', { body: { image } });
}

/** Whatever a step saves, with its state and its refusal in one place. */
export function useSaving() {
  return useMutation({ mutationFn: (work: () => Promise<unknown>) => work() });
}

/** Disks and shares that backups could go to; looked for again while the step is on show. */
export function usePlaces() {
  return useQuery({
    queryKey: ['setup-places'],
    queryFn: ({ signal }) => call('GET /backups/places', {}, { signal }),
    refetchInterval: 5000,
  });
}

/** Where backups go by now, and whether they are encrypted: the question is also asked a second time. */
export function useBackupsNow() {
  return useQuery({
    queryKey: ['setup-backups'],
    queryFn: ({ signal }) => call('GET /backups/state', {}, { signal }),
    gcTime: 0,
  });
}

export function usePassphrase(wanted: boolean) {
  return useQuery({
    queryKey: ['setup-passphrase'],
    queryFn: () => call('GET /backups/passphrase', {}),
    enabled: wanted,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
