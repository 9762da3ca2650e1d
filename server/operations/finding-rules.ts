/** How an operation that did not work is told: what was tried, that nothing is lost, why, and what to do. Pure. */
import type { Finding, Remedy } from '../platform/health/contract.ts';
import type { OperationOutcome } from '../supervisor/contract.ts';

interface Kind {
  /** Begin of the codes. */
  code: string;
  /** "The restore". */
  name: string;
  /** What to do once the reason is seen to. */
  again: string;
  label: string;
  path: string;
}

const KINDS: Record<string, Kind> = {
  restore: {
    code: 'restore',
    name: 'The restore',
    again: 'then begin the restore again, or choose another backup.',
    label: 'Open backups',
    path: '/backups',
  },
  'move-database': {
    code: 'move',
    name: 'The move of the database',
    again: 'then begin the move again.',
    label: 'Open database',
    path: '/settings/database',
  },
};
const OTHER: Kind = {
  code: 'operation',
  name: 'The work on the academy',
  again: 'then begin it again.',
  label: 'Open Activity',
  path: '/activity',
};

export const NOTHING_UNDONE: Finding = {
  state: 'ok',
  code: 'operation-ok',
  values: {},
  title: 'Nothing that was begun had to be undone.',
  detail: '',
  remedy: null,
};

/** Of an operation that is over; well when it was done, or called off by somebody who wanted that. */
export function findingOf({ kind, state, reason, cause }: OperationOutcome): Finding {
  if (state === 'done' || (state === 'rolled-back' && cause === 'cancelled')) return NOTHING_UNDONE;
  const known = KINDS[kind] ?? OTHER;
  if (state === 'failed') return notUndone(known, reason ?? '');
  return cause === 'interrupted' ? interrupted(known) : undone(known, reason ?? '');
}

const open = ({ label, path }: Kind, text: string): Remedy => ({ text, label, action: { kind: 'page', path } });

const undone = (kind: Kind, reason: string): Finding => ({
  state: 'warning',
  code: `${kind.code}-undone`,
  values: { reason },
  title: `${kind.name} did not work.`,
  detail: `Everything is as it was before it began; no person, answer or file is lost. Why: ${reason}`,
  remedy: open(kind, `See to what stood in its way, ${kind.again}`),
});

const interrupted = (kind: Kind): Finding => ({
  state: 'warning',
  code: `${kind.code}-interrupted`,
  values: {},
  title: `${kind.name} was interrupted.`,
  detail:
    'The computer or the server stopped in the middle of it. Everything is as it was before it began; no person, answer or file is lost.',
  remedy: open(kind, `See that the computer stays on, ${kind.again}`),
});

const notUndone = ({ code, name }: Kind, reason: string): Finding => ({
  state: 'failing',
  code: `${code}-failed`,
  values: { reason },
  title: `${name} failed, and could not be tidied up.`,
  detail: `Going back is tried again at every start of the server. Why: ${reason}`,
  remedy: {
    text: 'Restart the server, and do not delete anything in its folder. If this stays, save the support file in Activity and ask for help.',
    label: 'Open Activity',
    action: { kind: 'page', path: '/activity' },
  },
});
