import type { ReactNode } from 'react';
import { useMessages } from '../../platform/messages/index.ts';
import { SkipLink } from '../hidden.tsx';
import { Link } from '../link.tsx';
import { kitMessages } from '../messages/index.ts';
import styles from './academy-shell.module.css';
import { Nav, type NavItem } from './nav.tsx';

type AcademyShellProps = {
  /** The site's mark and name: a link home. */
  brand: ReactNode;
  homeHref: string;
  /** Places in the top bar of a wide window. */
  nav: readonly NavItem[];
  /** Up to five places in the bottom bar of a phone; default the first five of `nav`. */
  bottomNav?: readonly NavItem[];
  /** Search, notices, avatar. */
  end?: ReactNode;
  banner?: ReactNode;
  children: ReactNode;
};

/** Content 1120 px wide; top bar with places from 900 px, below that a top bar of 56 and a bottom bar of 60. */
export function AcademyShell({
  brand,
  homeHref,
  nav,
  bottomNav = nav.slice(0, 5),
  end,
  banner,
  children,
}: AcademyShellProps) {
  const t = useMessages(kitMessages);
  return (
    <div className={styles.shell}>
      <SkipLink />
      <header className={styles.top}>
        <div className={styles.bar}>
          <Link href={homeHref} className={styles.home}>
            {brand}
          </Link>
          <div className={styles.places}>
            <Nav items={nav} label={t('kit.main')} look="bar" />
          </div>
          <div className={styles.end}>{end}</div>
        </div>
      </header>
      {banner}
      <main id="content" tabIndex={-1} className={styles.main}>
        {children}
      </main>
      <div className={styles.bottom}>
        <Nav items={bottomNav} label={t('kit.main')} look="bottom" />
      </div>
    </div>
  );
}
