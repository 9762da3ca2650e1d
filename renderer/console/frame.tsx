import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { IconBooks, IconHome, IconUsers } from '@tabler/icons-react';
import { type ReactNode, useCallback, useEffect, useRef } from 'react';
import { Brand, ConsoleShell, type NavItem, OfflineBanner } from '../kit/index.ts';
import { useMessages } from '../platform/messages/index.ts';
import { isServing, type ServerView } from '../platform/server-view.ts';
import { useServer } from '../platform/server.ts';
import { useSession } from '../platform/session.tsx';
import { useSite } from '../platform/site.ts';
import { useConnected } from '../platform/socket.ts';
import { AccountMenu } from './account-menu.tsx';
import { consoleMessages } from './messages/index.ts';
import { RailServer } from './rail-server.tsx';
import { ServerDown } from './server-down.tsx';

/** Rooms that the person may enter; none for visitors. `path` has no `/console` before it. */
function useRooms(path: string): NavItem[] {
  const t = useMessages(consoleMessages);
  const { may } = useSession();
  const room = (key: string, label: string, icon: NonNullable<NavItem['icon']>, here: string) => ({
    key,
    label,
    icon,
    href: `/console${here === '/' ? '' : here}`,
    current: path === here,
  });
  return [
    ...(may('overview:read') ? [room('home', t('console.home'), IconHome, '/')] : []),
    ...(may('user:read') ? [room('users', t('console.users'), IconUsers, '/users')] : []),
    ...(may('course:create')
      ? [
          {
            ...room('courses', t('console.courses'), IconBooks, '/courses'),
            current: path === '/courses' || path === '/uploads',
          },
        ]
      : []),
  ];
}

/** Once the server answers again: what had failed is asked anew, everything else is brought up to date. */
function useFreshness(server: ServerView): boolean {
  const queries = useQueryClient();
  const serving = isServing(server);
  const before = useRef(serving);
  useEffect(() => {
    if (serving && !before.current) {
      void queries.resetQueries({ predicate: ({ state }) => state.status === 'error' });
      void queries.invalidateQueries();
    }
    before.current = serving;
  }, [serving, queries]);
  return useConnected(useCallback(() => void queries.invalidateQueries(), [queries]));
}

/** Moves the keyboard to the new page's content; the first page of a visit is left to the browser. */
function useFocusOfPage(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) document.getElementById('content')?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
}

/** The console's frame around every page: rooms, the server's state, and the account. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useMessages(consoleMessages);
  const path = useLocation({
    select: location => location.pathname.replace(/^\/console/, '').replace(/\/$/, '') || '/',
  });
  const site = useSite();
  const { me } = useSession();
  const server = useServer();
  const connected = useFreshness(server);
  useFocusOfPage(path);
  const rooms = useRooms(path);
  return (
    <ConsoleShell
      brand={
        <Brand
          name={site?.name ?? 'Lyceum'}
          detail={site ? t('console.version', { version: site.version }) : t('console.console')}
        />
      }
      nav={rooms}
      server={<RailServer server={server} />}
      user={<AccountMenu />}
      banner={connected || !me || !isServing(server) ? null : <OfflineBanner>{t('console.offlineLead')}</OfflineBanner>}
      dense={path !== '/'}
    >
      {isServing(server) ? children : <ServerDown server={server} />}
    </ConsoleShell>
  );
}
