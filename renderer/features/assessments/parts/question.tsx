import { IconFlag, IconFlagFilled } from '@tabler/icons-react';
import type { Ref } from 'react';
import type { Answer, AskedQuestion } from '../../../../server/assessments/contract.ts';
import { classes, Prose } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { assessmentsMessages } from '../messages/index.ts';
import { AnswerInput } from './answer-input.tsx';
import styles from './exam.module.css';

type QuestionProps = {
  question: AskedQuestion;
  number: number;
  count: number;
  answer: Answer;
  /** Why the server did not take the answer. */
  refusal: string | undefined;
  flagged: boolean;
  headingRef: Ref<HTMLHeadingElement>;
  onFlag: () => void;
  onAnswer: (answer: Answer, delay: number) => void;
};

const HINTS = {
  single_choice: 'assessments.chooseOne',
  multiple_choice: 'assessments.chooseSeveral',
  true_false: 'assessments.chooseOne',
  short_answer: 'assessments.writeShort',
  numeric: 'assessments.writeNumber',
} as const;

export function Question(props: QuestionProps) {
  const { question, number, count, answer, refusal, flagged, headingRef, onFlag, onAnswer } = props;
  const t = useMessages(assessmentsMessages);
  const Flag = flagged ? IconFlagFilled : IconFlag;
  return (
    <>
      <div className={styles.questionBar}>
        <h1 ref={headingRef} tabIndex={-1} className={styles.where}>
          {t.rich('assessments.questionOf', {
            question: <strong>{t('assessments.question', { number })}</strong>,
            total: count,
            points: t('assessments.points', { count: question.points }),
          })}
        </h1>
        <button
          type="button"
          aria-pressed={flagged}
          onClick={onFlag}
          className={classes(styles.flag, flagged && styles.flagged)}
        >
          <Flag size={20} stroke={1.75} aria-hidden="true" />
          {flagged ? t('assessments.flagged') : t('assessments.flag')}
        </button>
      </div>
      <div id="prompt" className={styles.prompt}>
        <Prose html={question.prompt_html} />
      </div>
      <p id="hint" className={styles.hint}>
        {t(HINTS[question.type])}
      </p>
      <AnswerInput question={question} answer={answer} refusal={refusal} onAnswer={onAnswer} />
    </>
  );
}
