/** What health asks of updates: is one waiting, for how long, and did the last one stay. */
import { type Clock, DAY } from '../platform/clock.ts';
import type { Check, Finding, Remedy } from '../platform/health/contract.ts';
import type { Updates } from './contract.ts';
import { bestOf } from './offer-rules.ts';

/** A version that lies there for longer than this is overdue. */
const LONG_MS = 60 * DAY;
/** A failed update is old news after this time. */
const RECENT_MS = 14 * DAY;

const open = (text: string): Remedy => ({
  text,
  label: 'Open updates',
  action: { kind: 'page', path: '/settings/updates' },
});

export function updateChecks(read: () => Promise<Updates>, clock: Clock): Check[] {
  return [
    { name: 'update-waiting', title: 'Newer versions', run: async () => waiting(await read(), clock.now()) },
    { name: 'update-outcome', title: 'The last update', run: async () => outcome(await read(), clock.now()) },
  ];
}

function waiting({ version, offers, remind_at }: Updates, now: number): Finding {
  const best = bestOf(offers);
  const isPut = remind_at !== null && Date.parse(remind_at) > now;
  if (!best || isPut)
    return found(
      'ok',
      'update-none',
      { version },
      `Lyceum ${version} runs; nothing newer waits.`,
      'Nothing is to be done.',
    );
  const days = Math.floor((now - Date.parse(best.released_at)) / DAY);
  const isLong = days * DAY > LONG_MS;
  return found(
    'warning',
    isLong ? 'update-overdue' : 'update-available',
    { version: best.version, days },
    isLong ? `Lyceum ${best.version} has been waiting for ${days} days.` : `Lyceum ${best.version} is available.`,
    'An update is rehearsed on a copy first and goes back by itself when anything fails.',
    open('Read what is new, then update when nobody learns.'),
  );
}

function outcome({ history }: Updates, now: number): Finding {
  const [last] = history;
  if (!last || last.outcome === 'done' || now - Date.parse(last.ended_at) > RECENT_MS)
    return found('ok', 'update-stayed', {}, 'The last update stayed.', 'Nothing is to be done.');
  const { version, reason } = last;
  return found(
    last.outcome === 'failed' ? 'failing' : 'warning',
    'update-rolled-back',
    { version, reason: reason ?? '' },
    `The update to ${version} was taken back.`,
    `The version before runs with the data as they were. ${reason ?? ''}`.trim(),
    open('Rehearse it again, or wait for the next version.'),
  );
}

function found(
  state: Finding['state'],
  code: string,
  values: Finding['values'],
  title: string,
  detail: string,
  remedy: Remedy | null = null,
): Finding {
  return { state, code, values, title, detail, remedy };
}
