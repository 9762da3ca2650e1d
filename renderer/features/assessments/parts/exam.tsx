import { useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../../../server/assessments/contract.ts';
import { FocusShell, OfflineBanner, StepPips, Timer } from '../../../kit/index.ts';
import { useAttended } from '../../../platform/attendance.ts';
import { CallError } from '../../../platform/call.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { usePlace } from '../../../platform/socket.ts';
import { type OpenAttempt, useSubmit } from '../api.ts';
import { unsaved } from '../autosave.ts';
import { useFlags } from '../flags.ts';
import { assessmentsMessages } from '../messages/index.ts';
import { aheadOf, useAttemptWork, useSecondsLeft } from '../use-attempt-work.ts';
import { AllQuestions } from './all-questions.tsx';
import { ClosedNotice, TimeUpNotice } from './closed-notice.tsx';
import { ExamFooter } from './exam-footer.tsx';
import styles from './exam.module.css';
import { HandInDialog } from './hand-in-dialog.tsx';
import { Question } from './question.tsx';

const isAnswered = (answer: unknown) =>
  Array.isArray(answer)
    ? answer.length > 0
    : typeof answer === 'number' || (typeof answer === 'string' && answer.trim() !== '');

/** An attempt on the page: one question at a time, saved as it is answered. */
export function Exam({ attempt }: { attempt: OpenAttempt }) {
  const t = useMessages(assessmentsMessages);
  const { autosaver, answers, autosave } = useAttemptWork(attempt);
  const [flags, toggleFlag] = useFlags(attempt.id);
  const { assessment, questions } = attempt;
  const [at, setAt] = useState(() =>
    Math.max(
      0,
      questions.findIndex(({ id }) => !isAnswered(answers.get(id))),
    ),
  );
  const [listed, setListed] = useState(false);
  const [asking, setAsking] = useState(false);
  const secondsLeft = useSecondsLeft(attempt.deadline_at, aheadOf(attempt));
  const timeUp = secondsLeft !== null && secondsLeft <= 0;
  const handIn = useHandIn(attempt, autosaver.close);
  const { submit: handInWith } = handIn;
  usePlace(assessment.title);
  // Somebody who thinks touches nothing; the server hears of it by the activity that this page reports.
  useAttended(!timeUp && !autosave.closed);

  const submit = useCallback(() => handInWith(unsaved(autosaver.state().autosave)), [handInWith, autosaver]);
  useSubmitWhenTimeIsUp(timeUp && !autosave.closed, submit, handIn.unreached);

  const states = questions.map(({ id }, index) => ({
    id,
    index,
    answered: isAnswered(answers.get(id)),
    flagged: flags.has(id),
  }));
  const question = questions[at];
  const heading = useRef<HTMLHeadingElement>(null);
  const goTo = (index: number) => {
    setListed(false);
    setAt(index);
    // The next question is read from its beginning, by eye and by screen reader.
    requestAnimationFrame(() => heading.current?.focus());
    window.scrollTo({ top: 0 });
  };
  const offline = autosave.failures > 0;
  return (
    <FocusShell
      backHref={`/courses/${assessment.course_id}/modules/${assessment.module_id ?? ''}`}
      backLabel={t('assessments.leave')}
      leave="close"
      titleFirst
      title={assessment.title}
      over={
        assessment.max_attempts === null
          ? t('assessments.attemptNumber', { number: attempt.attempt_number })
          : t('assessments.attemptOf', { number: attempt.attempt_number, max: assessment.max_attempts })
      }
      end={secondsLeft !== null ? <Timer secondsLeft={Math.max(0, secondsLeft)} /> : undefined}
      under={
        <>
          <div className={styles.pips}>
            <StepPips
              label={t('assessments.allTitle')}
              pips={states.map(({ id, index, answered, flagged }) => ({
                key: String(id),
                state: index === at ? 'current' : answered ? 'done' : 'ahead',
                flagged,
              }))}
            />
          </div>
          {offline ? (
            <OfflineBanner>{t('assessments.answersKept', { count: autosave.waiting.size })}</OfflineBanner>
          ) : null}
        </>
      }
      measure="form"
      footer={
        <ExamFooter
          at={at}
          count={questions.length}
          autosave={autosave}
          onGo={goTo}
          onList={() => setListed(true)}
          onHandIn={() => setAsking(true)}
        />
      }
    >
      {question ? (
        <Question
          key={question.id}
          headingRef={heading}
          question={question}
          number={at + 1}
          count={questions.length}
          answer={answers.get(question.id) ?? null}
          refusal={autosave.refused.get(question.id)}
          flagged={flags.has(question.id)}
          onFlag={() => toggleFlag(question.id)}
          onAnswer={(answer, delay) => autosaver.answer(question.id, answer, delay)}
        />
      ) : null}
      <AllQuestions open={listed} onClose={() => setListed(false)} states={states} at={at} onGo={goTo} />
      <HandInDialog
        open={asking && !timeUp}
        title={assessment.title}
        states={states}
        busy={handIn.busy}
        error={handIn.unreached ? t('assessments.cannotHandIn') : handIn.message}
        onClose={() => setAsking(false)}
        onGo={index => {
          setAsking(false);
          goTo(index);
        }}
        onHandIn={submit}
      />
      <TimeUpNotice open={timeUp && !autosave.closed} unreached={handIn.unreached} />
      <ClosedNotice open={autosave.closed && !handIn.busy} result={`/attempts/${attempt.id}/result`} />
    </FocusShell>
  );
}

const codeOf = (error: unknown) => (error instanceof CallError ? error.code : undefined);
const UNREACHED: readonly string[] = ['OFFLINE', 'NOT_READY', 'RATE_LIMITED', 'INTERNAL'];

/** Hands in and goes to the result. */
function useHandIn(attempt: OpenAttempt, close: () => void) {
  const navigate = useNavigate();
  const { mutate, isPending, isSuccess, error } = useSubmit(attempt.assessment.id, attempt.id);
  const result = `/attempts/${attempt.id}/result`;
  const submit = useCallback(
    (answers: Record<string, Answer>): void => {
      const onSuccess = () => {
        close();
        void navigate({ to: result, replace: true });
      };
      const onError = (failure: unknown) => {
        // An answer half typed when the time ended must not keep the saved ones from being handed in.
        const halfTyped = codeOf(failure) === 'VALIDATION_ERROR' && Object.keys(answers).length > 0;
        if (halfTyped) mutate({}, { onSuccess });
      };
      mutate(answers, { onSuccess, onError });
    },
    [mutate, close, navigate, result],
  );
  const unreached = UNREACHED.includes(codeOf(error) ?? '');
  return { submit, busy: isPending || isSuccess, unreached, message: unreached ? undefined : error?.message };
}

/** When time is up the page hands in by itself; without a connection again as soon as it is back. */
function useSubmitWhenTimeIsUp(timeUp: boolean, submit: () => void, unreached: boolean): void {
  useEffect(() => {
    if (timeUp) submit();
  }, [timeUp, submit]);
  useEffect(() => {
    if (!timeUp || !unreached) return;
    const again = setInterval(submit, 3000);
    window.addEventListener('online', submit);
    return () => {
      clearInterval(again);
      window.removeEventListener('online', submit);
    };
  }, [timeUp, unreached, submit]);
}
