import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useMessages } from '../../platform/messages/index.ts';
import { classes } from '../classes.ts';
import { Drawer } from '../drawer.tsx';
import { SkipLink } from '../hidden.tsx';
import { Link } from '../link.tsx';
import { Logo } from '../logo.tsx';
import { kitMessages } from '../messages/index.ts';
import { Nav, type NavItem } from './nav.tsx';
import styles from './studio-shell.module.css';

type Pane = { label: string; content: ReactNode };
type StudioShellProps = {
  homeHref: string;
  homeLabel: string;
  /** What is being worked on, with the way to change it. */
  context?: ReactNode;
  rooms: readonly NavItem[];
  end?: ReactNode;
  banner?: ReactNode;
  /** Outline 288 px and settings 320 px; under 900 px both are drawers behind buttons with their labels. */
  left?: Pane;
  right?: Pane;
  children: ReactNode;
  footer?: ReactNode;
};

/** The workroom: top bar 52 px with rooms as tabs, and up to three panes that scroll by themselves. */
export function StudioShell({
  homeHref,
  homeLabel,
  context,
  rooms,
  end,
  banner,
  left,
  right,
  children,
  footer,
}: StudioShellProps) {
  const t = useMessages(kitMessages);
  const [shown, setShown] = useState<'left' | 'right'>();
  const drawer = shown === 'left' ? left : right;
  return (
    <div className={styles.shell}>
      <SkipLink />
      <header className={styles.top}>
        <Link href={homeHref} aria-label={homeLabel} className={styles.home}>
          <Logo size={28} />
        </Link>
        <div className={styles.context}>{context}</div>
        <div className={styles.rooms}>
          <Nav items={rooms} label={t('kit.main')} look="tabs" />
        </div>
        <div className={styles.end}>{end}</div>
      </header>
      {banner}
      {left || right ? (
        <div className={styles.handles}>
          {left ? (
            <Button variant="default" onClick={() => setShown('left')}>
              {left.label}
            </Button>
          ) : null}
          {right ? (
            <Button variant="default" onClick={() => setShown('right')}>
              {right.label}
            </Button>
          ) : null}
        </div>
      ) : null}
      <div className={classes(styles.panes, left && styles.hasLeft, right && styles.hasRight)}>
        {left ? (
          <section aria-label={left.label} className={styles.left}>
            {left.content}
          </section>
        ) : null}
        <main id="content" tabIndex={-1} className={styles.main}>
          {children}
        </main>
        {right ? (
          <section aria-label={right.label} className={styles.right}>
            {right.content}
          </section>
        ) : null}
      </div>
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
      <Drawer
        open={shown !== undefined}
        onClose={() => setShown(undefined)}
        title={drawer?.label ?? ''}
        side={shown === 'right' ? 'end' : 'start'}
        size={340}
      >
        {drawer?.content}
      </Drawer>
    </div>
  );
}
