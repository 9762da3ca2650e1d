import { IconChevronDown, IconChevronUp, IconCopy, IconPlus, IconTrash, IconX } from '@tabler/icons-react';
import type { QuestionType } from '../../../../../server/assessments/contract.ts';
import {
  ActionIcon,
  Button,
  Checkbox,
  FieldError,
  NumberField,
  Radio,
  SelectField,
  TextAreaField,
  TextField,
} from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { studioMessages } from '../messages/index.ts';
import { type EditedQuestion, faultOf, isChoice, marked, withType } from '../quiz-rules.ts';
import styles from './quiz-editor.module.css';

type QuestionEditorProps = {
  question: EditedQuestion;
  /** From 1. */
  number: number;
  total: number;
  trueWords: readonly [string, string];
  onChange: (question: EditedQuestion) => void;
  onMove: (step: -1 | 1) => void;
  onCopy: () => void;
  onRemove: () => void;
};

const types: readonly QuestionType[] = ['single_choice', 'multiple_choice', 'true_false', 'short_answer', 'numeric'];

/** One question with its key; what is wrong with it is said here and not at the end. */
export function QuestionEditor(props: QuestionEditorProps) {
  const { question, number, trueWords, onChange } = props;
  const t = useMessages(studioMessages);
  const fault = faultOf(question);
  const change = (changes: Partial<EditedQuestion>) => onChange({ ...question, ...changes });
  return (
    <li className={styles.question}>
      <QuestionBar {...props} />
      <TextAreaField
        label={t('studio.prompt', { number })}
        value={question.prompt}
        maxLength={10_000}
        onChange={event => change({ prompt: event.currentTarget.value })}
        error={fault === 'prompt' ? t('studio.fault.prompt') : undefined}
      />
      <div className={styles.row}>
        <SelectField
          label={t('studio.questionType')}
          value={question.type}
          onChange={value => value && onChange(withType(question, value as QuestionType, trueWords))}
          data={types.map(value => ({ value, label: t(`studio.question.${value}`) }))}
        />
        <NumberField
          label={t('studio.pointsFor')}
          min={0}
          max={1000}
          value={question.points}
          onChange={value => change({ points: Number(value) || 0 })}
        />
      </div>
      {isChoice(question.type) ? <Options question={question} onChange={onChange} /> : null}
      {question.type === 'short_answer' ? <Answers question={question} onChange={onChange} /> : null}
      {question.type === 'numeric' ? (
        <div className={styles.row}>
          <NumberField
            label={t('studio.rightValue')}
            value={question.value ?? ''}
            onChange={value => change({ value: value === '' || value === '-' ? null : Number(value) })}
            error={fault === 'value' ? t('studio.fault.value') : undefined}
          />
          <NumberField
            label={t('studio.tolerance')}
            min={0}
            value={question.tolerance}
            onChange={value => change({ tolerance: Number(value) || 0 })}
          />
        </div>
      ) : null}
      {fault && fault !== 'prompt' && fault !== 'value' ? (
        <p>
          <FieldError>{t(`studio.fault.${fault}`)}</FieldError>
        </p>
      ) : null}
      <TextAreaField
        label={t('studio.explanation')}
        description={t('studio.explanationLead')}
        value={question.explanation}
        maxLength={5000}
        onChange={event => change({ explanation: event.currentTarget.value })}
      />
    </li>
  );
}

function QuestionBar({ question, number, total, onMove, onCopy, onRemove }: QuestionEditorProps) {
  const t = useMessages(studioMessages);
  return (
    <div className={styles.bar}>
      <span className={styles.kind}>
        {t('studio.numbered', { number, kind: t(`studio.question.${question.type}`) })}
      </span>
      <ActionIcon aria-label={t('studio.questionUp', { number })} disabled={number === 1} onClick={() => onMove(-1)}>
        <IconChevronUp size={18} stroke={1.75} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('studio.questionDown', { number })}
        disabled={number === total}
        onClick={() => onMove(1)}
      >
        <IconChevronDown size={18} stroke={1.75} />
      </ActionIcon>
      <ActionIcon aria-label={t('studio.questionCopy', { number })} onClick={onCopy}>
        <IconCopy size={18} stroke={1.75} />
      </ActionIcon>
      <ActionIcon aria-label={t('studio.questionRemove', { number })} onClick={onRemove}>
        <IconTrash size={18} stroke={1.75} />
      </ActionIcon>
    </div>
  );
}

type PartProps = { question: EditedQuestion; onChange: (question: EditedQuestion) => void };

function Options({ question, onChange }: PartProps) {
  const t = useMessages(studioMessages);
  const { options } = question;
  const Mark = question.type === 'multiple_choice' ? Checkbox : Radio;
  const setText = (key: string, text: string) =>
    onChange({ ...question, options: options.map(option => (option.key === key ? { ...option, text } : option)) });
  const isFixed = question.type === 'true_false';
  return (
    <fieldset className={styles.options}>
      <legend>{t('studio.options')}</legend>
      {options.map((option, index) => (
        <div key={option.key} className={styles.option}>
          <Mark
            name={`correct-${question.key}`}
            aria-label={t('studio.isCorrect', { number: index + 1 })}
            checked={option.correct}
            onChange={event => onChange(marked(question, option.key, event.currentTarget.checked))}
          />
          <TextField
            className={styles.grow ?? ''}
            aria-label={t('studio.optionText', { number: index + 1 })}
            maxLength={2000}
            value={option.text}
            onChange={event => setText(option.key, event.currentTarget.value)}
          />
          {isFixed || options.length <= 2 ? null : (
            <ActionIcon
              aria-label={t('studio.removeOption', { number: index + 1 })}
              onClick={() => onChange({ ...question, options: options.filter(({ key }) => key !== option.key) })}
            >
              <IconX size={18} stroke={1.75} />
            </ActionIcon>
          )}
        </div>
      ))}
      {isFixed || options.length >= 30 ? null : (
        <div>
          <Button
            variant="subtle"
            size="xs"
            leftSection={<IconPlus size={16} stroke={1.75} />}
            onClick={() =>
              onChange({
                ...question,
                options: [...options, { key: newOptionKey(options), text: '', correct: false, feedback: null }],
              })
            }
          >
            {t('studio.addOption')}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

/** A key that none of the options has, also after one was taken away. */
const newOptionKey = (options: readonly { key: string }[]) =>
  `${options
    .map(({ key }) => key)
    .join('|')
    .slice(-60)}+`;

/** One accepted answer a line. */
function Answers({ question, onChange }: PartProps) {
  const t = useMessages(studioMessages);
  return (
    <TextAreaField
      label={t('studio.accepted')}
      description={t('studio.acceptedLead')}
      value={question.answers.join('\n')}
      onChange={event => onChange({ ...question, answers: event.currentTarget.value.split('\n').slice(0, 50) })}
    />
  );
}
