/** What the server is doing, as far as a page can tell: pure, from the console's bridge or from the health answer. */
import type { ApplianceState } from '../../app/ipc/contract.ts';

export type ServerName =
  | 'unknown'
  | 'starting'
  | 'running'
  | 'restarting'
  | 'recovering'
  | 'stopping'
  | 'stopped'
  | 'failed'
  | 'unreachable';

export interface ServerView {
  name: ServerName;
  /** Why it is so, as a sentence for people; null where there is nothing to explain. */
  reason: string | null;
  /** Milliseconds since 1970; null while nothing runs. */
  startedAt: number | null;
}

const NAMES = { preparing: 'starting', ready: 'running' } as const;

/** The machine's own server, as its console is told. */
export function viewOfAppliance(state: ApplianceState): ServerView {
  if (state.name === 'failed') return { name: 'failed', reason: state.reason, startedAt: null };
  if (state.name !== 'attached') return { name: state.name, reason: null, startedAt: null };
  const { state: server, started_at } = state.report;
  const name = server.name in NAMES ? NAMES[server.name as keyof typeof NAMES] : (server.name as ServerName);
  return { name, reason: 'reason' in server ? server.reason : null, startedAt: Date.parse(started_at) };
}

/** A browser asks the server itself: `uptime` in seconds, or the code with which it refused. */
export function viewOfHealth(answer: { uptime: number } | { code: string } | null, now: number): ServerView {
  if (!answer) return { name: 'unknown', reason: null, startedAt: null };
  if ('uptime' in answer) return { name: 'running', reason: null, startedAt: now - answer.uptime * 1000 };
  return { name: answer.code === 'NOT_READY' ? 'starting' : 'unreachable', reason: null, startedAt: null };
}

/** Whether requests are answered: pages may ask. Before the first answer they may as well. */
export const isServing = ({ name }: ServerView): boolean =>
  name === 'running' || name === 'restarting' || name === 'unknown';

/** How long it has been running, in the two largest units that matter. */
export function uptimeParts(startedAt: number, now: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor((now - startedAt) / 60_000));
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}
