import type { ReactNode } from 'react';
import { StateIcon, type StateKind } from './state.tsx';
import styles from './verdict.module.css';
import { classes } from './classes.ts';

type VerdictProps = {
  kind: StateKind;
  /** The one sentence of the page: "All is well." */
  children: ReactNode;
  lead?: ReactNode;
  /** What to do, under the lead and aligned with the sentence. */
  remedy?: ReactNode;
};

/** The headline of a page that judges: icon, one sentence, and what it means. */
export function Verdict({ kind, children, lead, remedy }: VerdictProps) {
  return (
    <header className={classes(styles.verdict, remedy !== undefined && styles.indented)}>
      <StateIcon kind={kind} size={38} fill />
      <h1 className={styles.sentence}>{children}</h1>
      {lead ? <div className={styles.lead}>{lead}</div> : null}
      {remedy ? <div className={styles.remedy}>{remedy}</div> : null}
    </header>
  );
}

type PageTitleProps = {
  children: ReactNode;
  count?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  above?: ReactNode;
};

/** The headline of a page where there is nothing to judge, with its count beside it and its actions at the end. */
export function PageTitle({ children, count, lead, actions, above }: PageTitleProps) {
  return (
    <header className={styles.title}>
      <div className={styles.words}>
        {above}
        <div className={styles.name}>
          <h1 className={styles.noun}>{children}</h1>
          {count !== undefined ? <p className={styles.count}>{count}</p> : null}
        </div>
        {lead ? <p className={styles.titleLead}>{lead}</p> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  );
}
