import type { ReactNode } from 'react';
import { Lines } from '../engraving/cover.tsx';
import { SkipLink } from '../hidden.tsx';
import { Logo } from '../logo.tsx';
import styles from './split-shell.module.css';

type SplitShellProps = {
  /** The site's id: its rosette is on the plate. */
  siteId: string;
  siteName: string;
  motto?: string | undefined;
  logo?: string | undefined;
  children: ReactNode;
  /** Notice and language, at the foot of the form side. */
  footer?: ReactNode;
};

/** Sign-in: the site's plate beside the form, half and half; on a phone the plate is 168 px high. */
export function SplitShell({ siteId, siteName, motto, logo, children, footer }: SplitShellProps) {
  return (
    <div className={styles.shell}>
      <SkipLink />
      <header className={styles.plate}>
        <Lines id={siteId} width={720} height={900} family="rosette" opacity={0.62} className={styles.lines} />
        <div className={styles.site}>
          <span className={styles.mark}>
            <Logo size={48} tone="plate" src={logo} />
          </span>
          <p className={styles.name}>{siteName}</p>
          {motto ? <p className={styles.motto}>{motto}</p> : null}
        </div>
      </header>
      <div className={styles.side}>
        <main id="content" tabIndex={-1} className={styles.main}>
          {children}
        </main>
        {footer ? <footer className={styles.footer}>{footer}</footer> : null}
      </div>
    </div>
  );
}
