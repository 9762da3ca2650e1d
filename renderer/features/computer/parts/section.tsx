import type { ReactNode } from 'react';
import styles from '../computer.module.css';

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>{title}</h2>
      {children}
    </section>
  );
}

type RowProps = {
  name: ReactNode;
  /** Names the control for screen readers: the `for` of a label. */
  htmlFor?: string;
  help?: ReactNode;
  state?: ReactNode;
  children: ReactNode;
};

/** One setting: what it is and means at the start, its control at the end. */
export function Row({ name, htmlFor, help, state, children }: RowProps) {
  const label = htmlFor ? (
    <label htmlFor={htmlFor} className={styles.name}>
      {name}
    </label>
  ) : (
    <p className={styles.name}>{name}</p>
  );
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        {label}
        {help ? <p className={styles.quiet}>{help}</p> : null}
        {state ? (
          <div className={styles.state} role="status">
            {state}
          </div>
        ) : null}
      </div>
      <div className={styles.controls}>{children}</div>
    </div>
  );
}
