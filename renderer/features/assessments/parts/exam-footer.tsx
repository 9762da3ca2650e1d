import { IconCheck, IconChevronLeft, IconChevronRight, IconLayoutGrid } from '@tabler/icons-react';
import { Button, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { type Autosave, wordFor } from '../autosave.ts';
import { assessmentsMessages } from '../messages/index.ts';
import styles from './exam.module.css';

type ExamFooterProps = {
  at: number;
  count: number;
  autosave: Autosave;
  onGo: (index: number) => void;
  onList: () => void;
  onHandIn: () => void;
};

/** Whether the work is safe, and the way on; all within reach of a thumb. */
export function ExamFooter({ at, count, autosave, onGo, onList, onHandIn }: ExamFooterProps) {
  const t = useMessages(assessmentsMessages);
  return (
    <div className={styles.footer}>
      <div role="status" className={styles.saved}>
        <Saved autosave={autosave} />
      </div>
      <div className={styles.buttons}>
        <Button
          size="lg"
          variant="default"
          className={styles.icon}
          data-repeats
          aria-label={t('assessments.previous')}
          disabled={at === 0}
          onClick={() => onGo(at - 1)}
        >
          <IconChevronLeft size={20} stroke={1.75} aria-hidden="true" className={styles.flips} />
        </Button>
        <Button
          size="lg"
          variant="default"
          leftSection={<IconLayoutGrid size={20} stroke={1.75} aria-hidden="true" />}
          onClick={onList}
        >
          {t('assessments.all', { count })}
        </Button>
        {at < count - 1 ? (
          <Button
            size="lg"
            className={styles.way}
            data-repeats
            rightSection={<IconChevronRight size={20} stroke={1.75} aria-hidden="true" className={styles.flips} />}
            onClick={() => onGo(at + 1)}
          >
            {t('assessments.next')}
          </Button>
        ) : (
          <Button
            size="lg"
            className={styles.way}
            leftSection={<IconCheck size={20} stroke={1.75} aria-hidden="true" />}
            onClick={onHandIn}
          >
            {t('assessments.handIn')}
          </Button>
        )}
      </div>
    </div>
  );
}

function Saved({ autosave }: { autosave: Autosave }) {
  const t = useMessages(assessmentsMessages);
  const format = useFormat();
  const word = wordFor(autosave);
  if (word === 'kept') return <State kind="warn">{t('assessments.kept')}</State>;
  if (word === 'saving') return <span className={styles.quiet}>{t('assessments.saving')}</span>;
  if (autosave.savedAt === null) return <span className={styles.quiet}>{t('assessments.nothingYet')}</span>;
  return <State kind="ok">{t('assessments.saved', { time: format.timeWithSeconds(autosave.savedAt) })}</State>;
}
