import { ActionIcon } from '@mantine/core';
import { IconMenu2 } from '@tabler/icons-react';
import { createContext, type ReactNode, use, useCallback, useLayoutEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import { useMessages } from '../../platform/messages/index.ts';
import { classes } from '../classes.ts';
import { Drawer } from '../drawer.tsx';
import { SkipLink } from '../hidden.tsx';
import { kitMessages } from '../messages/index.ts';
import styles from './console-shell.module.css';
import { Nav, type NavItem } from './nav.tsx';

type ConsoleShellProps = {
  brand: ReactNode;
  nav: readonly NavItem[];
  /** Stands above the server's state: the way to help. */
  help?: ReactNode;
  /** The server's state with Restart and Stop, always in view at the foot of the rail. */
  server: ReactNode;
  user: ReactNode;
  /** A line under the top edge, such as `OfflineBanner`. */
  banner?: ReactNode;
  /** Less padding, for pages that are one big table. */
  dense?: boolean;
  children: ReactNode;
};

type AsidePlace = { place: HTMLElement | null; claim: () => () => void };
const AsideContext = createContext<AsidePlace>({ place: null, claim: () => () => {} });

/** Puts its children into the shell's detail column: 296 px behind a hairline; below 1180 px it follows the page. */
export function ConsoleAside({ children }: { children: ReactNode }) {
  const { place, claim } = use(AsideContext);
  useLayoutEffect(claim, [claim]);
  return place ? createPortal(children, place) : null;
}

/** Rail 232 px with places, server state and user; under 900 px a top bar with the rail in a drawer. */
export function ConsoleShell({ brand, nav, help, server, user, banner, dense, children }: ConsoleShellProps) {
  const t = useMessages(kitMessages);
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const [claims, setClaims] = useState(0);
  const claim = useCallback(() => {
    setClaims(before => before + 1);
    return () => setClaims(before => before - 1);
  }, []);
  const asidePlace = useMemo(() => ({ place, claim }), [place, claim]);
  const rail = (
    <>
      <Nav items={nav} label={t('kit.main')} look="rail" />
      <div className={styles.foot}>
        {help}
        <div className={styles.server}>{server}</div>
        <div className={styles.user}>{user}</div>
      </div>
    </>
  );
  return (
    <div className={styles.shell}>
      <SkipLink />
      <header className={styles.rail}>
        <div className={styles.brand}>{brand}</div>
        {rail}
      </header>
      <header className={styles.top}>
        <ActionIcon size={44} aria-label={t('kit.menu')} aria-expanded={open} onClick={() => setOpen(true)}>
          <IconMenu2 size={24} stroke={1.6} />
        </ActionIcon>
        {brand}
      </header>
      <Drawer open={open} onClose={() => setOpen(false)} title={t('kit.menu')} size={280}>
        {/* A followed link closes the drawer: it has done its work. */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions -- listens to the links inside, which the keyboard follows by a click event too */}
        <div className={styles.drawer} onClick={event => (event.target as Element).closest('a') && setOpen(false)}>
          {rail}
        </div>
      </Drawer>
      <div className={styles.page}>
        {banner}
        <div className={classes(styles.columns, claims > 0 && styles.withAside)}>
          <main id="content" tabIndex={-1} className={classes(styles.main, dense && styles.dense)}>
            <AsideContext value={asidePlace}>{children}</AsideContext>
          </main>
          <aside ref={setPlace} hidden={claims === 0} className={styles.aside} />
        </div>
      </div>
    </div>
  );
}
