import { useEffect, useState, useSyncExternalStore } from 'react';
import { call } from '../../platform/call.ts';
import { useConnected } from '../../platform/socket.ts';
import type { OpenAttempt } from './api.ts';
import { createAutosaver } from './autosaver.ts';
import { keptAnswersIn } from './kept-answers.ts';

/** The server's clock minus this device's, in milliseconds, as the attempt told it. */
export const aheadOf = ({ server_time, receivedAt }: OpenAttempt): number => Date.parse(server_time) - receivedAt;

/** The answers of an attempt while it is worked on, saved as they are given. */
export function useAttemptWork(attempt: OpenAttempt) {
  const [autosaver] = useState(() =>
    createAutosaver({
      save: (questionId, answer) =>
        call('PUT /attempts/:attemptId/answers/:questionId', {
          params: { attemptId: attempt.id, questionId },
          body: { answer },
        }),
      kept: keptAnswersIn(localStorage, attempt.id),
      now: Date.now,
      serverAhead: aheadOf(attempt),
      saved: attempt.answers,
    }),
  );
  useEffect(() => autosaver.start(), [autosaver]);
  useEffect(() => {
    window.addEventListener('online', autosaver.wake);
    return () => window.removeEventListener('online', autosaver.wake);
  }, [autosaver]);
  useConnected(autosaver.wake);
  const { answers, autosave } = useSyncExternalStore(autosaver.subscribe, autosaver.state);
  return { autosaver, answers, autosave };
}

/** Whole seconds until the deadline by the server's clock; null without one. */
export function useSecondsLeft(deadlineAt: string | null, serverAhead: number): number | null {
  const left = () =>
    deadlineAt === null ? null : Math.ceil((Date.parse(deadlineAt) - Date.now() - serverAhead) / 1000);
  const [seconds, setSeconds] = useState(left);
  useEffect(() => {
    if (deadlineAt === null) return;
    const look = () => setSeconds(Math.ceil((Date.parse(deadlineAt) - Date.now() - serverAhead) / 1000));
    // Four times a second, so that the figure changes close to the second.
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [deadlineAt, serverAhead]);
  return seconds;
}
