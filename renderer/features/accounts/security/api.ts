import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { call } from '../../../platform/call.ts';
import { credentials } from '../../../platform/credentials.ts';
import { useSession } from '../../../platform/session.tsx';

const SESSION = ['own-session'] as const;
const SECURITY = ['own-security'] as const;
const sessionsOf = (id: 'me' | number) => ['sessions', id] as const;

/** What the pages must know of the session that they are in; anew for whoever comes next. */
export function useThisSession(userId: number | null) {
  return useQuery({
    queryKey: [...SESSION, userId],
    queryFn: () => call('GET /users/me/session', {}),
    enabled: userId !== null,
    staleTime: 60_000,
  });
}

export function usePutNoticeAway() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (noticeId: number) => call('DELETE /users/me/notices/:noticeId', { params: { noticeId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: SESSION }),
  });
}

/** Where a person is signed in. */
export function useSessions(id: 'me' | number) {
  return useQuery({ queryKey: sessionsOf(id), queryFn: () => call('GET /users/:id/sessions', { params: { id } }) });
}

export function useEndSession(id: 'me' | number) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (sessionId: number) => call('DELETE /users/:id/sessions/:sessionId', { params: { id, sessionId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsOf(id) }),
  });
}

/** What the person's own acts change on the page. */
function useStale() {
  const queries = useQueryClient();
  return () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: sessionsOf('me') }),
      queries.invalidateQueries({ queryKey: SECURITY }),
    ]);
}

export function useEndOthers() {
  const stale = useStale();
  return useMutation({ mutationFn: () => call('POST /users/me/sign-out-elsewhere', {}), onSettled: stale });
}

export function useChangePassword() {
  const stale = useStale();
  return useMutation({
    mutationFn: (body: { current_password: string; password: string }) => call('POST /users/me/password', { body }),
    onSuccess: () => void stale(),
  });
}

export function useOwnSecurity() {
  return useQuery({ queryKey: SECURITY, queryFn: () => call('GET /users/me/security', {}) });
}

export function useSaveSecurity() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { mails_new_device: boolean }) => call('PUT /users/me/security', { body }),
    onSettled: () => queries.invalidateQueries({ queryKey: SECURITY }),
  });
}

export function useEndImpersonation() {
  const { enter } = useSession();
  return useMutation({ mutationFn: () => call('POST /auth/impersonation/end', {}), onSuccess: enter });
}

/** Goes on in the academy, which is another page than the console. */
export function useSeeAs() {
  const { enter } = useSession();
  return useMutation({
    mutationFn: (id: number) =>
      call('POST /users/:id/impersonate', { params: { id }, body: { client: credentials.client } }),
    async onSuccess(signedIn) {
      await enter(signedIn);
      window.location.assign('/');
    },
  });
}
