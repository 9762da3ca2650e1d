import type { ReactNode } from 'react';
import styles from './refused.module.css';
import { StateIcon } from './state.tsx';

/** Why the server did not do what was asked, in words, beside what asked for it; read out at once. */
export function Refused({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className={styles.refused}>
      <StateIcon kind="bad" size={20} />
      <p>{children}</p>
    </div>
  );
}
