import { Button, ConfirmDialog, FieldError } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { assessmentsMessages } from '../messages/index.ts';
import type { QuestionState } from './all-questions.tsx';
import styles from './exam.module.css';

type HandInDialogProps = {
  open: boolean;
  title: string;
  states: readonly QuestionState[];
  busy: boolean;
  error: string | undefined;
  onClose: () => void;
  onGo: (index: number) => void;
  onHandIn: () => void;
};

/** Asks once more, and names what is still open; each is one press away. */
export function HandInDialog({ open, title, states, busy, error, onClose, onGo, onHandIn }: HandInDialogProps) {
  const t = useMessages(assessmentsMessages);
  const unanswered = states.filter(({ answered }) => !answered);
  const flagged = states.filter(state => state.flagged);
  return (
    <ConfirmDialog
      open={open}
      onClose={onClose}
      title={t('assessments.handInTitle', { title })}
      lead={
        unanswered.length === 0 ? t('assessments.handInAll') : t('assessments.handInOpen', { count: unanswered.length })
      }
      confirm={t('assessments.handIn')}
      keep={t('assessments.keepWorking')}
      busy={busy}
      onConfirm={onHandIn}
    >
      <Jumps states={unanswered} onGo={onGo} />
      {flagged.length > 0 ? (
        <>
          <p className={styles.dialogLine}>{t('assessments.handInFlagged', { count: flagged.length })}</p>
          <Jumps states={flagged} onGo={onGo} />
        </>
      ) : null}
      {error ? (
        <p role="alert" className={styles.dialogError}>
          <FieldError>{error}</FieldError>
        </p>
      ) : null}
    </ConfirmDialog>
  );
}

function Jumps({ states, onGo }: { states: readonly QuestionState[]; onGo: (index: number) => void }) {
  const t = useMessages(assessmentsMessages);
  if (states.length === 0) return null;
  return (
    <ul className={styles.jumps}>
      {states.map(({ id, index }) => (
        <li key={id}>
          <Button variant="default" size="md" onClick={() => onGo(index)}>
            {t('assessments.question', { number: index + 1 })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
