/**
 * The life of the server:
 *
 *   preparing ──prepared──▶ starting ──serving──▶ ready ◀──restarted── restarting
 *       │                      │                 │  ▲ └───restart────────▲   │
 *       │                      │               lost serving                  │
 *     broken                 broken              ▼  │                       lost
 *       │                      │             recovering ◀────────────────────┘
 *       │                      │               │   ▲
 *       │                      │          gave up  │ (serving leads from failed to ready as well)
 *       ▼                      ▼               ▼   │
 *      failed ◀────────────────┴───────────── failed
 *
 *   any state ──stop──▶ stopping ──stopped──▶ stopped
 *
 * `recovering` means that no web worker serves and the next one is on its way; in `failed` tries go on, but rarely.
 */
import type { ServerState } from './contract.ts';

export type ServerEvent =
  | { name: 'prepared' }
  | { name: 'serving' }
  | { name: 'lost'; reason: string }
  | { name: 'gave up'; reason: string }
  | { name: 'broken'; reason: string }
  | { name: 'restart' }
  | { name: 'restarted' }
  | { name: 'stop' }
  | { name: 'stopped' };

/** The next state; the very same object when the event means nothing in this state. */
export function transition(state: ServerState, event: ServerEvent): ServerState {
  if (state.name === 'stopped') return state;
  if (event.name === 'stopped') return { name: 'stopped' };
  if (state.name === 'stopping') return state;
  switch (event.name) {
    case 'prepared':
      return state.name === 'preparing' ? { name: 'starting' } : state;
    case 'serving':
      return state.name === 'ready' || state.name === 'restarting' ? state : { name: 'ready' };
    case 'lost':
      return state.name === 'ready' || state.name === 'restarting'
        ? { name: 'recovering', reason: event.reason }
        : state;
    case 'gave up':
    case 'broken':
      return { name: 'failed', reason: event.reason };
    case 'restart':
      return state.name === 'ready' ? { name: 'restarting' } : state;
    case 'restarted':
      return state.name === 'restarting' ? { name: 'ready' } : state;
    case 'stop':
      return { name: 'stopping' };
  }
}
