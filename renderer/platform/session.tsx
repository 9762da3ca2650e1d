/** Who is signed in, for every screen. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Me, SignedIn } from '../../server/accounts/contract.ts';
import { CallError, call } from './call.ts';
import { credentials } from './credentials.ts';
import { connectSocket, disconnectSocket } from './socket.ts';

export interface Session {
  state: 'loading' | 'visitor' | 'signed-in';
  /** null unless signed in. */
  me: Me | null;
  /** True after a session ended by itself: it expired, or was ended elsewhere. */
  ended: boolean;
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

  const [ended, setEnded] = useState(false);
  const leaving = useRef(false);

  const leave = useCallback(() => {
    setEnded(!leaving.current);
    leaving.current = false;
    disconnectSocket();
    queries.setQueryData(KEY, null);
  }, [queries]);
  useForgetting(isPending ? undefined : (me?.id ?? null));
  useEffect(() => credentials.onEnd(leave), [leave]);
  useEffect(() => {
    if (me) connectSocket();
  }, [me]);

  const session = useMemo<Session>(
    () => ({
      state: isPending ? 'loading' : me ? 'signed-in' : 'visitor',
      me: me ?? null,
      ended,
      may: permission => me?.permissions.some(held => held === '*' || held === permission) ?? false,
      async enter(signedIn) {
        await credentials.accept(signedIn);
        setEnded(false);
        queries.setQueryData(KEY, signedIn.user);
      },
      async signOut() {
        leaving.current = true;
        await call('POST /auth/logout', {}).catch(() => {});
        await credentials.forget();
      },
    }),
    [isPending, me, ended, queries],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

/**
 * Forgets what was fetched for one person when another comes or nobody is left. After the commit, when the screens of
 * the person before are gone; what is still on show is asked for again. `person` is undefined while nobody knows.
 */
function useForgetting(person: number | null | undefined): void {
  const queries = useQueryClient();
  const before = useRef<number | null | undefined>(undefined);
  useEffect(() => {
    const known = before.current !== undefined;
    if (known && before.current !== person) {
      void queries.resetQueries({
        predicate: ({ queryKey: [first], state }) => first !== KEY[0] && first !== 'site' && state.dataUpdatedAt > 0,
      });
    }
    before.current = person;
  }, [person, queries]);
}

export function useSession(): Session {
  const session = use(SessionContext);
  if (!session) throw new Error('useSession outside of SessionProvider');
  return session;
}
