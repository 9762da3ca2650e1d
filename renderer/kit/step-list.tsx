import { IconCheck } from '@tabler/icons-react';
import { useMessages } from '../platform/messages/index.ts';
import { classes } from './classes.ts';
import { VisuallyHidden } from './hidden.tsx';
import { kitMessages } from './messages/index.ts';
import styles from './step-list.module.css';

/** A step of a wizard; `answer` is what was chosen, shown once the step is done. */
export type Step = { key: string; label: string; answer?: string | undefined };

type StepListProps = {
  steps: readonly Step[];
  current: number;
  onStep?: ((index: number) => void) | undefined;
  label: string;
};

/** The steps of a wizard with the answers already given; done steps lead back where `onStep` is given. */
export function StepList({ steps, current, onStep, label }: StepListProps) {
  const t = useMessages(kitMessages);
  return (
    <ol aria-label={label} className={styles.list}>
      {steps.map((step, index) => {
        const done = index < current;
        const words = (
          <>
            <span
              className={classes(styles.mark, done && styles.done, index === current && styles.now)}
              aria-hidden="true"
            >
              {done ? <IconCheck size={16} stroke={2} /> : index + 1}
            </span>
            <span className={styles.words}>
              <span className={styles.label}>
                {step.label}
                {done ? <VisuallyHidden>, {t('kit.stepDone')}</VisuallyHidden> : null}
              </span>
              {done && step.answer ? <span className={styles.answer}>{step.answer}</span> : null}
            </span>
          </>
        );
        return (
          <li
            key={step.key}
            aria-current={index === current ? 'step' : undefined}
            className={classes(styles.step, index > current && styles.later)}
          >
            {done && onStep ? (
              <button type="button" className={styles.row} onClick={() => onStep(index)}>
                {words}
              </button>
            ) : (
              <span className={styles.row}>{words}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
