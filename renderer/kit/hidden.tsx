import type { ReactNode } from 'react';
import { useMessages } from '../platform/messages/index.ts';
import { kitMessages } from './messages/index.ts';
import styles from './hidden.module.css';

/** For screen readers only; `block` for tables and other blocks. */
export function VisuallyHidden({ children, block }: { children: ReactNode; block?: boolean }) {
  return block ? <div className={styles.hidden}>{children}</div> : <span className={styles.hidden}>{children}</span>;
}

/** The first stop of the keyboard: jumps over the bars to the page's own content, `<main id="content">`. */
export function SkipLink() {
  const t = useMessages(kitMessages);
  return (
    <a href="#content" className={styles.skip}>
      {t('kit.skip')}
    </a>
  );
}

/** A key or keys on the keyboard. */
export const Kbd = ({ children }: { children: ReactNode }) => <kbd className={styles.kbd}>{children}</kbd>;
