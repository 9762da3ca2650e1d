import { Button, ErrorPanel, FocusShell, Link, ProgressRing, SkeletonText, Verdict } from '../../kit/index.ts';
import type { AttemptResult } from '../../../server/assessments/contract.ts';
import { useFormat, useMessages } from '../../platform/messages/index.ts';
import { useId } from '../../platform/page-routes.tsx';
import { usePlace } from '../../platform/socket.ts';
import { useAssessment, useResult } from './api.ts';
import { assessmentsMessages } from './messages/index.ts';
import { AnsweredQuestion } from './parts/answered-question.tsx';
import { WayOn } from './parts/way-on.tsx';
import styles from './result.module.css';

/** `/attempts/$attemptId/result`: what an attempt was worth, and why. */
export function ResultPage() {
  const attemptId = useId('attemptId');
  const t = useMessages(assessmentsMessages);
  const { data: result, error, refetch } = useResult(attemptId);
  usePlace(result?.assessment.title ?? null);
  if (result) return <Result result={result} />;
  return (
    <FocusShell backHref="/" title={t('assessments.resultTitle')} measure="form">
      {error ? (
        <ErrorPanel
          title={t('assessments.couldNotOpen')}
          onRetry={() => void refetch()}
          actions={
            <Button component={Link} href={`/attempts/${attemptId}`} variant="subtle">
              {t('assessments.backToQuiz')}
            </Button>
          }
        >
          {error.message}
        </ErrorPanel>
      ) : (
        <SkeletonText lines={6} />
      )}
    </FocusShell>
  );
}

function Result({ result }: { result: AttemptResult }) {
  const t = useMessages(assessmentsMessages);
  const format = useFormat();
  const { assessment, questions } = result;
  const { data: own } = useAssessment(assessment.id);
  const passed = result.passed === true;
  const share = (result.score ?? 0) / 100;
  const { max_attempts: max } = assessment;
  const left = max === null ? null : Math.max(0, max - (own?.attempts.length ?? result.attempt_number));
  const place = `/courses/${assessment.course_id}`;
  const lesson = assessment.module_id === null ? place : `${place}/modules/${assessment.module_id}`;
  return (
    <FocusShell
      backHref={lesson}
      backLabel={t('assessments.backToQuiz')}
      titleFirst
      title={assessment.title}
      over={
        max === null
          ? t('assessments.attemptNumber', { number: result.attempt_number })
          : t('assessments.attemptOf', { number: result.attempt_number, max })
      }
      measure="form"
      footer={<WayOn assessment={assessment} passed={passed} attemptsLeft={left} />}
    >
      <Verdict kind={passed ? 'ok' : 'warn'} lead={<Lead result={result} left={left} passed={passed} />}>
        {passed
          ? t('assessments.passedWith', { percent: format.percent(share) })
          : t('assessments.failedWith', {
              percent: format.percent(share),
              needed: format.percent(assessment.passing_score / 100),
            })}
      </Verdict>
      <div className={styles.score}>
        <ProgressRing value={share} label={t('assessments.score')} />
        <p>
          {t('assessments.pointsOf', {
            got: format.number(result.points_awarded, { maximumFractionDigits: 2 }),
            total: format.number(result.points_total),
          })}
        </p>
      </div>
      <ol className={styles.questions}>
        {questions.map((question, index) => (
          <AnsweredQuestion key={question.question.id} result={question} number={index + 1} />
        ))}
      </ol>
    </FocusShell>
  );
}

function Lead({ result, left, passed }: { result: AttemptResult; left: number | null; passed: boolean }) {
  const t = useMessages(assessmentsMessages);
  const { deadline_at: deadline, submitted_at: submitted } = result;
  // The page hands in at the very end of the time, the server a little later: both mean that the time ran out.
  const ranOut = result.timed_out || (deadline !== null && submitted !== null && submitted >= deadline);
  const lines = [
    ranOut ? t('assessments.timeRanOut') : null,
    passed || left === null
      ? null
      : left === 0
        ? t('assessments.noAttemptsLeft')
        : t('assessments.attemptsLeft', { count: left }),
  ].filter(line => line !== null);
  return lines.length > 0 ? <p>{lines.join(' ')}</p> : null;
}
