import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Button, notify } from '../../../kit/index.ts';
import { useMessages } from '../../../platform/messages/index.ts';
import { useStart } from '../api.ts';
import { assessmentsMessages } from '../messages/index.ts';

/** Starts an attempt, or goes on with the one that runs, and opens it. */
export function StartButton({ assessmentId, children }: { assessmentId: number; children: ReactNode }) {
  const t = useMessages(assessmentsMessages);
  const navigate = useNavigate();
  const { mutate, isPending, isSuccess } = useStart(assessmentId);
  const start = () =>
    mutate(undefined, {
      onSuccess: attempt => void navigate({ to: `/attempts/${attempt.id}` }),
      onError: error => notify.error(`${t('assessments.couldNotStart')}. ${error.message}`),
    });
  return (
    <Button size="lg" loading={isPending || isSuccess} onClick={start}>
      {children}
    </Button>
  );
}
