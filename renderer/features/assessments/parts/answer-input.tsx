import type { Answer, AskedQuestion } from '../../../../server/assessments/contract.ts';
import { TextAreaField, TextField } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { TYPING_MS } from '../autosave.ts';
import { assessmentsMessages } from '../messages/index.ts';
import styles from './exam.module.css';
import { InlineText } from './inline-text.tsx';

type AnswerInputProps = {
  question: AskedQuestion;
  answer: Answer;
  refusal: string | undefined;
  /** `delay`: milliseconds to wait for more before it is sent. */
  onAnswer: (answer: Answer, delay: number) => void;
};

/** Where the answer goes, in the form that the type of question asks for. */
export function AnswerInput({ question, answer, refusal, onAnswer }: AnswerInputProps) {
  const t = useMessages(assessmentsMessages);
  const text = typeof answer === 'string' ? answer : typeof answer === 'number' ? String(answer) : '';
  const type = (value: string) => onAnswer(value.trim() === '' ? null : value, TYPING_MS);
  const shared = {
    label: t('assessments.answer'),
    size: 'lg',
    error: refusal,
    'aria-describedby': 'prompt hint',
  } as const;
  if (question.type === 'short_answer')
    return (
      <TextAreaField
        {...shared}
        maxLength={5000}
        value={text}
        onChange={event => type(event.currentTarget.value)}
        autoComplete="off"
      />
    );
  if (question.type === 'numeric')
    return (
      <TextField
        {...shared}
        inputMode="decimal"
        className={styles.number}
        maxLength={100}
        value={text}
        onChange={event => type(event.currentTarget.value)}
        autoComplete="off"
      />
    );
  return <Options question={question} chosen={Array.isArray(answer) ? answer : []} onAnswer={onAnswer} />;
}

type OptionsProps = { question: AskedQuestion; chosen: string[]; onAnswer: AnswerInputProps['onAnswer'] };

function Options({ question, chosen, onAnswer }: OptionsProps) {
  const several = question.type === 'multiple_choice';
  const choose = (id: string, checked: boolean) => {
    if (!several) return onAnswer([id], 0);
    const rest = chosen.filter(other => other !== id);
    // In the order of the options, so that the same choice is the same answer.
    const ids = checked ? [...rest, id] : rest;
    onAnswer(
      question.options.map(option => option.id).filter(own => ids.includes(own)),
      0,
    );
  };
  return (
    <div
      role={several ? 'group' : 'radiogroup'}
      aria-labelledby="prompt"
      aria-describedby="hint"
      className={styles.options}
    >
      {question.options.map(({ id, text }) => (
        <label key={id} className={styles.option}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={`question-${question.id}`}
            checked={chosen.includes(id)}
            onChange={event => choose(id, event.currentTarget.checked)}
          />
          <span>
            <InlineText text={text} />
          </span>
        </label>
      ))}
    </div>
  );
}
