/**
 * The life of an operation:
 *
 *   verifying ─▶ saving ─▶ draining ─▶ stopping ─▶ replacing ─▶ migrating ─▶ starting ─▶ probing ─▶ done
 *       │           │          │           │            │            │           │          │
 *       └──cancel───┴──cancel──┤           │            │            │           │          │
 *       └───────fault, interruption────────┴────────────┴────────────┴───────────┴──────────┘
 *                                                   ▼
 *                                             rolling-back ──rolled back──▶ rolled-back
 *                                                 ▲  └──fault──▶ failed
 *                                                 └──interruption──┘
 *
 * People work on until `draining` is over. The one moment that counts is the step to `done`: before it the old state comes
 * back whatever happens, after it the new one stays; except that a new program which never came to serve is given up even then. An interruption (power cut, kill -9) is noticed at the next start.
 */
import { FORWARD, type OperationReport, type OperationStateName } from './contract.ts';

export type OperationState =
  | { name: Exclude<OperationStateName, 'rolling-back' | 'rolled-back' | 'failed'> }
  | { name: 'rolling-back' | 'rolled-back' | 'failed'; reason: string };

export type OperationEvent =
  | { name: 'advanced' }
  | { name: 'cancelled' }
  | { name: 'faulted'; reason: string }
  /** The program that it brought never came to serve. */
  | { name: 'given up'; reason: string }
  | { name: 'interrupted' };

type Forward = (typeof FORWARD)[number];

/** What people read of an operation that somebody called off. */
export const CANCELLED = 'It was cancelled. Nothing had been changed.';
const INTERRUPTED = 'The computer or the server stopped in the middle of it.';

/** The next state; the very same object when the event means nothing in this state. */
export function advance(state: OperationState, event: OperationEvent): OperationState {
  if (event.name === 'given up' && state.name !== 'rolled-back') return { name: 'rolling-back', reason: event.reason };
  if (hasEnded(state)) return state.name === 'failed' && event.name === 'interrupted' ? again(state) : state;
  if (state.name === 'rolling-back') return afterRollBack(state, event);
  switch (event.name) {
    case 'advanced':
      return { name: FORWARD[FORWARD.indexOf(state.name as Forward) + 1] as Forward };
    case 'cancelled':
      return mayCancel(state) ? { name: 'rolling-back', reason: CANCELLED } : state;
    case 'faulted':
    case 'given up':
      return { name: 'rolling-back', reason: event.reason };
    case 'interrupted':
      return { name: 'rolling-back', reason: INTERRUPTED };
  }
}

function afterRollBack(
  state: OperationState & { name: 'rolling-back' | 'rolled-back' | 'failed' },
  event: OperationEvent,
) {
  if (event.name === 'advanced') return { name: 'rolled-back', reason: state.reason } as const;
  if (event.name === 'faulted')
    return { name: 'failed', reason: `${state.reason} Going back failed as well: ${event.reason}` } as const;
  return state;
}

/** A roll back that failed is tried again at every start. */
const again = (state: OperationState): OperationState => ({
  name: 'rolling-back',
  reason: 'reason' in state ? state.reason : INTERRUPTED,
});

export const hasEnded = ({ name }: OperationState): boolean =>
  name === 'done' || name === 'rolled-back' || name === 'failed';

/** Why it goes back, or went; null for one that does not. */
export function causeOf(state: OperationState): OperationReport['cause'] {
  if (!('reason' in state)) return null;
  if (state.reason === CANCELLED) return 'cancelled';
  return state.reason === INTERRUPTED ? 'interrupted' : 'fault';
}

/** On the way to the new state, `done` included. */
export const isForward = ({ name }: OperationState): boolean => (FORWARD as readonly string[]).includes(name);

/** Whether people still work, so that calling it off costs nothing. */
export const mayCancel = ({ name }: OperationState): boolean =>
  name === 'verifying' || name === 'saving' || name === 'draining';

/** What part of the whole each state usually takes. */
const SHARES: Record<Forward, number> = {
  verifying: 0.45,
  saving: 0.25,
  draining: 0.03,
  stopping: 0.07,
  replacing: 0.05,
  migrating: 0.05,
  starting: 0.05,
  probing: 0.05,
  done: 0,
};

/** Progress of the whole, 0 to 1, when `within` (0 to 1) of the state is done. */
export function progressOf({ name }: OperationState, within: number): number {
  const index = FORWARD.indexOf(name as Forward);
  if (index < 0) return within;
  if (name === 'done') return 1;
  const before = FORWARD.slice(0, index).reduce((sum, earlier) => sum + SHARES[earlier], 0);
  return Math.min(1, before + SHARES[name as Forward] * Math.min(1, Math.max(0, within)));
}

/** Seconds until the end when it goes on as until now; null while too little is done to tell. */
export function secondsLeft(progress: number, elapsedMs: number): number | null {
  if (progress < 0.02 || progress >= 1 || elapsedMs < 500) return null;
  return Math.ceil(((elapsedMs / progress) * (1 - progress)) / 1000);
}
