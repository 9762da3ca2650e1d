import { IconArrowLeft, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useMessages } from '../../platform/messages/index.ts';
import { classes } from '../classes.ts';
import { SkipLink } from '../hidden.tsx';
import { Link } from '../link.tsx';
import { kitMessages } from '../messages/index.ts';
import styles from './focus-shell.module.css';

type FocusShellProps = {
  backHref: string;
  /** What the way back says to screen readers: "Back to Network defence". Default "Back". */
  backLabel?: string;
  /** An arrow to go back, or a cross to leave. */
  leave?: 'back' | 'close';
  /** First line of the bar, small; and the second, strong. With `titleFirst` the other way round. */
  over?: ReactNode;
  title: ReactNode;
  titleFirst?: boolean;
  end?: ReactNode;
  /** Share done, 0 to 1, as a line 3 px under the bar. */
  progress?: number;
  /** Under the bar: step pips, the offline banner. */
  under?: ReactNode;
  footer?: ReactNode;
  /** A panel of 400 px at the end of a wide window; on a phone it follows the content. */
  aside?: ReactNode;
  /** Text column of 648 px, form column of 720 px, or all the width. */
  measure?: 'text' | 'form' | 'full';
  children: ReactNode;
};

/** One thing at a time: lesson, quiz, exam. Bar above, way on below, nothing else. */
export function FocusShell(props: FocusShellProps) {
  const {
    backHref,
    backLabel,
    leave = 'back',
    over,
    title,
    titleFirst,
    end,
    progress,
    under,
    footer,
    aside,
    measure = 'full',
    children,
  } = props;
  const t = useMessages(kitMessages);
  const Icon = leave === 'back' ? IconArrowLeft : IconX;
  return (
    <div className={styles.shell}>
      <SkipLink />
      <header className={styles.top}>
        <div className={styles.bar}>
          <Link href={backHref} aria-label={backLabel ?? t('kit.back')} className={styles.back}>
            <Icon size={24} stroke={1.6} aria-hidden="true" className={styles.flips} />
          </Link>
          <div className={classes(styles.titles, titleFirst && styles.titleFirst)}>
            {over ? <p className={styles.over}>{over}</p> : null}
            <p className={styles.title}>{title}</p>
          </div>
          <div className={styles.end}>{end}</div>
        </div>
        {progress !== undefined ? (
          <div className={styles.progress} aria-hidden="true">
            <div style={{ inlineSize: `${Math.min(100, Math.max(0, progress * 100))}%` }} />
          </div>
        ) : null}
        {under}
      </header>
      <div className={classes(styles.columns, aside !== undefined && styles.withAside)}>
        <main id="content" tabIndex={-1} className={classes(styles.main, styles[measure])}>
          {children}
        </main>
        {aside !== undefined ? <aside className={styles.aside}>{aside}</aside> : null}
      </div>
      {footer ? (
        <footer className={styles.footer}>
          <div className={classes(styles.footerRow, measure === 'form' && styles.form)}>{footer}</div>
        </footer>
      ) : null}
    </div>
  );
}
