import type { ReactNode } from 'react';
import styles from './filter-row.module.css';

/** What narrows the list below: a `SearchField`, `SelectField`s without labels, and what clears them. */
export function FilterRow({ children }: { children: ReactNode }) {
  return <div className={styles.row}>{children}</div>;
}
