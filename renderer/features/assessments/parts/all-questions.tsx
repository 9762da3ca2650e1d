import { IconFlagFilled } from '@tabler/icons-react';
import { classes, Drawer } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { assessmentsMessages } from '../messages/index.ts';
import styles from './exam.module.css';

export type QuestionState = { id: number; index: number; answered: boolean; flagged: boolean };

type AllQuestionsProps = {
  open: boolean;
  onClose: () => void;
  states: readonly QuestionState[];
  at: number;
  onGo: (index: number) => void;
};

/** Every question with its state, to jump to. */
export function AllQuestions({ open, onClose, states, at, onGo }: AllQuestionsProps) {
  const t = useMessages(assessmentsMessages);
  return (
    <Drawer open={open} onClose={onClose} title={t('assessments.allTitle')} side="bottom">
      <ol className={styles.grid}>
        {states.map(({ id, index, answered, flagged }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={index === at ? 'step' : undefined}
              className={classes(styles.cell, answered && styles.answered)}
              onClick={() => onGo(index)}
            >
              <span className={styles.cellNumber}>{index + 1}</span>
              <span className={styles.cellWord}>
                {flagged ? <IconFlagFilled size={12} aria-hidden="true" /> : null}
                {flagged ? `${t('assessments.flagged')}, ` : null}
                {answered ? t('assessments.answered') : t('assessments.open')}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </Drawer>
  );
}
