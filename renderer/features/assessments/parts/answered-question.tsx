import type { Answer, AskedQuestion, QuestionResult } from '../../../../server/assessments/contract.ts';
import { Prose, State, type StateKind } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { assessmentsMessages } from '../messages/index.ts';
import styles from '../result.module.css';
import { InlineText } from './inline-text.tsx';

/** The answer in words, one line for each chosen option. */
function wordsOf(question: AskedQuestion, answer: Answer): string[] {
  if (answer === null) return [];
  if (!Array.isArray(answer)) return [String(answer)];
  return question.options.filter(({ id }) => answer.includes(id)).map(({ text }) => text);
}

/** One question of a result: what was answered, what would have been right, and why. */
export function AnsweredQuestion({ result, number }: { result: QuestionResult; number: number }) {
  const t = useMessages(assessmentsMessages);
  const format = useFormat();
  const { question, answer, correct, points_awarded, correct_answer, feedback } = result;
  const given = wordsOf(question, answer);
  const [kind, word]: [StateKind, string] = correct
    ? ['ok', t('assessments.right')]
    : points_awarded > 0
      ? ['warn', t('assessments.partly')]
      : given.length === 0
        ? ['mute', t('assessments.notAnswered')]
        : ['bad', t('assessments.wrong')];
  return (
    <li className={styles.question}>
      <div className={styles.questionHead}>
        <h2 className={styles.where}>{t('assessments.question', { number })}</h2>
        <State kind={kind}>{word}</State>
        <span className={styles.points}>
          {t('assessments.pointsOf', {
            got: format.number(points_awarded, { maximumFractionDigits: 2 }),
            total: format.number(question.points),
          })}
        </span>
      </div>
      <div className={styles.prompt}>
        <Prose html={question.prompt_html} />
      </div>
      <dl className={styles.facts}>
        <dt>{t('assessments.yours')}</dt>
        <dd>
          {given.length > 0 ? (
            <Lines lines={given} />
          ) : (
            <span className={styles.quiet}>{t('assessments.notAnswered')}</span>
          )}
          {feedback.map(line => (
            <p key={line} className={styles.quiet}>
              <InlineText text={line} />
            </p>
          ))}
        </dd>
        {correct ? null : (
          <>
            <dt>{t(question.type === 'short_answer' ? 'assessments.accepted' : 'assessments.rightAnswer')}</dt>
            <dd>
              <Lines lines={correct_answer} />
            </dd>
          </>
        )}
      </dl>
      {result.explanation_html ? (
        <div className={styles.why}>
          <h3 className={styles.whyTitle}>{t('assessments.why')}</h3>
          <Prose html={result.explanation_html} />
        </div>
      ) : null}
    </li>
  );
}

const Lines = ({ lines }: { lines: readonly string[] }) =>
  lines.map(line => (
    <p key={line}>
      <InlineText text={line} />
    </p>
  ));
