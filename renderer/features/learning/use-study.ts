import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useSession } from '../../platform/session.tsx';
import { HOME } from './api.ts';
import { type Counter, mayCount, REPORT_EVERY_MS, secondsBetween } from './reporter.ts';
import { OPEN, sendLeftProgress, sendReport, TAB } from './left-progress.ts';
import { createStudyLog, type StudyState } from './study-log.ts';

const COUNTER = 'lyceum.progress-counter';

export interface Study {
  /** What is done here counts as the learner's own. */
  reports: boolean;
  state: StudyState;
  /** A place in the lesson; sent with the next report. */
  moveTo(position: number): void;
  /** Sends now: on pause, on seeking. */
  flush(): Promise<void>;
  /** The learner says that it is done. Ends when the server has it, or when it is kept here for later. */
  complete(): Promise<void>;
  setPlaying(playing: boolean): void;
}

/**
 * Reports what is done in a lesson, of people who are in the course (`enrolled`). An administrator who looks at the academy as
 * somebody else reports nothing, and leaves what the person's own pages have not sent yet for the person to send.
 */
export function useStudy(courseId: number, moduleId: number, enrolled: boolean): Study {
  const { me } = useSession();
  const userId = me?.id ?? 0;
  const isOwn = me?.impersonated !== true;
  const reports = enrolled && isOwn;
  const queries = useQueryClient();
  const playing = useRef(false);
  const [log] = useState(() => {
    let doneBefore = false;
    return createStudyLog({
      about: { userId, courseId, moduleId },
      tab: TAB,
      store: localStorage,
      now: Date.now,
      send: (body, leaving) => sendReport({ courseId, moduleId }, body, leaving),
      onTaken: ({ module }) => {
        if (module.completed_at === null || doneBefore) return;
        doneBefore = true;
        void queries.invalidateQueries({ queryKey: ['courses', courseId] });
        void queries.invalidateQueries({ queryKey: HOME });
      },
    });
  });
  const state = useSyncExternalStore(log.subscribe, log.state);
  useEffect(() => (reports ? count(log, playing) : undefined), [log, reports]);
  useEffect(() => (reports ? sendOnLeaving(log, moduleId) : undefined), [log, moduleId, reports]);
  useEffect(() => {
    if (!isOwn) return undefined;
    const send = () => void sendLeftProgress(userId);
    send();
    window.addEventListener('online', send);
    const timer = setInterval(send, REPORT_EVERY_MS);
    return () => {
      window.removeEventListener('online', send);
      clearInterval(timer);
    };
  }, [userId, isOwn]);

  const moveTo = useCallback((position: number) => reports && log.note({ position }), [log, reports]);
  const flush = useCallback(() => (reports ? log.flush() : Promise.resolve()), [log, reports]);
  const complete = useCallback(async () => {
    if (!reports) return;
    log.note({ completed: true });
    await log.flush();
  }, [log, reports]);
  const setPlaying = useCallback((now: boolean) => {
    playing.current = now;
  }, []);
  return { reports, state, moveTo, flush, complete, setPlaying };
}

type Log = ReturnType<typeof createStudyLog>;

/** Counts the seconds in which the lesson is seen and used, and sends them every ten. */
function count(log: Log, playing: { current: boolean }): () => void {
  let lastInput = Date.now();
  let before = Date.now();
  let reportedAt = Date.now();
  const touch = () => {
    lastInput = Date.now();
  };
  const tick = () => {
    const now = Date.now();
    const watching = { visible: document.visibilityState === 'visible', playing: playing.current, lastInput };
    const seconds = secondsBetween(before, now, watching);
    before = now;
    if (seconds > 0 && mayCount(readCounter(), TAB, document.hasFocus(), now)) {
      writeCounter({ tab: TAB, at: now });
      log.note({ seconds });
    }
    if (now - reportedAt < REPORT_EVERY_MS) return;
    reportedAt = now;
    void log.flush();
  };
  const timer = setInterval(tick, 1000);
  const inputs = ['pointerdown', 'pointermove', 'keydown', 'scroll', 'wheel', 'touchmove'];
  for (const input of inputs) window.addEventListener(input, touch, { passive: true });
  return () => {
    clearInterval(timer);
    for (const input of inputs) window.removeEventListener(input, touch);
  };
}

/** Leaving for another page of the product, another site or another app: all of them send what is there. */
function sendOnLeaving(log: Log, moduleId: number): () => void {
  OPEN.add(moduleId);
  const leave = () => void log.flush(true);
  const hide = () => document.visibilityState === 'hidden' && leave();
  const back = () => void log.flush();
  window.addEventListener('pagehide', leave);
  window.addEventListener('online', back);
  document.addEventListener('visibilitychange', hide);
  return () => {
    window.removeEventListener('pagehide', leave);
    window.removeEventListener('online', back);
    document.removeEventListener('visibilitychange', hide);
    // What is on its way is still this log's; what stays behind after that is anybody's.
    void log.flush(true).finally(() => OPEN.delete(moduleId));
  };
}

function readCounter(): Counter | null {
  try {
    return JSON.parse(localStorage.getItem(COUNTER) ?? 'null') as Counter | null;
  } catch {
    return null; // storage refused: every window counts, and the server believes no more than the time that passed
  }
}

function writeCounter(counter: Counter): void {
  try {
    localStorage.setItem(COUNTER, JSON.stringify(counter));
  } catch {
    // see readCounter
  }
}
