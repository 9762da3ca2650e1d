/** What the server is doing, as far as a page can tell: pure, from the console's bridge or from the health answer. */
import type { ApplianceState, Trouble } from '../../app/ipc/contract.ts';
import type { Pause } from '../../server/operations/contract.ts';
import type { OperationReport, ServerReport } from '../../server/supervisor/contract.ts';

/** What is known of an operation: on the machine everything, in a browser what everybody may know. */
export type OperationView = Pick<OperationReport, 'kind' | 'state' | 'progress' | 'seconds_left'> &
  Partial<OperationReport>;

export type ServerName =
  | 'unknown'
  | 'starting'
  | 'running'
  | 'restarting'
  | 'recovering'
  | 'stopping'
  | 'stopped'
  | 'failed'
  | 'withheld'
  | 'unreachable'
  | 'operating'
  | 'damaged';

export interface ServerView {
  name: ServerName;
  /** Why it is so, as a sentence for people; null where there is nothing to explain. */
  reason: string | null;
  /** Milliseconds since 1970; null while nothing runs. */
  startedAt: number | null;
  /** What helps, where the machine's console knows more than the reason. */
  trouble?: Trouble;
  /** The operation that runs, or the last one. */
  operation?: OperationView;
  /** The damaged or missing file, and what could be restored; only on the machine itself. */
  damage?: { file: string; offers: ServerReport['offers'] };
  /** How far the look at the data is, 0 to 1. */
  checking?: number;
}

const NAMES = { preparing: 'starting', ready: 'running' } as const;

/** The machine's own server, as its console is told. */
export function viewOfAppliance(state: ApplianceState): ServerView {
  if (state.name === 'failed') return { name: 'failed', reason: state.reason, startedAt: null, trouble: state.trouble };
  if (state.name !== 'attached') return { name: state.name, reason: null, startedAt: null };
  const { state: server, started_at } = state.report;
  const name = server.name in NAMES ? NAMES[server.name as keyof typeof NAMES] : (server.name as ServerName);
  return {
    name,
    reason: 'reason' in server ? server.reason : null,
    startedAt: Date.parse(started_at),
    ...detailsOf(state.report),
  };
}

const detailsOf = ({ state, operation, offers, checking }: ServerReport): Partial<ServerView> => ({
  ...(operation && { operation }),
  ...(state.name === 'damaged' && { damage: { file: state.file, offers } }),
  ...(typeof checking === 'number' && { checking }),
});

/** A browser asks the server itself: `uptime` in seconds, or the code with which it refused. */
export function viewOfHealth(
  answer: { uptime: number } | { code: string } | { pause: Pause } | null,
  now: number,
): ServerView {
  if (!answer) return { name: 'unknown', reason: null, startedAt: null };
  if ('uptime' in answer) return { name: 'running', reason: null, startedAt: now - answer.uptime * 1000 };
  if ('pause' in answer) return viewOfPause(answer.pause);
  return { name: answer.code === 'NOT_READY' ? 'starting' : 'unreachable', reason: null, startedAt: null };
}

function viewOfPause({ kind, state, progress, seconds_left, server }: Pause): ServerView {
  const name = server === 'damaged' || server === 'failed' || server === 'operating' ? server : 'starting';
  const operation = kind !== null && state !== null ? { operation: { kind, state, progress, seconds_left } } : {};
  return { name, reason: null, startedAt: null, ...operation };
}

/** Whether requests are answered: pages may ask. Before the first answer they may as well. */
export const isServing = ({ name }: ServerView): boolean =>
  name === 'running' || name === 'restarting' || name === 'unknown';

/** How long it has been running, in the two largest units that matter. */
export function uptimeParts(startedAt: number, now: number): { days: number; hours: number; minutes: number } {
  const minutes = Math.max(0, Math.floor((now - startedAt) / 60_000));
  return { days: Math.floor(minutes / 1440), hours: Math.floor(minutes / 60) % 24, minutes: minutes % 60 };
}
