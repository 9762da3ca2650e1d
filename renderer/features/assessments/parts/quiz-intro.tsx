import { IconClock, IconCloudCheck, IconListCheck, IconRepeat, IconTargetArrow } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { Assessment } from '../../../../server/assessments/contract.ts';
import { ErrorPanel, Link, SkeletonText, State } from '../../../kit/index.ts';
import { useFormat, useMessages } from '../../../platform/messages/index.ts';
import { useAssessment } from '../api.ts';
import { assessmentsMessages } from '../messages/index.ts';
import styles from './quiz-intro.module.css';
import { StartButton } from './start-button.tsx';

/** The page before a quiz: its rules, what was reached so far, and the way in. */
export function QuizIntro({ assessmentId }: { assessmentId: number }) {
  const { data: assessment, error, refetch } = useAssessment(assessmentId);
  if (assessment) return <Intro assessment={assessment} />;
  return error ? <ErrorPanel onRetry={() => void refetch()}>{error.message}</ErrorPanel> : <SkeletonText lines={5} />;
}

function Intro({ assessment }: { assessment: Assessment }) {
  const { attempts } = assessment;
  const submitted = attempts.filter(({ state }) => state === 'submitted');
  return (
    <div className={styles.intro}>
      {assessment.description ? <p className={styles.lead}>{assessment.description}</p> : null}
      <Rules assessment={assessment} />
      <Entrance assessment={assessment} />
      {submitted.length > 0 ? <Attempts attempts={submitted} /> : null}
    </div>
  );
}

function Rules({ assessment }: { assessment: Assessment }) {
  const t = useMessages(assessmentsMessages);
  const format = useFormat();
  const { question_count, points_total, passing_score, time_limit, max_attempts, attempts } = assessment;
  const rules: { icon: typeof IconClock; text: ReactNode }[] = [
    {
      icon: IconListCheck,
      text: `${t('assessments.questions', { count: question_count })}, ${t('assessments.points', { count: points_total })}`,
    },
    { icon: IconTargetArrow, text: t('assessments.toPass', { percent: format.percent(passing_score / 100) }) },
    {
      icon: IconClock,
      text: time_limit === null ? t('assessments.noLimit') : t('assessments.timeLimit', { count: time_limit }),
    },
    {
      icon: IconRepeat,
      text:
        max_attempts === null
          ? t('assessments.attemptsAny')
          : t('assessments.attemptsUsed', { used: attempts.length, max: max_attempts }),
    },
    { icon: IconCloudCheck, text: t('assessments.savedAlways') },
  ];
  return (
    <section aria-labelledby="quiz-rules">
      <h2 id="quiz-rules" className={styles.title}>
        {t('assessments.rules')}
      </h2>
      <ul className={styles.rules}>
        {rules.map(({ icon: Icon, text }, index) => (
          // The rules are always these five, in this order.
          // oxlint-disable-next-line react/no-array-index-key
          <li key={index}>
            <Icon size={20} stroke={1.6} aria-hidden="true" />
            <span>{text}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Entrance({ assessment }: { assessment: Assessment }) {
  const t = useMessages(assessmentsMessages);
  const format = useFormat();
  const { id, attempts, max_attempts } = assessment;
  const running = attempts.find(({ state }) => state === 'in_progress');
  if (running) {
    const { attempt_number: number, deadline_at: until } = running;
    return (
      <div className={styles.entrance}>
        <p className={styles.lead}>
          {until === null
            ? t('assessments.running', { number })
            : t('assessments.runningUntil', { number, time: format.time(until) })}
        </p>
        <StartButton assessmentId={id}>{t('assessments.resume', { number })}</StartButton>
      </div>
    );
  }
  if (max_attempts !== null && attempts.length >= max_attempts)
    return <p className={styles.lead}>{t('assessments.noneLeft')}</p>;
  return (
    <div className={styles.entrance}>
      <StartButton assessmentId={id}>
        {attempts.length > 0 ? t('assessments.startAgain') : t('assessments.start')}
      </StartButton>
    </div>
  );
}

function Attempts({ attempts }: { attempts: Assessment['attempts'] }) {
  const t = useMessages(assessmentsMessages);
  const format = useFormat();
  const best = Math.max(...attempts.map(({ score }) => score ?? 0));
  return (
    <section aria-labelledby="quiz-attempts">
      <h2 id="quiz-attempts" className={styles.title}>
        {t('assessments.attempts')}
      </h2>
      <p className={styles.best}>
        {t('assessments.best')}: <strong>{format.percent(best / 100)}</strong>
      </p>
      <ul className={styles.attempts}>
        {attempts.map(({ id, attempt_number: number, score, passed, submitted_at }) => (
          <li key={id}>
            <span className={styles.attempt}>
              <span className={styles.number}>{t('assessments.attemptNumber', { number })}</span>
              <span className={styles.when}>{submitted_at ? format.dateTime(submitted_at) : null}</span>
            </span>
            <span className={styles.figure}>{format.percent((score ?? 0) / 100)}</span>
            <State kind={passed ? 'ok' : 'warn'}>{passed ? t('assessments.passed') : t('assessments.notPassed')}</State>
            <Link
              href={`/attempts/${id}/result`}
              aria-label={t('assessments.reviewAttempt', { number })}
              className={styles.review}
            >
              {t('assessments.review')}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
