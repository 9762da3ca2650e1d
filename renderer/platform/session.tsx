/** Who is signed in, for every screen. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Me, SignedIn } from '../../server/accounts/contract.ts';
import { forgetNotice } from './accepted-notice.ts';
import { attendance } from './attendance.ts';
import { CallError, call } from './call.ts';
import { credentials } from './credentials.ts';
import { connectSocket, disconnectSocket, useMessage } from './socket.ts';

export interface Session {
  state: 'loading' | 'visitor' | 'signed-in';
  /** null unless signed in. */
  me: Me | null;
  /** True after a session ended by itself: it expired, or was ended elsewhere. */
  ended: boolean;
  /** The session is being given back, or is over: nothing is asked in its name any more. */
  leaving: boolean;
  may(permission: string): boolean;
  /** Takes over what signing in, registering or the set-up answered. */
  enter(signedIn: SignedIn): Promise<void>;
  /** `unattended`: nobody was there any more; the page says that the session has ended. */
  signOut(unattended?: boolean): Promise<void>;
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
  const [leaving, setLeaving] = useState(false);
  const isWanted = useRef(false);

  const leave = useCallback(() => {
    setEnded(!isWanted.current);
    setLeaving(true);
    disconnectSocket();
    queries.setQueryData(KEY, null);
  }, [queries]);
  useForgetting(isPending ? undefined : (me?.id ?? null));
  useEffect(() => attendance.watch(), []);
  const tellTabs = useOtherTabs();
  useEffect(() => credentials.onEnd(leave), [leave]);
  useEffect(() => {
    if (me) connectSocket();
  }, [me]);

  const session = useMemo<Session>(
    () => ({
      state: isPending ? 'loading' : me ? 'signed-in' : 'visitor',
      me: me ?? null,
      ended,
      leaving,
      may: permission => me?.permissions.some(held => held === '*' || held === permission) ?? false,
      async enter(signedIn) {
        await credentials.accept(signedIn);
        forgetNotice();
        // One that is open speaks for whoever was here before.
        disconnectSocket();
        isWanted.current = false;
        setEnded(false);
        setLeaving(false);
        queries.setQueryData(KEY, signedIn.user);
        tellTabs();
      },
      async signOut(unattended = false) {
        isWanted.current = !unattended;
        setLeaving(true);
        // Told that the session has ended, this page would ask who is signed in instead.
        disconnectSocket();
        await call('POST /auth/logout', {}).catch(() => {});
        await credentials.forget();
      },
    }),
    [isPending, me, ended, leaving, queries, tellTabs],
  );
  return <SessionContext value={session}>{children}</SessionContext>;
}

/** What is open in this person's name: tabs of one browser share their session, and whoever is in it may become another person. */
const TABS = 'lyceum.session';

/**
 * Follows when the session of this page was ended, or replaced in another tab: asks who is signed in now, and connects anew. Answers
 * how to tell the other tabs.
 */
function useOtherTabs(): () => void {
  const queries = useQueryClient();
  const channel = useRef<BroadcastChannel | null>(null);
  const follow = useCallback(async () => {
    disconnectSocket();
    if (!(await credentials.renew())) return;
    await queries.invalidateQueries({ queryKey: KEY });
    connectSocket();
  }, [queries]);
  useMessage(
    'session.ended',
    useCallback(() => void follow(), [follow]),
  );
  useEffect(() => {
    // The console's window has one page, and keeps its tokens to itself.
    if (credentials.client === 'bearer') return undefined;
    const opened = new BroadcastChannel(TABS);
    opened.onmessage = () => void follow();
    channel.current = opened;
    return () => opened.close();
  }, [follow]);
  return useCallback(() => channel.current?.postMessage('changed'), []);
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
