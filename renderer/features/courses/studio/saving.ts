/** Whether everything typed in the studio is safe: every open draft reports here, the top bar says it. */
import { useSyncExternalStore } from 'react';

/** `kept` is on this device only, until the server can be reached; `wrong` waits for a mistake to be mended. */
export type SavingState = 'saved' | 'unsaved' | 'saving' | 'kept' | 'wrong' | 'conflict';
export interface Saving {
  state: SavingState;
  /** When the server last acknowledged, milliseconds since 1970. */
  at: number | undefined;
}

const order: readonly SavingState[] = ['conflict', 'wrong', 'kept', 'unsaved', 'saving', 'saved'];
const drafts = new Map<string, { state: SavingState; flush: () => Promise<boolean> }>();
const listeners = new Set<() => void>();
let lastSaved: number | undefined;
let current: Saving = { state: 'saved', at: undefined };

export function reportDraft(key: string, state: SavingState, flush: () => Promise<boolean>, savedAt?: number): void {
  drafts.set(key, { state, flush });
  lastSaved = savedAt ?? lastSaved;
  publish();
}

export function forgetDraft(key: string): void {
  drafts.delete(key);
  publish();
}

function publish(): void {
  const states = new Set([...drafts.values()].map(({ state }) => state));
  current = { state: order.find(state => states.has(state)) ?? 'saved', at: lastSaved };
  for (const listener of listeners) listener();
}

/** Saves whatever is open now; false when something could not be saved. */
export async function flushDrafts(): Promise<boolean> {
  const done = await Promise.all([...drafts.values()].map(({ flush }) => flush()));
  return done.every(Boolean);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useSaving = (): Saving => useSyncExternalStore(subscribe, () => current);
