import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

type SectionProps = {
  title: ReactNode;
  lead?: ReactNode;
  /** Class of what stands beside; fields one below the other otherwise. */
  content?: string | undefined;
  children: ReactNode;
};

/** A part of a page of settings under a hairline: what it is about, beside what can be done. */
export function Section({ title, lead, content = styles.fields, children }: SectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {title}
        </h2>
        {lead ? <p className={styles.lead}>{lead}</p> : null}
      </div>
      <div className={content}>{children}</div>
    </section>
  );
}
