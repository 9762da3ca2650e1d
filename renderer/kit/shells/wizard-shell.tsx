import type { ReactNode } from 'react';
import { useMessages } from '../../platform/messages/index.ts';
import { SkipLink } from '../hidden.tsx';
import { kitMessages } from '../messages/index.ts';
import { type Step, StepList } from '../step-list.tsx';
import styles from './wizard-shell.module.css';

type WizardShellProps = {
  brand: ReactNode;
  /** None before it is known which questions there are. */
  steps: readonly Step[];
  /** The step being answered, from 0. */
  current: number;
  /** Goes back to an answered step. */
  onStep?: (index: number) => void;
  /** A quiet promise at the foot of the list: how long it takes, what can be changed later. */
  note?: ReactNode;
  title: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
  /** Back at the start, ways on at the end; aligned with the question. */
  footer: ReactNode;
};

/** One question at a time: a list of 320 px with the answers already given, and a column of 768 px for the question. */
export function WizardShell({ brand, steps, current, onStep, note, title, lead, children, footer }: WizardShellProps) {
  const t = useMessages(kitMessages);
  const place = t('kit.stepOf', { step: current + 1, total: steps.length });
  return (
    <div className={styles.shell}>
      <SkipLink />
      <header className={styles.rail}>
        {brand}
        <div className={styles.steps}>
          {steps.length > 0 ? <StepList steps={steps} current={current} onStep={onStep} label={place} /> : null}
        </div>
        {note ? <p className={styles.note}>{note}</p> : null}
      </header>
      <div className={styles.page}>
        <main id="content" tabIndex={-1} className={styles.main}>
          {current < steps.length ? <p className={styles.place}>{place}</p> : null}
          <h1 className={styles.title}>{title}</h1>
          {lead ? <p className={styles.lead}>{lead}</p> : null}
          <div className={styles.question}>{children}</div>
        </main>
        <footer className={styles.footer}>
          <div className={styles.ways}>{footer}</div>
        </footer>
      </div>
    </div>
  );
}
