/** What is worth a notification of the desktop, and how seldom it is said again. Pure; times are milliseconds. */
import type { ServerReport } from '../../server/supervisor/contract.ts';

/** As `GET /health` answers: what complains, worst first. */
export interface Complaint {
  name: string;
  state: 'warning' | 'failing';
  detail: string;
}

export interface Notice {
  title: string;
  body: string;
  /** Page of the console that a click opens. */
  path: string;
}

/** What was said, and when. */
export type Said = ReadonlyMap<string, { state: Complaint['state']; at: number }>;

const DAY_MS = 24 * 3_600_000;
/** A warning may wait until tomorrow's coffee; a failure is said again twice a day. */
const AGAIN_MS = { warning: DAY_MS, failing: DAY_MS / 2 } as const;

/** Notices of what is new, worse, or still so after a long time; what is over is forgotten. */
export function noticesOf(
  complaints: readonly Complaint[],
  said: Said,
  now: number,
): { notices: Notice[]; said: Said } {
  const next = new Map<string, { state: Complaint['state']; at: number }>();
  const notices: Notice[] = [];
  for (const { name, state, detail } of complaints) {
    const before = said.get(name);
    const worse = before?.state === 'warning' && state === 'failing';
    if (before && !worse && now - before.at < AGAIN_MS[state]) {
      next.set(name, { state, at: before.at });
      continue;
    }
    next.set(name, { state, at: now });
    notices.push({
      title: state === 'failing' ? 'The academy needs you' : 'The academy asks for a look',
      body: detail,
      path: name.startsWith('backup') ? '/backups' : '/health',
    });
  }
  return { notices, said: next };
}

type Operation = NonNullable<ServerReport['operation']>;

const ENDINGS: Partial<Record<Operation['state'], string>> = {
  done: 'Done',
  'rolled-back': 'Taken back: everything is as it was before',
  failed: 'Failed',
};

/** The end of an operation that was seen running; what ended before the console began is no news. */
export function noticeOfEnd(before: Operation | null, now: Operation | null): Notice | null {
  if (!now || now.ended_at === null || before?.id !== now.id || before.ended_at !== null) return null;
  const ending = ENDINGS[now.state] ?? 'Ended';
  return { title: now.title, body: now.reason ? `${ending}. ${now.reason}` : `${ending}.`, path: '/' };
}
