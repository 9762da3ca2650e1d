import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import {
  IconCertificate,
  IconHome,
  IconLayoutGrid,
  IconLogin2,
  IconSearch,
  IconUser,
  IconUsers,
} from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useCallback, useEffect, useRef } from 'react';
import { useProgressNews } from '../features/learning/api.ts';
import { AcademyShell, ActionIcon, Avatar, Brand, Button, Link, type NavItem, OfflineBanner } from '../kit/index.ts';
import { useMessages } from '../platform/messages/index.ts';
import { useSession } from '../platform/session.tsx';
import { useSite } from '../platform/site.ts';
import { useConnected } from '../platform/socket.ts';
import styles from './frame.module.css';
import { academyMessages } from './messages/index.ts';

// Menus are a third of the first page's script, and nobody opens one in the first moment.
const AccountMenu = lazy(() => import('./account-menu.tsx').then(module => ({ default: module.AccountMenu })));

const GraceBanner = lazy(() =>
  import('../features/factors/grace-banner.tsx').then(module => ({ default: module.GraceBanner })),
);

const PauseNotice = lazy(() =>
  import('../features/operations/pause-notice.tsx').then(module => ({ default: module.PauseNotice })),
);

/** What fetches again by itself: after a lost connection everything on show, and on the server's news. */
function useFreshness(): boolean {
  const queries = useQueryClient();
  useProgressNews();
  useLeftProgress();
  return useConnected(useCallback(() => void queries.invalidateQueries(), [queries]));
}

/** Progress that a lesson could not send before it was left goes out from wherever the learner is now. */
function useLeftProgress(): void {
  const userId = useSession().me?.id;
  useEffect(() => {
    if (userId === undefined) return;
    const send = () =>
      void import('../features/learning/left-progress.ts').then(({ sendLeftProgress }) => sendLeftProgress(userId));
    send();
    window.addEventListener('online', send);
    return () => window.removeEventListener('online', send);
  }, [userId]);
}

/** Moves the keyboard to the new page's content; the first page of a visit is left to the browser. */
function useFocusOfPage(path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) document.getElementById('content')?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
}

function usePlaces(path: string): { top: NavItem[]; bottom: NavItem[] } {
  const t = useMessages(academyMessages);
  const session = useSession();
  const place = (key: string, label: string, href: string, icon: NonNullable<NavItem['icon']>, current: boolean) => ({
    key,
    label,
    href,
    icon,
    current,
  });
  const learns = path.startsWith('/courses');
  const catalogue = place('catalogue', t('academy.catalogue'), '/catalogue', IconLayoutGrid, path === '/catalogue');
  if (session.state !== 'signed-in') {
    const signIn = place('sign-in', t('academy.signIn'), '/sign-in', IconLogin2, false);
    const open = { ...catalogue, current: catalogue.current || learns };
    return { top: [open], bottom: [open, signIn] };
  }
  const home = place('home', t('academy.home'), '/', IconHome, path === '/' || learns);
  const earned = t('academy.achievements');
  const achievements = place('achievements', earned, '/achievements', IconCertificate, path === '/achievements');
  const me = place('me', t('academy.me'), '/me', IconUser, path === '/me');
  const studio = { key: 'studio', label: t('academy.studio'), href: '/studio', current: path.startsWith('/studio') };
  const answersForOthers = session.me?.roles.some(role => role === 'mentor' || role === 'corporate_representative');
  const people = answersForOthers
    ? [place('people', t('academy.people'), '/people', IconUsers, path.startsWith('/people'))]
    : [];
  const top = [home, catalogue, achievements, ...people, ...(session.may('course:create') ? [studio] : [])];
  return { top, bottom: [home, catalogue, achievements, ...people, me] };
}

/** The menu's button before the menu is here: the same shape, so that nothing jumps. */
const MenuShape = ({ name }: { name: string }) => (
  <span className={styles.account}>
    <Avatar name={name} size={36} />
  </span>
);

/** The academy's frame around every ordinary page. */
export function Frame({ children }: { children: ReactNode }) {
  const t = useMessages(academyMessages);
  const path = useLocation({ select: location => location.pathname });
  const { state, me } = useSession();
  const site = useSite();
  const connected = useFreshness();
  const { top, bottom } = usePlaces(path);
  useFocusOfPage(path);
  return (
    <AcademyShell
      brand={<Brand name={site?.name ?? ''} src={site?.logo ?? undefined} />}
      homeHref="/"
      nav={top}
      bottomNav={bottom}
      banner={
        <>
          {connected ? null : <OfflineBanner>{t('academy.offlineLead')}</OfflineBanner>}
          <Suspense>
            {me?.second_factor.required && !me.second_factor.enrolled ? (
              <GraceBanner standing={me.second_factor} href="/me/security" />
            ) : null}
            <PauseNotice />
          </Suspense>
        </>
      }
      end={
        <>
          <ActionIcon
            component={Link}
            href="/catalogue#search"
            size={44}
            aria-label={t('academy.search')}
            className={styles.search}
          >
            <IconSearch size={22} stroke={1.6} aria-hidden="true" />
          </ActionIcon>
          {me ? (
            <Suspense fallback={<MenuShape name={`${me.first_name} ${me.last_name}`} />}>
              <AccountMenu me={me} path={path} />
            </Suspense>
          ) : null}
          {state === 'visitor' ? (
            <Button size="md" variant="default" component={Link} href="/sign-in">
              {t('academy.signIn')}
            </Button>
          ) : null}
        </>
      }
    >
      {children}
    </AcademyShell>
  );
}
