import { IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Assessment, QuestionType } from '../../../../../server/assessments/contract.ts';
import type { Module } from '../../../../../server/courses/contract.ts';
import {
  Button,
  Empty,
  ErrorPanel,
  Menu,
  moved,
  NumberField,
  Segmented,
  SkeletonText,
  State,
  type,
  VisuallyHidden,
} from '../../../../kit/index.ts';
import { useMessages } from '../../../../platform/messages/index.ts';
import { reasonOf, studioKeys, useAssessment, useRefresh } from '../api.ts';
import { studioMessages } from '../messages/index.ts';
import { quizSource } from '../quiz-draft.ts';
import { copied, type EditedQuestion, type EditedQuiz, newQuestion } from '../quiz-rules.ts';
import type { OpenDraft } from '../use-draft.ts';
import { useDraft } from '../use-draft.ts';
import { Conflict } from './conflict.tsx';
import { QuestionEditor } from './question-editor.tsx';
import styles from './quiz-editor.module.css';

type QuizEditorProps = {
  courseId: number;
  module: Module;
  /** The lesson's title as it is typed: the quiz is called the same. */
  title: string;
};

export function QuizEditor({ courseId, module, title }: QuizEditorProps) {
  const t = useMessages(studioMessages);
  // The first saving gives the module an assessment: what is being typed must not be loaded anew for that.
  const [id] = useState(module.assessment_id);
  const { data, error, refetch } = useAssessment(id);
  if (error)
    return <ErrorPanel onRetry={() => void refetch()}>{reasonOf(error) ?? t('studio.unreachable')}</ErrorPanel>;
  if (id !== null && !data) return <SkeletonText lines={8} />;
  return <QuizForm courseId={courseId} module={module} title={title} assessment={data ?? null} />;
}

const types: readonly QuestionType[] = ['single_choice', 'multiple_choice', 'true_false', 'short_answer', 'numeric'];
const newKey = () => `new-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;

function QuizForm({ courseId, module, title, assessment }: QuizEditorProps & { assessment: Assessment | null }) {
  const t = useMessages(studioMessages);
  const refresh = useRefresh(courseId);
  const queries = useQueryClient();
  // Once a new quiz is stored, an empty one is no more what the server has: taken for news, it would empty the form.
  const [stored, setStored] = useState(assessment);
  const draft = useDraft(
    quizSource(courseId, module, assessment ?? stored, saved => {
      setStored(saved);
      queries.setQueryData(studioKeys.assessment(saved.id), saved);
      if (module.assessment_id === null) refresh.module({ ...module, assessment_id: saved.id });
      refresh.outline();
    }),
  );
  const { change } = draft;
  const known = useRef(title);
  useEffect(() => {
    if (title === known.current || !title.trim()) return;
    known.current = title;
    change({ title: title.trim() });
  }, [title, change]);
  const [said, setSaid] = useState('');
  const { questions } = draft.fields;
  const trueWords = [t('studio.true'), t('studio.false')] as const;
  const set = (next: EditedQuestion[]) => draft.change({ questions: next });
  const points = questions.reduce((sum, question) => sum + question.points, 0);
  const move = (from: number, to: number) => {
    set(moved(questions, from, to));
    setSaid(t('studio.questionMoved', { place: to + 1, total: questions.length }));
  };
  return (
    <div className={styles.quiz}>
      <Conflict draft={draft} />
      <QuizRules draft={draft} />
      <div className={styles.head}>
        <h2 className={type.pane}>{t('studio.questions', { count: questions.length })}</h2>
        <span className={type.ink3}>{t('studio.points', { count: points })}</span>
      </div>
      {questions.length === 0 ? (
        <Empty title={t('studio.noQuestions')} level={3}>
          {t('studio.noQuestionsLead')}
        </Empty>
      ) : null}
      {draft.state === 'wrong' && !draft.refusal ? <State kind="warn">{t('studio.mendFirst')}</State> : null}
      <ol className={styles.list}>
        {questions.map((question, index) => (
          <QuestionEditor
            key={question.key}
            question={question}
            number={index + 1}
            total={questions.length}
            trueWords={trueWords}
            onChange={next => set(questions.map(each => (each.key === question.key ? next : each)))}
            onMove={step => move(index, index + step)}
            onCopy={() =>
              set([...questions.slice(0, index + 1), copied(question, newKey()), ...questions.slice(index + 1)])
            }
            onRemove={() => set(questions.filter(({ key }) => key !== question.key))}
          />
        ))}
      </ol>
      <div>
        <Menu
          align="start"
          items={types.map(kind => ({
            key: kind,
            label: t(`studio.question.${kind}`),
            onClick: () => set([...questions, newQuestion(kind, newKey(), trueWords)]),
          }))}
        >
          <Button variant="default" leftSection={<IconPlus size={18} stroke={1.75} />}>
            {t('studio.addQuestion')}
          </Button>
        </Menu>
      </div>
      <VisuallyHidden>
        <span aria-live="polite">{said}</span>
      </VisuallyHidden>
    </div>
  );
}

function QuizRules({ draft }: { draft: OpenDraft<EditedQuiz> }) {
  const t = useMessages(studioMessages);
  const { assessment_type, passing_score, time_limit, max_attempts } = draft.fields;
  const orNull = (value: string | number) => (value === '' ? null : Number(value));
  return (
    <div className={styles.rules}>
      <div>
        <p className={styles.label}>{t('studio.quizKind')}</p>
        <Segmented
          aria-label={t('studio.quizKind')}
          value={assessment_type}
          onChange={value => draft.change({ assessment_type: value as EditedQuiz['assessment_type'] })}
          data={[
            { value: 'quiz', label: t('studio.quiz') },
            { value: 'exam', label: t('studio.exam') },
          ]}
        />
      </div>
      <NumberField
        label={t('studio.passMark')}
        min={0}
        max={100}
        suffix=" %"
        value={passing_score}
        onChange={value => draft.change({ passing_score: Number(value) || 0 })}
      />
      <NumberField
        label={t('studio.timeLimit')}
        placeholder={t('studio.noLimit')}
        min={1}
        max={1440}
        allowDecimal={false}
        value={time_limit ?? ''}
        onChange={value => draft.change({ time_limit: orNull(value) })}
      />
      <NumberField
        label={t('studio.attempts')}
        placeholder={t('studio.noLimit')}
        min={1}
        max={100}
        allowDecimal={false}
        value={max_attempts ?? ''}
        onChange={value => draft.change({ max_attempts: orNull(value) })}
      />
    </div>
  );
}
