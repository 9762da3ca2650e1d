import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { Button, ErrorPanel, FocusShell, Link, SkeletonText } from '../../kit/index.ts';
import { CallError } from '../../platform/call.ts';
import { useMessages } from '../../platform/messages/index.ts';
import { useId } from '../../platform/page-routes.tsx';
import { useAttempt } from './api.ts';
import { assessmentsMessages } from './messages/index.ts';
import { Exam } from './parts/exam.tsx';

/** `/attempts/$attemptId`: answering a quiz or exam. */
export function TakePage() {
  const attemptId = useId('attemptId');
  const t = useMessages(assessmentsMessages);
  const navigate = useNavigate();
  const { data: attempt, error, refetch } = useAttempt(attemptId);
  const handedIn = error instanceof CallError && error.code === 'ATTEMPT_CLOSED';
  const result = `/attempts/${attemptId}/result`;
  useEffect(() => {
    if (handedIn) void navigate({ to: result, replace: true });
  }, [handedIn, navigate, result]);
  if (attempt) return <Exam key={attempt.id} attempt={attempt} />;
  return (
    <FocusShell backHref="/" leave="close" title={t('assessments.title')} measure="form">
      {error && !handedIn ? (
        <ErrorPanel
          title={t('assessments.couldNotOpen')}
          onRetry={() => void refetch()}
          actions={
            <Button component={Link} href="/" variant="subtle">
              {t('assessments.backToCourse')}
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
