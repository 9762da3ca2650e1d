/** The lines of the log on show: the newest ones, those that were asked for further back, and what is written meanwhile. */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { LogLine } from '../../../server/activity/contract.ts';
import { call } from '../../platform/call.ts';
import { useMessage } from '../../platform/socket.ts';
import { type ActivityQuery, PERIODS } from './activity-query.ts';

/** Shown at the most; what is older is asked for again. */
const MOST = 1000;
const PAGE = 100;

export type LogFilter = Pick<ActivityQuery, 'text' | 'level' | 'role' | 'period'>;

interface Shown {
  lines: LogLine[];
  older: string | null;
  newer: string;
}

/** What is known of a list while it is on show. */
interface List {
  /** Where its newest line stands; null until the first lines are there. */
  newest: string | null;
  /** There may be lines that were not asked for yet. */
  isBehind: boolean;
  /** It catches up just now. */
  isBusy: boolean;
}

function filterOf({ text, level, role, period }: LogFilter) {
  return {
    text,
    ...(level && { level }),
    ...(role && { role }),
    ...(period && { from: new Date(Date.now() - PERIODS[period] * 1000).toISOString() }),
  };
}

export function useLog({ text, level, role, period }: LogFilter) {
  const [shown, setShown] = useState<Shown | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [paused, setPaused] = useState(false);
  const [news, setNews] = useState(false);
  const [loading, setLoading] = useState(false);
  const isPaused = useRef(false);
  const list = useRef<List>({ newest: null, isBehind: false, isBusy: false });

  const catchUp = useCallback(async () => {
    const mine = list.current;
    mine.isBehind = true;
    if (mine.isBusy) return;
    mine.isBusy = true;
    try {
      while (mine.isBehind && !isPaused.current && mine.newest !== null) {
        mine.isBehind = false;
        const query = { ...filterOf({ text, level, role, period }), after: mine.newest, limit: 500 };
        const page = await call('GET /logs', { query });
        if (list.current !== mine) return;
        mine.newest = page.newer;
        setShown(now => now && { ...now, lines: [...page.lines, ...now.lines].slice(0, MOST) });
      }
    } catch {
      // The next news brings these lines too.
    } finally {
      mine.isBusy = false;
    }
  }, [text, level, role, period]);
  const begin = useCallback(
    async (signal?: AbortSignal) => {
      const mine: List = { newest: null, isBehind: false, isBusy: false };
      list.current = mine;
      try {
        const query = { ...filterOf({ text, level, role, period }), limit: PAGE };
        const page = await call('GET /logs', { query }, signal && { signal });
        mine.newest = page.newer;
        setShown(page);
        setError(null);
        if (mine.isBehind) void catchUp();
      } catch (cause) {
        if (!signal?.aborted) setError((cause as Error).message);
      }
    },
    [text, level, role, period, catchUp],
  );
  useEffect(() => {
    const leaving = new AbortController();
    void Promise.resolve(leaving.signal).then(begin);
    return () => leaving.abort();
  }, [begin]);

  useMessage(
    'log.changed',
    useCallback(() => {
      if (paused) setNews(true);
      else void catchUp();
    }, [paused, catchUp]),
  );

  return {
    shown,
    error,
    paused,
    news,
    loading,
    retry: () => void begin(),
    pause() {
      isPaused.current = true;
      setPaused(true);
    },
    resume() {
      isPaused.current = false;
      setPaused(false);
      setNews(false);
      void catchUp();
    },
    async more() {
      if (!shown?.older) return;
      setLoading(true);
      try {
        const query = { ...filterOf({ text, level, role, period }), before: shown.older, limit: PAGE };
        const page = await call('GET /logs', { query });
        setShown(now => now && { ...now, lines: [...now.lines, ...page.lines], older: page.older });
      } catch (cause) {
        setError((cause as Error).message);
      } finally {
        setLoading(false);
      }
    },
  };
}
