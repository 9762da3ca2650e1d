/** Who is signed in, for every screen. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo } from 'react';
import type { Me, SignedIn } from '../../server/accounts/contract.ts';
import { CallError, call } from './call.ts';
import { credentials } from './credentials.ts';
import { connectSocket, disconnectSocket } from './socket.ts';

export interface Session {
  state: 'loading' | 'visitor' | 'signed-in';
  /** null unless signed in. */
  me: Me | null;
  may(permission: string): boolean;
  /** Takes over what signing in, registering or the set-up answered. */
  enter(signedIn: SignedIn): Promise<void>;
  signOut(): Promise<void>;
}

const SessionContext = createContext<Session | null>(null);
const KEY = ['me'];

async function fetchMe(): Promise<Me | null> {
  await credentials.restore();
  if (!credentials.expected()) return null;
  try {
    return await call('GET /users/:id', { params: { id: 'me' } });
  } catch (error) {
    if (error instanceof CallError && (error.code === 'UNAUTHENTICATED' || error.code === 'TOKEN_EXPIRED')) return null;
    throw error;
  }
}

export function SessionProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const { data: me, isPending } = useQuery({ queryKey: KEY, queryFn: fetchMe, staleTime: Number.POSITIVE_INFINITY });

  const leave = useCallback(() => {
    disconnectSocket();
    queries.clear();
    queries.setQueryData(KEY, null);
  }, [queries]);
  useEffect(() => credentials.onEnd(leave), [leave]);
  useEffect(() => {
    if (me) connectSocket();
  }, [me]);

  const session = useMemo<Session>(
    () => ({
      state: isPending ? 'loading' : me ? 'signed-in' : 'visitor',
      me: me ?? null,
      may: permission => me?.permissions.some(held => held === '*' || held === permission) ?? false,
      async enter(signedIn) {
        await credentials.accept(signedIn);
        queries.clear();
        queries.setQueryData(KEY, signedIn.user);
      },
      async signOut() {
        await call('POST /auth/logout', {}).catch(() => {});
        await credentials.forget();
      },
    }),
    [isPending, me, queries],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession outside of SessionProvider');
  return session;
}
