import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef } from 'react';
import { OperationStrip } from '../features/operations/operation-strip.tsx';
import { Brand, ConsoleShell, type NavItem, OfflineBanner } from '../kit/index.ts';
import { useMessages } from '../platform/messages/index.ts';
import { useHealthBadges } from '../features/health/badges.ts';
import { useHealthNews } from '../features/health/notifications.ts';
import { isServing, type ServerView } from '../platform/server-view.ts';
import { useServer } from '../platform/server.ts';
import { useSession } from '../platform/session.tsx';
import { useSite } from '../platform/site.ts';
import { useConnected } from '../platform/socket.ts';
import { AccountMenu } from './account-menu.tsx';
import { HelpButton } from './help-button.tsx';
import { consoleMessages } from './messages/index.ts';
import { RailServer } from './rail-server.tsx';
import { isAt, rooms } from './rooms.ts';
import { Sections } from './sections.tsx';
import { ServerDown } from './server-down.tsx';
import { useBackUpNow } from './use-back-up-now.ts';

const GraceBanner = lazy(() =>
  import('../features/factors/grace-banner.tsx').then(module => ({ default: module.GraceBanner })),
);

/** Rooms that the person may enter; none for visitors. `path` has no `/console` before it. */
function useRooms(path: string, serving: boolean): NavItem[] {
  const t = useMessages(consoleMessages);
  const { may } = useSession();
  const mayRead = may('health:read');
  const badges = useHealthBadges(mayRead && serving);
  useHealthNews(mayRead);
  return rooms
    .filter(room => may(room.permission))
    .map(({ key, label, icon, path: place, also = [] }) => ({
      key,
      label: t(label),
      icon,
      href: addressOf(place),
      current: [place, ...also].some(one => isAt(path, one)),
      ...badges.get(key),
    }));
}

const addressOf = (place: string) => `/console${place === '/' ? '' : place}`;

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
  useBackUpNow();
  const places = useRooms(path, isServing(server));
  return (
    <ConsoleShell
      brand={
        <Brand
          name={site?.name ?? 'Lyceum'}
          src={site?.logo ?? undefined}
          detail={site ? t('console.version', { version: site.version }) : t('console.console')}
        />
      }
      nav={places}
      help={<HelpButton path={addressOf(path)} />}
      server={<RailServer server={server} />}
      user={<AccountMenu />}
      banner={
        !me || !isServing(server) ? null : (
          <>
            {connected ? null : <OfflineBanner>{t('console.offlineLead')}</OfflineBanner>}
            <OperationStrip />
            {me.second_factor.required && !me.second_factor.enrolled ? (
              <Suspense>
                <GraceBanner standing={me.second_factor} href="/console/settings/me" />
              </Suspense>
            ) : null}
          </>
        )
      }
      dense={path !== '/'}
    >
      {me ? <Sections path={path} /> : null}
      {isServing(server) ? children : <ServerDown server={server} />}
    </ConsoleShell>
  );
}
