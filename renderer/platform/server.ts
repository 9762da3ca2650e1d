/** The server's state for the console's pages: by the bridge on the machine itself, from its health in a browser. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { Pause } from '../../server/operations/contract.ts';
import { bridge } from './bridge.ts';
import { CallError, call } from './call.ts';
import { type ServerView, viewOfAppliance, viewOfHealth } from './server-view.ts';

const ASK_EVERY_MS = 15_000;
/** While it does not serve. */
const ASK_OFTEN_MS = 2_000;

function useOwnServer(): ServerView {
  const [view, setView] = useState<ServerView>({ name: 'unknown', reason: null, startedAt: null });
  useEffect(() => {
    if (!bridge) return undefined;
    let told = false;
    const stop = bridge.appliance.onState(state => {
      told = true;
      setView(viewOfAppliance(state));
    });
    // A change that was told meanwhile is newer than this answer.
    void bridge.appliance.state().then(state => told || setView(viewOfAppliance(state)));
    return stop;
  }, []);
  return view;
}

async function askHealth(): Promise<{ uptime: number } | { code: string } | { pause: Pause }> {
  try {
    return { uptime: (await call('GET /health', {})).uptime_seconds };
  } catch (error) {
    // While it pauses, another server answers at the address, and only this.
    if (error instanceof CallError && error.code === 'MAINTENANCE') {
      const pause = await call('GET /operation', {}).catch(() => null);
      if (pause) return { pause };
    }
    return { code: error instanceof CallError ? error.code : 'OFFLINE' };
  }
}

function useServerByHealth(): ServerView {
  const { data, dataUpdatedAt } = useQuery({
    queryKey: ['site', 'health'],
    queryFn: askHealth,
    refetchInterval: ({ state }) => (state.data && !('uptime' in state.data) ? ASK_OFTEN_MS : ASK_EVERY_MS),
    networkMode: 'always',
  });
  return viewOfHealth(data ?? null, dataUpdatedAt);
}

/** What the server is doing now. */
export const useServer: () => ServerView = bridge ? useOwnServer : useServerByHealth;

/** The moment, kept up to date every `everyMs` milliseconds, for "20 seconds ago" and the like. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const ticking = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(ticking);
  }, [everyMs]);
  return now;
}
