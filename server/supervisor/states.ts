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
 *   any state ──operate──▶ operating ──operated──▶ preparing
 *   ready ──suspected──▶ preparing     (a process met damaged data: they are looked at before anybody serves again)
 *   any state ──damaged──▶ damaged ──operate──▶ operating
 *   any state ──stop──▶ stopping ──stopped──▶ stopped
 *
 * In `operating` and `damaged` the maintenance server has the port. `recovering` means that no web worker serves and the next one is on its way; in `failed` tries go on, but rarely.
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
  | { name: 'operate' }
  | { name: 'operated' }
  | { name: 'suspected' }
  | { name: 'damaged'; reason: string; file: string }
  | { name: 'stop' }
  | { name: 'stopped' };

/** A worker that comes up late changes nothing about these. */
const KEPT_WHEN_SERVING: ReadonlySet<ServerState['name']> = new Set(['ready', 'restarting', 'operating', 'damaged']);

/** The next state; the very same object when the event means nothing in this state. */
export function transition(state: ServerState, event: ServerEvent): ServerState {
  if (state.name === 'stopped') return state;
  if (event.name === 'stopped') return { name: 'stopped' };
  if (state.name === 'stopping') return state;
  switch (event.name) {
    case 'prepared':
      return state.name === 'preparing' ? { name: 'starting' } : state;
    case 'serving':
      return KEPT_WHEN_SERVING.has(state.name) ? state : { name: 'ready' };
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
    case 'operate':
      return state.name === 'operating' ? state : { name: 'operating' };
    case 'suspected':
      return { name: 'preparing' };
    case 'operated':
      return state.name === 'operating' || state.name === 'damaged' ? { name: 'preparing' } : state;
    case 'damaged':
      return { name: 'damaged', reason: event.reason, file: event.file };
    case 'stop':
      return { name: 'stopping' };
  }
}
